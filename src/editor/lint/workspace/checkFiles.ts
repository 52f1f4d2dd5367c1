import * as l10n from "@vscode/l10n";
import { formatCounted } from "../../../wording/formatCounted";
import { formatCount } from "../../../wording/numbers/formatCount";
import type { Services } from "../../services";
import type { FileMark } from "../findings/fileMark";
import { type FileSentences, readFileSentences } from "../readFileSentences";
import { REQUEST_SENTENCES } from "./findInFiles";
import type { WorkspaceFile } from "./listWorkspaceFiles";
import { markFiles } from "./markFiles";

export interface CheckFilesOptions {
  readonly services: Services;
  readonly signal: AbortSignal;
  /** Called for each file, in order; without a second argument for one that could not be read. */
  readonly onFile: (
    file: WorkspaceFile,
    checked?: { readonly sentences: number; readonly marks: readonly FileMark[] },
  ) => void;
  /** @param part - 0..1: what of all files has been read since the last call. */
  readonly report?: (message: string, part: number) => void;
}

/** Reads files and asks the engine about their sentences. @throws {Error} also when it is cancelled. */
export async function checkFiles(
  files: readonly WorkspaceFile[],
  { services, signal, onFile, report }: CheckFilesOptions,
): Promise<void> {
  let group: FileSentences[] = [];
  let sentences = 0;
  let grouped = 0;
  for (const [index, file] of files.entries()) {
    signal.throwIfAborted();
    const [place, all] = [formatCount(index + 1), formatCount(files.length)];
    const tell = (part: number) =>
      report?.(l10n.t("file {0} of {1}, {2}", place, all, formatCounted(sentences, "sentence")), part);
    tell(0);
    const read = await readFileSentences(services.prose, file);
    grouped += 1;
    if (read) group.push(read);
    else onFile(file);
    const count = countSentences(group);
    const isLast = index === files.length - 1;
    if (count < REQUEST_SENTENCES && !isLast) continue;
    const share = grouped / files.length;
    const onRead = (more: number) => {
      sentences += more;
      tell((share * more) / count);
    };
    const found = await markFiles(services, group, { signal, onRead });
    for (const [checked, marks] of found) onFile(checked, { sentences: checked.indices.length, marks });
    if (count === 0) tell(share);
    [group, grouped] = [[], 0];
  }
}

function countSentences(group: readonly FileSentences[]): number {
  return group.reduce((sum, { indices }) => sum + indices.length, 0);
}
