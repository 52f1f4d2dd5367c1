import picomatch from "picomatch";

const DEEP = "**";

/**
 * A glob pattern for files and folders; a folder stands for all in it. As one regular expression, which is what a library
 * makes of it, the time for a path of many folders can be that of years, so each part is matched by itself.
 */
export class PathPattern {
  readonly #parts: readonly (typeof DEEP | ((name: string) => boolean))[];

  /** @param pattern - Relative, with "/"; see `isSimplePattern`. */
  constructor(pattern: string) {
    const parts = pattern.replace(/^\.\//, "").split("/");
    // Names that begin with a dot are names like others.
    this.#parts = parts
      .filter((part) => part !== "")
      .map((part) => (part === DEEP ? DEEP : picomatch(part, { dot: true })));
  }

  /** @param path - Relative, with "/". */
  matches(path: string): boolean {
    if (this.#parts.length === 0) return false;
    // How many parts are matched by the names so far: all numbers that can be.
    let reached = this.#skipDeep(new Set([0]));
    for (const name of path.split("/")) {
      const next = new Set<number>();
      for (const at of reached) {
        const part = this.#parts[at];
        if (part === DEEP) next.add(at);
        else if (part?.(name) === true) next.add(at + 1);
      }
      reached = this.#skipDeep(next);
      if (reached.has(this.#parts.length)) return true;
    }
    return false;
  }

  /** `**` also stands for no folder at all. The set grows while it is read. */
  #skipDeep(reached: Set<number>): ReadonlySet<number> {
    for (const at of reached) if (this.#parts[at] === DEEP) reached.add(at + 1);
    return reached;
  }
}
