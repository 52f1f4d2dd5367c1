import { stat } from "node:fs/promises";
import path from "node:path";
import { PROJECT_FILE, type ProjectFile } from "../../lint/projectFile/projectFile";
import { ProjectFileError } from "../../lint/projectFile/projectFileError";
import { readProjectFile } from "../../lint/projectFile/readProjectFile";
import { CliError } from "../cliError";
import { readPlainFile } from "../input/readPlainFile";

/** A team does not write more into it. */
const MOST_BYTES = 4_000_000;

export interface FoundProjectFile {
  readonly file: ProjectFile;
  /** Absolute: its paths are relative to this. */
  readonly folder: string;
}

/**
 * The `.cloze.json` in a folder, else in the nearest folder above it, up to the root of the repository.
 *
 * @throws {CliError} `bad-project-file` for one that cannot be read.
 */
export async function findProjectFile(folder: string): Promise<FoundProjectFile | undefined> {
  const bytes = await readIfThere(path.join(folder, PROJECT_FILE));
  if (bytes !== undefined) return { file: parse(bytes, folder), folder };
  const above = path.dirname(folder);
  return above === folder || (await exists(path.join(folder, ".git"))) ? undefined : findProjectFile(above);
}

function parse(bytes: Uint8Array, folder: string): ProjectFile {
  try {
    return readProjectFile(bytes);
  } catch (cause) {
    if (!(cause instanceof ProjectFileError)) throw cause;
    throw new CliError("bad-project-file", `${folder}${path.sep}${cause.message.replace(/\.$/, "")}`, { cause });
  }
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readPlainFile(file, MOST_BYTES);
  } catch (cause) {
    if (!(cause instanceof CliError)) return undefined;
    throw new CliError("bad-project-file", `${file} ${cause.message}`, { cause });
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
