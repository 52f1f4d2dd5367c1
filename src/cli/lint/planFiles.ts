import path from "node:path";
import type { Format } from "../../text/formats/format";
import { selectFileFormat } from "../../text/formats/format";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { listAndTell } from "../input/listAndTell";
import { type Document, readDocument } from "../input/readDocument";
import { printLine } from "../print/terminal";
import { type ChangedFile, listChanges } from "./git/listChanges";
import { readBlob } from "./git/readBlob";
import { selectChanged } from "./git/selectChanged";
import type { LintPlan } from "./readLintPlan";
import { type Shard, shardFiles } from "./shardFiles";

/** Which files a lint reads, and how. */
export interface FileOptions {
  /** Checks only sentences that changed since this branch, tag or commit; with `staged` alone, since the last commit. */
  readonly diff?: string;
  /** Reads what is staged, and not what the files say. */
  readonly staged?: boolean;
  readonly shard?: Shard;
  /** The format of every file. Default: what the file's name says. */
  readonly format?: Format;
}

export interface PlannedFiles {
  readonly files: readonly string[];
  readonly read: (file: string) => Promise<Document>;
  /** Where sentences are compared with an earlier state; see `LintFilesOptions`. */
  readonly readBefore?: (file: string) => Promise<Document | undefined>;
}

/**
 * The files to read. One that the project file ignores is left out even if it is named, since hooks name whatever has
 * changed; then a line says so, and it is no error that nothing is left.
 *
 * @throws {CliError} `no-files`, `bad-git`, `bad-usage`
 */
export async function planFiles(
  context: CliContext,
  plan: LintPlan,
  { patterns, ...options }: FileOptions & { readonly patterns: readonly string[] },
): Promise<PlannedFiles> {
  const { diff, staged = false, shard, format } = options;
  const { folder } = context;
  const isCompared = diff !== undefined || staged;
  const changed = new Map<string, ChangedFile>();
  if (isCompared) {
    const changes = await listChanges(folder, { ref: diff, isStaged: staged });
    const selected = selectChanged(changes, patterns, { folder, languages: plan.languages });
    for (const each of selected) changed.set(each.file, each);
  }
  const listed = isCompared ? [...changed.keys()] : await listAndTell(context, patterns, plan.languages);
  const kept = await dropIgnored(context, plan, { listed, patterns, mayBeNone: isCompared });
  const files = shard === undefined ? kept : shardFiles(kept, shard, (file) => file);
  const readAs = (file: string, text: string) => ({ text, format: format ?? selectFileFormat(file) });
  return {
    files,
    async read(file) {
      const blob = changed.get(file)?.staged;
      return blob === undefined ? readDocument(context, file, format) : readAs(file, await readBlob(folder, blob));
    },
    ...(isCompared && {
      async readBefore(file: string) {
        const before = changed.get(file)?.before;
        return before && readAs(before.file, await readBlob(folder, before.blob));
      },
    }),
  };
}

interface Listed {
  readonly listed: readonly string[];
  readonly patterns: readonly string[];
  /** Nothing may have changed. */
  readonly mayBeNone: boolean;
}

async function dropIgnored(
  context: CliContext,
  { ignores }: LintPlan,
  { listed, patterns, mayBeNone }: Listed,
): Promise<readonly string[]> {
  const kept = listed.filter((file) => !ignores(file));
  const named = new Set(patterns.map((pattern) => path.normalize(pattern)));
  const ignored = listed.filter((file) => named.has(file) && !kept.includes(file));
  for (const file of ignored) await printLine(context.errors, `cloze: ${file}: not read, since .cloze.json ignores it`);
  if (kept.length + ignored.length === 0 && !mayBeNone) {
    throw new CliError("no-files", "no file is left to read: .cloze.json ignores all of them");
  }
  return kept;
}
