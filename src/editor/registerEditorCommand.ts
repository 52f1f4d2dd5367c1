import * as vscode from "vscode";
import { EditorError } from "./editorError";
import { reportError } from "./reportError";

export interface EditorCommand {
  readonly id: string;
  /** Completes "Cloze could not …". */
  readonly what: string;
  readonly log: vscode.LogOutputChannel;
  /** @param argument - Unchecked: VS Code passes different things, depending on where the command is called. */
  readonly run: (editor: vscode.TextEditor, argument?: unknown) => Promise<void>;
}

/** Registers a command on the active editor that reports its own failures. Its promise resolves when it has ended. */
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
