import * as l10n from "@vscode/l10n";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The changes of a rewrite in words: “a joke” → “incomplete”, − “really”, + “It seems that”. */
export function describeEdits(text: string, edits: readonly Edit[]): string {
  return edits.map((edit) => describeEdit(text.slice(edit.start, edit.end), edit.text)).join(", ");
}

/** A change names the words it takes along whole: of a capital that moves, the rest of its word is not said. */
function describeEdit(from: string, to: string): string {
  const [before, after] = [from.trim(), to.trim()];
  if (after === "" || after.length === 1)
    return l10n.t("− “{0}”", trimSigns(before.slice(0, before.length - after.length)));
  if (before === "") return l10n.t("+ “{0}”", after);
  if (before.length === 1 && after.toLowerCase().endsWith(before.toLowerCase())) {
    return l10n.t("+ “{0}”", trimSigns(after.slice(0, -1)));
  }
  return l10n.t("“{0}” → “{1}”", before, after);
}

/** Without the commas and spaces at the ends. */
function trimSigns(text: string): string {
  const signs = " ,–—";
  let [start, end] = [0, text.length];
  while (start < end && signs.includes(text.charAt(start))) start++;
  while (end > start && signs.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
