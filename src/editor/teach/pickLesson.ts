import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { readRows } from "../../ownTone/rows/readRows";
import { FINE } from "../../ownTone/selectMark";
import { toToneName } from "../../ownTone/toToneName";
import { EditorError } from "../editorError";
import { askText, type PickRow, pickRow } from "../surface";
import { type Lesson, listExamples } from "./lessons";

const TITLE = l10n.t("Teach a Tone");

interface Item extends PickRow {
  /** Absent: a new one. */
  readonly file?: vscode.Uri;
}

/**
 * Asks which tone to teach: one that has examples here, or a new one.
 *
 * @throws {EditorError} `no-text` where there is no folder to keep the examples in, or it is not trusted.
 */
export async function pickLesson(): Promise<Lesson | undefined> {
  const folder = selectFolder();
  const files = await listExamples(folder);
  const items: readonly Item[] = [
    ...files.map((file) => ({ icon: "book", label: nameOf(file), description: l10n.t("has examples"), file })),
    { icon: "add", label: l10n.t("A new tone…") },
  ];
  const chosen =
    files.length === 0 ? items[0] : await pickRow(items, { title: TITLE, placeHolder: l10n.t("Which tone?") });
  if (chosen === undefined) return undefined;
  return chosen.file === undefined ? askNew(folder.uri) : readLesson(folder.uri, chosen.file);
}

function selectFolder(): vscode.WorkspaceFolder {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder = (active && vscode.workspace.getWorkspaceFolder(active)) ?? vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined)
    throw new EditorError("no-text", l10n.t("Open a folder first: the examples are a file in it."));
  if (vscode.workspace.isTrusted) return folder;
  throw new EditorError("no-text", l10n.t("Trust this folder first: rules that its files hold do not run before."));
}

async function askNew(folder: vscode.Uri): Promise<Lesson | undefined> {
  const prompt = l10n.t(
    "In a word or two, what is to be marked? For example: harsh, vague, too formal. The rest is “{0}”.",
    FINE,
  );
  const label = (await askText({ title: TITLE, prompt }))?.replace(/\s+/g, " ").trim();
  if (label === undefined || label === "") return undefined;
  if (label === FINE)
    throw new EditorError("no-text", l10n.t("“{0}” is what need not be marked. Name what is to be marked.", FINE));
  return { name: toToneName(label), label, folder };
}

async function readLesson(folder: vscode.Uri, file: vscode.Uri): Promise<Lesson | undefined> {
  const name = nameOf(file);
  const { rows } = readRows((await vscode.workspace.openTextDocument(file)).getText());
  const labels = [...new Set(rows.map(({ label }) => label))].filter((label) => label !== FINE);
  const [only = name, ...others] = labels;
  if (others.length === 0) return { name, label: only, folder };
  const items = labels.map((label) => ({ label }));
  const chosen = await pickRow(items, { title: TITLE, placeHolder: l10n.t("Which of these labels is to be marked?") });
  return chosen && { name, label: chosen.label, folder };
}

function nameOf({ path }: vscode.Uri): string {
  return toToneName(path.slice(path.lastIndexOf("/") + 1));
}
