import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import type { Against } from "../../../webview/messages/compared";
import { pickRow } from "../../surface";

const ROWS: readonly {
  readonly against: Against;
  readonly icon: string;
  readonly label: string;
  readonly detail: string;
}[] = [
  {
    against: "saved",
    icon: "save",
    label: l10n.t("As saved"),
    detail: l10n.t("The sentence at the cursor beside what its file has"),
  },
  { against: "commit", icon: "git-commit", label: l10n.t("At the last commit"), detail: l10n.t("Beside what Git has") },
  {
    against: "text",
    icon: "edit",
    label: l10n.t("Another text…"),
    detail: l10n.t("Write one. For two sentences of the text, select both first"),
  },
  {
    against: "model",
    icon: "library",
    label: l10n.t("Another model…"),
    detail: l10n.t("The same text, read by another model on this machine"),
  },
];

/** What only a document that was saved has. */
const OF_SAVED: readonly Against[] = ["saved", "commit"];

/** Asks what the text at the cursor is to be compared with; `undefined` when the list is closed. */
export async function pickAgainst({ isUntitled }: vscode.TextDocument): Promise<Against | undefined> {
  const rows = isUntitled ? ROWS.filter(({ against }) => !OF_SAVED.includes(against)) : ROWS;
  const chosen = await pickRow(rows, {
    title: l10n.t("Compare Inside BERT"),
    placeHolder: l10n.t("What is the text compared with?"),
  });
  return chosen?.against;
}
