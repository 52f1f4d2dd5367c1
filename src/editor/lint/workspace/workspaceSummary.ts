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
  /** Files with more marks than VS Code shows. */
  crowded: number;
}

export function createSummary(): WorkspaceSummary {
  return { total: undefined, files: 0, sentences: 0, rules: [], unread: 0, crowded: 0 };
}

/** Tells the person what came of the check. @param mostMarks - Marks of a file that VS Code shows. */
export function describeSummary(summary: WorkspaceSummary, isWhole: boolean, mostMarks: number): string {
  const { total, files, unread, crowded } = summary;
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
      : ` In ${formatCounted(crowded, "file")} there are more than the ${formatCount(mostMarks)} marks that VS Code shows of a file.`;
  return begin + describeFound(summary) + more + failed;
}

function describeFound({ files, sentences, rules }: WorkspaceSummary): string {
  return describeMarks(rules, `${formatCounted(sentences, "sentence")} in ${formatCounted(files, "file")}`);
}
