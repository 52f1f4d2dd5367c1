import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { planExamples } from "../../ownTone/rows/planExamples";
import { readRows } from "../../ownTone/rows/readRows";
import { EditorError } from "../editorError";
import { toRange } from "../toRange";
import { findExamples, type Lesson } from "./lessons";

/** How many rows have each label. */
export type ExampleCounts = ReadonlyMap<string, number>;

/**
 * The examples of a tone as a document that the person sees, changes and saves: a file, or until it is saved one that is to
 * be. Nothing else keeps them.
 */
export async function openExamples(lesson: Lesson): Promise<vscode.TextDocument> {
  const uri = findExamples(lesson);
  const unsaved = uri.with({ scheme: "untitled" });
  const open = vscode.workspace.textDocuments.find(
    ({ uri: { scheme, path }, isClosed }) => scheme === "untitled" && path === uri.path && !isClosed,
  );
  if (open) return open;
  const isThere = await Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
  return vscode.workspace.openTextDocument(isThere ? uri : unsaved);
}

/** Shows the examples beside the text, which keeps the cursor. @param line - To show, from 1. */
export async function showExamples(document: vscode.TextDocument, line?: number): Promise<void> {
  // A tab that is behind another one is not among the visible editors, and would be opened a second time.
  const group = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => isOf(input, document)));
  const at = line === undefined ? undefined : new vscode.Range(line - 1, 0, line - 1, 0);
  await vscode.window.showTextDocument(document, {
    viewColumn: group?.viewColumn ?? vscode.ViewColumn.Beside,
    preserveFocus: line === undefined,
    preview: false,
    ...(at && { selection: at }),
  });
}

function isOf(input: unknown, { uri }: vscode.TextDocument): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}

/**
 * Gives sentences a label, in the document of the examples.
 *
 * @returns How many rows were added or changed.
 */
export async function addExamples(
  document: vscode.TextDocument,
  label: string,
  sentences: readonly string[],
): Promise<number> {
  const before = countExamples(document);
  const edits = planExamples(document.getText(), label, sentences);
  if (edits.length === 0) return 0;
  const edit = new vscode.WorkspaceEdit();
  for (const { span, text } of edits) edit.replace(document.uri, toRange(document, span), text);
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new EditorError("stale", l10n.t("The file of the examples changed meanwhile. Try again."));
  }
  return (countExamples(document).get(label) ?? 0) - (before.get(label) ?? 0);
}

export function countExamples(document: vscode.TextDocument): ExampleCounts {
  const counts = new Map<string, number>();
  for (const { label } of readRows(document.getText()).rows) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
