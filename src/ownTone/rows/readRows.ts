import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";

/** A text and its label. */
export interface ExampleRow {
  readonly label: string;
  readonly text: string;
  /** In the file, from 1. */
  readonly line: number;
}

export interface RowFault {
  readonly line: number;
  /** What stands there, and what was expected. */
  readonly message: string;
}

export const ROWS_HEADER = "label\ttext";
/** UTF-16 units of a label. */
export const LONGEST_LABEL = 60;

/**
 * Reads rows of `label<TAB>text` under a header. Lines without a sign are skipped; nothing is quoted, so a text may begin
 * with a quotation mark. Spaces around a label and a text are no part of them.
 *
 * @returns The rows that can be read, and what is wrong with other lines.
 */
export function readRows(file: string): { readonly rows: readonly ExampleRow[]; readonly faults: readonly RowFault[] } {
  const lines = file.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const rows: ExampleRow[] = [];
  const faults: RowFault[] = [];
  const [header = ""] = lines;
  if (header.trimEnd() !== ROWS_HEADER) {
    faults.push({ line: 1, message: l10n.t("is {0}, expected the header: label, a tab, text", quote(header)) });
  }
  for (const [index, content] of lines.entries()) {
    if (index === 0 || content.trim() === "") continue;
    const line = index + 1;
    const cells = content.split("\t").map((cell) => cell.trim());
    const [label = "", text = ""] = cells;
    const fault = findFault(cells.length, label, text);
    if (fault === undefined) rows.push({ label, text, line });
    else faults.push({ line, message: fault });
  }
  return { rows, faults };
}

function findFault(cells: number, label: string, text: string): string | undefined {
  if (cells !== 2) return l10n.t("has {0} tabs, expected one, between the label and the text", cells - 1);
  if (label === "") return l10n.t("has no label before the tab");
  if (text === "") return l10n.t("has no text behind the tab");
  if (label.length > LONGEST_LABEL) {
    return l10n.t("has a label of {0} characters, expected at most {1}", label.length, LONGEST_LABEL);
  }
  return undefined;
}
