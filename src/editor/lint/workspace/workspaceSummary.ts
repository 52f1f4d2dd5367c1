import { describeMarks } from "../../../wording/describeMarks";
import { formatCount } from "../../../wording/formatCount";
import { formatCounted } from "../../../wording/formatCounted";

/** How far a check of the workspace came, and what it found. */
export interface WorkspaceSummary {
  /** Files to check; `undefined` until they are listed. */
  total: number | undefined;
  files: number;
  sentences: number;
  /** Of each mark, its rule. */
  rules: string[];
  /** Files that are not UTF-8 text, are too long, or are gone. */
  unread: number;
  /** Files with more findings than are marked. */
  crowded: number;
  /** Files that were not to be checked: they are in other languages. */
  others: number;
}

export function createSummary(): WorkspaceSummary {
  return { total: undefined, files: 0, sentences: 0, rules: [], unread: 0, crowded: 0, others: 0 };
}

/** Tells the person what came of the check. */
export function describeSummary(summary: WorkspaceSummary, isWhole: boolean): string {
  const { total, files, unread, crowded, others } = summary;
  if (!isWhole && files + unread === 0) return "Stopped before a file was checked.";
  const begin = isWhole
    ? ""
    : `Stopped after ${formatCount(files + unread)} of ${formatCounted(total ?? 0, "file")}; what is marked stays. `;
  const failed =
    unread === 0
      ? ""
      : ` ${formatCounted(unread, "file")} could not be read: not UTF-8 text, over 2 MB, or too hard to read.`;
  const more =
    crowded === 0
      ? ""
      : ` In ${formatCounted(crowded, "file")} there are more marks than are shown (cloze.lint.maxMarks).`;
  const left =
    others === 0
      ? ""
      : ` ${formatCounted(others, "changed file")} in languages that cloze.lint.languages does not name.`;
  return begin + describeFound(summary) + more + failed + left;
}

function describeFound({ files, sentences, rules }: WorkspaceSummary): string {
  return describeMarks(rules, `${formatCounted(sentences, "sentence")} in ${formatCounted(files, "file")}`);
}
