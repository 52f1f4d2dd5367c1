import type * as vscode from "vscode";
import type { Against } from "../../../webview/messages/compared";
import { pickRow } from "../../surface";

const ROWS: readonly {
  readonly against: Against;
  readonly icon: string;
  readonly label: string;
  readonly detail: string;
}[] = [
  { against: "saved", icon: "save", label: "As saved", detail: "The sentence at the cursor beside what its file has" },
  { against: "commit", icon: "git-commit", label: "At the last commit", detail: "Beside what Git has" },
  {
    against: "text",
    icon: "edit",
    label: "Another text…",
    detail: "Write one. For two sentences of the text, select both first",
  },
  {
    against: "model",
    icon: "library",
    label: "Another model…",
    detail: "The same text, read by another model on this machine",
  },
];

/** What only a document that was saved has. */
const OF_SAVED: readonly Against[] = ["saved", "commit"];

/** Asks what the text at the cursor is to be compared with; `undefined` when the list is closed. */
export async function pickAgainst({ isUntitled }: vscode.TextDocument): Promise<Against | undefined> {
  const rows = isUntitled ? ROWS.filter(({ against }) => !OF_SAVED.includes(against)) : ROWS;
  const chosen = await pickRow(rows, { title: "Compare Inside BERT", placeHolder: "What is the text compared with?" });
  return chosen?.against;
}
