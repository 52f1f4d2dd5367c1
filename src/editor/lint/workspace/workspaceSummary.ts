import * as l10n from "@vscode/l10n";
import { describeMarks } from "../../../wording/describeMarks";
import { formatCounted } from "../../../wording/formatCounted";
import { formatCount } from "../../../wording/numbers/formatCount";

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
  if (!isWhole && files + unread === 0) return l10n.t("Stopped before a file was checked.");
  const said = [describeFound(summary)];
  if (!isWhole) {
    const all = formatCounted(total ?? 0, "file");
    said.unshift(l10n.t("Stopped after {0} of {1}; what is marked stays.", formatCount(files + unread), all));
  }
  if (crowded > 0) {
    const count = formatCounted(crowded, "file");
    said.push(l10n.t("In {0} there are more marks than are shown (cloze.lint.maxMarks).", count));
  }
  if (unread > 0) {
    const count = formatCounted(unread, "file");
    said.push(l10n.t("{0} could not be read: not UTF-8 text, over 2 MB, or too hard to read.", count));
  }
  if (others > 0) {
    const count = formatCounted(others, "changed file");
    said.push(l10n.t("{0} in languages that cloze.lint.languages does not name.", count));
  }
  return said.join(" ");
}

function describeFound({ files, sentences, rules }: WorkspaceSummary): string {
  return describeMarks(rules, l10n.t("{0} in {1}", formatCounted(sentences, "sentence"), formatCounted(files, "file")));
}
