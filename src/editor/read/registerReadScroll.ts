import * as vscode from "vscode";
import { isView, toSourceAddress } from "./readAddress";

/** Scrolls a view with its document, and the document with its view: the one that is active leads. */
export function registerReadScroll(): vscode.Disposable {
  return vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
    const [top] = visibleRanges;
    if (top === undefined || isLed(textEditor)) return;
    for (const other of vscode.window.visibleTextEditors) {
      if (isPair(textEditor, other)) alignTop(other, top.start.line);
    }
  });
}

/** True when the other one of a pair is active: then this one only follows. */
function isLed(editor: vscode.TextEditor): boolean {
  const active = vscode.window.activeTextEditor;
  return active !== undefined && active !== editor && isPair(active, editor);
}

function isPair({ document: a }: vscode.TextEditor, { document: b }: vscode.TextEditor): boolean {
  if (isView(a) === isView(b)) return false;
  const [view, source] = isView(a) ? [a, b] : [b, a];
  return toSourceAddress(view.uri).toString() === source.uri.toString();
}

/** Shows a line at the top. */
export function alignTop(editor: vscode.TextEditor, line: number): void {
  if (editor.visibleRanges[0]?.start.line === line) return;
  // The legend stands above the first line: to show that line at the top would hide it, in the middle is not possible.
  const { AtTop, InCenter } = vscode.TextEditorRevealType;
  editor.revealRange(new vscode.Range(line, 0, line, 0), line === 0 ? InCenter : AtTop);
}
