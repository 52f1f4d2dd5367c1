/** How far a download is. */
export interface DownloadProgress {
  /** `fetch`: bytes come; `check`: they are hashed; `wait`: the hub or the line is in trouble, and is tried again. */
  readonly phase: "fetch" | "check" | "wait";
  /** Bytes that are here, of all files, and that there will be. */
  readonly done: number;
  readonly total: number;
  /** Bytes a second, lately; `undefined` before that is known. */
  readonly speed: number | undefined;
}

/** Long enough that the number is calm, short enough that it follows the line. */
const WINDOW_MS = 5_000;
const LEAST_MS = 500;

/** Measures how fast bytes come. */
export class Speed {
  readonly #marks: { readonly time: number; readonly bytes: number }[] = [];
  #bytes = 0;

  /** @param bytes - Those that came since. */
  add(bytes: number, now = performance.now()): void {
    this.#bytes += bytes;
    const last = this.#marks.at(-1);
    if (last !== undefined && now - last.time < 100) return;
    this.#marks.push({ time: now, bytes: this.#bytes });
    while ((this.#marks[0]?.time ?? now) < now - WINDOW_MS) this.#marks.shift();
  }

  /** Bytes a second. */
  find(now = performance.now()): number | undefined {
    const [first] = this.#marks;
    if (first === undefined || now - first.time < LEAST_MS) return undefined;
    return ((this.#bytes - first.bytes) * 1000) / (now - first.time);
  }
}
