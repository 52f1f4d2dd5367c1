import type * as vscode from "vscode";
import { askBlank, type BlankAnswer, type BlankQuestion, findBlankIn } from "../../blanks/askBlank";
import type { Span } from "../../text/spans/span";
import type { Services } from "../services";

export type BlankServices = Pick<Services, "engine" | "models" | "prose" | "log">;

/** See {@link findBlankIn}. */
export function findBlankAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  isMeant: (blank: Span, at: number) => boolean,
): Span | undefined {
  const found = findBlankIn(document.lineAt(position.line).text, position.character, isMeant);
  const start = document.offsetAt(position.with({ character: 0 }));
  return found && { start: start + found.start, end: start + found.end };
}

/** See {@link askBlank}. */
export async function answerBlank(
  services: BlankServices,
  document: vscode.TextDocument,
  question: BlankQuestion,
  token: vscode.CancellationToken,
): Promise<BlankAnswer | undefined> {
  const ended = new AbortController();
  const listener = token.onCancellationRequested(() => ended.abort());
  try {
    return await askBlank(services, document, question, ended.signal);
  } finally {
    listener.dispose();
  }
}
