import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { EditorError } from "./editorError";
import { reportError } from "./reportError";

/** What to do where no text is open. */
export const OPEN_FIRST = l10n.t("Open a text and put the cursor in it first.");
/**
 * What keys pass in the commit message box. VS Code tells an extension neither that the box is active nor where its
 * cursor is, so the command would work on the text of another editor.
 */
const COMMIT_BOX = "commit-box";
const NO_CURSOR = l10n.t(
  "VS Code shows extensions no cursor in this box. Leave it empty and choose Commit: Git opens the message in an editor, where this works.",
);

export interface EditorCommand {
  readonly id: string;
  /** What could not be done when it fails: "Cloze could not fill the mask". */
  readonly what: string;
  readonly log: vscode.LogOutputChannel;
  /** @param argument - Unchecked: VS Code passes different things, depending on where the command is called. */
  readonly run: (editor: vscode.TextEditor, argument?: unknown) => Promise<void>;
}

/**
 * Registers a command on the active editor that reports its own failures. Its promise resolves when it has ended. Where
 * no text is active, as on the page of a walkthrough, the command takes the text beside it.
 *
 * When the command has worked, the context key `<id>.worked` turns true and false: walkthroughs tick their steps by it.
 */
export function registerEditorCommand({ id, what, log, run }: EditorCommand): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument?: unknown) => {
    try {
      const editor = vscode.window.activeTextEditor ?? (await focusVisibleText());
      if (argument === COMMIT_BOX) throw new EditorError("no-text", NO_CURSOR);
      if (!editor) throw new EditorError("no-text", OPEN_FIRST);
      await run(editor, argument);
      // VS Code never ticks a step whose key is true already when it reads the walkthrough, so the key is true for a moment.
      for (const hasWorked of [true, false]) {
        void vscode.commands.executeCommand("setContext", `${id}.worked`, hasWorked);
      }
    } catch (error) {
      reportError(log, what, error);
    }
  });
}

/** Gives the focus to a text that is on screen in an editor of its own: not the log, and not the cell of a notebook. */
async function focusVisibleText(): Promise<vscode.TextEditor | undefined> {
  const visible = vscode.window.visibleTextEditors.find(
    ({ document, viewColumn }) => viewColumn !== undefined && document.uri.scheme !== "output",
  );
  return (
    visible &&
    (await vscode.window.showTextDocument(visible.document, {
      viewColumn: visible.viewColumn ?? vscode.ViewColumn.One,
    }))
  );
}
