import { realpath } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ToolError } from "../../tools/toolError";
import { quote } from "../../wording/quote";
import { CliError } from "../cliError";
import { listFiles, type ListOptions, STANDARD_INPUT } from "../input/listFiles";

/** Files of a folder that an agent may read. */
export interface AccessedFiles {
  /** Absolute. */
  readonly folder: string;
  /** Relative to it. */
  readonly files: readonly string[];
}

export interface AccessOptions {
  /** Absolute folders that the person named; empty if they named none. */
  readonly named: readonly string[];
  /** The folder that the server runs in. */
  readonly folder: string;
  /** Absolute folders that the client says are worked in; empty if it does not say. */
  readonly askClient: () => Promise<readonly string[]>;
}

/**
 * Which files an agent may have read. What a tool reads goes back to the agent, and with it to whoever runs that agent's
 * model; and an agent follows text that it reads, whoever wrote it. So only files count that are inside of folders that a
 * person chose: those of `--root`, else those that are open in the client, else the folder that the server was started in,
 * unless that is all of the disk or of the home. Links that lead out of them are not followed.
 */
export class FileAccess {
  readonly #options: AccessOptions;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  /** The folders, the first one first. @throws {ToolError} `no-access` where there is none. */
  async listRoots(): Promise<readonly [string, ...string[]]> {
    const { named, folder, askClient } = this.#options;
    const client = named.length > 0 ? [] : await askClient();
    const own = named.length + client.length > 0 || isTooWide(folder) ? [] : [folder];
    const [first, ...others] = [...named, ...client, ...own];
    if (first !== undefined) return [first, ...others];
    throw new ToolError(
      "no-access",
      "no folder may be read: have the person start the server with --root and a folder, or give the text itself",
    );
  }

  /**
   * The files that paths and patterns name, by the folder that they are in; without names, all documents of the first
   * folder.
   *
   * @param languages - Of a folder, VS Code's identifiers of what its documents are; `undefined` for the default.
   * @throws {ToolError} `no-access`; {CliError} `no-files`.
   */
  async list(
    names: readonly string[] | undefined,
    {
      languages,
      onSkip,
    }: Pick<ListOptions, "onSkip"> & {
      readonly languages?: (folder: string) => Promise<readonly string[] | undefined>;
    } = {},
  ): Promise<readonly AccessedFiles[]> {
    const roots = await this.listRoots();
    const found = new Map<string, string[]>();
    for (const [folder, patterns] of await this.#sort(names, roots)) {
      const options = { languages: await languages?.(folder), ...(onSkip && { onSkip }) };
      found.set(folder, await keepInside(folder, await listFiles(patterns, folder, options), names ?? []));
    }
    return Array.from(found, ([folder, files]) => ({ folder, files }));
  }

  /** What is named, by the folder that it is in and relative to it. */
  async #sort(
    names: readonly string[] | undefined,
    roots: readonly [string, ...string[]],
  ): Promise<ReadonlyMap<string, string[]>> {
    if (names === undefined) return new Map([[roots[0], []]]);
    const sorted = new Map<string, string[]>();
    for (const name of names) {
      const [folder, pattern] = await findRoot(name, roots);
      sorted.set(folder, [...(sorted.get(folder) ?? []), pattern]);
    }
    return sorted;
  }
}

/** The folder of a name, and the name relative to it. */
async function findRoot(
  name: string,
  roots: readonly [string, ...string[]],
): Promise<readonly [folder: string, name: string]> {
  const inside = roots.flatMap((folder) => {
    const relative = path.relative(folder, path.resolve(folder, name));
    const isOutside = relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
    return isOutside ? [] : [[folder, relative === "" ? "." : relative] as const];
  });
  const [first, ...others] = inside;
  if (first === undefined || name === STANDARD_INPUT) {
    throw new ToolError("no-access", `${quote(name)} is outside of the folders that may be read: ${roots.join(", ")}`);
  }
  for (const [folder, relative] of others.length > 0 ? inside : []) {
    const files = await listFiles([relative], folder).catch((error: unknown) => {
      if (error instanceof CliError && error.code === "no-files") return [];
      throw error;
    });
    if (files.length > 0) return [folder, relative];
  }
  return first;
}

/** Drops files that links lead out of the folder to; one that was named by itself is refused. */
async function keepInside(folder: string, files: readonly string[], names: readonly string[]): Promise<string[]> {
  const root = await realpath(folder);
  const kept: string[] = [];
  for (const file of files) {
    const target = await realpath(path.resolve(folder, file)).catch(() => undefined);
    if (target === undefined || target.startsWith(root.endsWith(path.sep) ? root : root + path.sep)) kept.push(file);
    else if (
      names.some((name) => path.normalize(name) === file || path.resolve(folder, name) === path.resolve(folder, file))
    ) {
      throw new ToolError("no-access", `${quote(file)} is a link that leads out of ${folder}`);
    }
  }
  return kept;
}

function isTooWide(folder: string): boolean {
  return path.dirname(folder) === folder || path.resolve(folder) === path.resolve(os.homedir());
}
