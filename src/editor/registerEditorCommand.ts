import * as vscode from "vscode";
import { EditorError } from "./editorError";
import { reportError } from "./reportError";

export interface EditorCommand {
  readonly id: string;
  /** What it does, for "Cloze could not …". */
  readonly what: string;
  readonly log: vscode.LogOutputChannel;
  /** @param argument - What the caller gave, if anything; VS Code itself gives commands various things. */
  readonly run: (editor: vscode.TextEditor, argument?: unknown) => Promise<void>;
}

/** A command on the active editor that reports its own failures; it has ended when its promise resolves. */
export function registerEditorCommand({ id, what, log, run }: EditorCommand): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument?: unknown) => {
    try {
      const editor = vscode.window.activeTextEditor;
      if (!editor) throw new EditorError("no-text", "Open a text and put the cursor in it first.");
      await run(editor, argument);
    } catch (error) {
      reportError(log, what, error);
    }
  });
}
