import path from "node:path";
import { verifyModel } from "../../library/download/verifyModel";
import type { CliContext } from "../cliContext";

const STATES = {
  right: "as the hub announced it",
  wrong: "DAMAGED: other bytes than the hub announced",
  gone: "GONE: its bytes are not in the cache",
  unknown: "not checked: no hash is known of it",
} as const;

export interface CheckedFile {
  readonly name: string;
  readonly state: keyof typeof STATES;
}

/** Hashes the files of a model in the hub's cache. Asks nobody. None of a model elsewhere: no hashes are kept there. */
export async function verifyFiles({ hashPath }: CliContext, folder: string): Promise<readonly CheckedFile[]> {
  const isCached = path.basename(path.dirname(folder)) === "snapshots";
  return isCached ? verifyModel(folder, hashPath) : [];
}

/** Rows of a table. */
export function describeFiles(files: readonly CheckedFile[]): readonly (readonly [string, string])[] {
  if (files.length === 0) return [["files", "not checked: hashes are kept of models that were fetched"]];
  return files.map(({ name, state }) => [name, STATES[state]]);
}
