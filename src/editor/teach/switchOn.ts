import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { addOwnFile } from "../../lint/projectFile/addOwnFile";
import { PROJECT_FILE } from "../../lint/projectFile/projectFile";
import { SEVERITIES } from "../../lint/ruleSetting";
import { buildToneFile } from "../../ownTone/buildToneFile";
import { readToneFile } from "../../ownTone/readToneFile";
import type { ToneMark } from "../../ownTone/toneFileSchema";
import { writeToneFile } from "../../ownTone/writeToneFile";
import { formatFixed } from "../../wording/numbers/formatFixed";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { askText, notify, pickRow } from "../surface";
import { openExamples } from "./examplesFile";
import { type Lesson, nameToneFile } from "./lessons";
import type { Trial } from "./tryLesson";

/**
 * Asks how the rule is to speak, and switches it on: saves the examples, writes the file of the tone beside them, and names
 * it in the project file. Nothing is written if the person closes a question.
 *
 * @param version - Of Cloze.
 */
export async function switchOn(lesson: Lesson, { result, threshold }: Trial, version: string): Promise<void> {
  const name = nameToneFile(lesson);
  const uri = vscode.Uri.joinPath(lesson.folder, name);
  const before = await readMark(uri, name);
  const title = l10n.t("{0} from {1}", `own/${lesson.name}`, formatFixed(threshold, 1));
  const asked = await askText({
    title,
    prompt: l10n.t("What does a mark say?"),
    value: before?.message ?? l10n.t("Reads {0}", lesson.label),
  });
  const message = asked?.trim();
  if (message === undefined || message === "") return;
  const first = before?.severity ?? "information";
  const severities = [first, ...SEVERITIES.filter((each) => each !== first)];
  const severity = await pickRow(
    severities.map((label) => ({ label })),
    { title, placeHolder: l10n.t("How is a mark shown?") },
  );
  if (severity === undefined) return;
  const examples = await openExamples(lesson);
  if ((examples.isDirty || examples.isUntitled) && !(await examples.save())) {
    throw new EditorError("stale", l10n.t("The examples were not saved, so the rule is not switched on."));
  }
  const mark: ToneMark = { label: lesson.label, message, severity: severity.label, threshold };
  const file = buildToneFile(result, { version, name: lesson.name, mark });
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(writeToneFile(file)));
  await nameInProject(lesson.folder, name);
  tell(lesson, name);
}

/** What the tone marked so far; `undefined` where there is no file of it yet, or none that can be read. */
async function readMark(uri: vscode.Uri, name: string): Promise<ToneMark | undefined> {
  try {
    return readToneFile(name, await vscode.workspace.fs.readFile(uri)).mark;
  } catch {
    return undefined;
  }
}

async function nameInProject(folder: vscode.Uri, name: string): Promise<void> {
  const uri = vscode.Uri.joinPath(folder, PROJECT_FILE);
  const bytes = await Promise.resolve(vscode.workspace.fs.readFile(uri)).catch((error: unknown) => {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  });
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty === true)
    throw new EditorError("stale", l10n.t("Save {0} first: the rule is to be named in it.", PROJECT_FILE));
  const text = bytes === undefined ? "" : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const changed = addOwnFile(text, name);
  if (changed !== text) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(changed));
}

function tell({ folder, name }: Lesson, file: string): void {
  const show = (path: string) => () => vscode.commands.executeCommand("vscode.open", vscode.Uri.joinPath(folder, path));
  notify(
    "information",
    l10n.t(
      "The rule {0} is on: {1} holds it, {2} names it. Commit both, and all who check this folder have it.",
      `own/${name}`,
      file,
      PROJECT_FILE,
    ),
    [
      { title: l10n.t("Check the Workspace"), run: () => vscode.commands.executeCommand(COMMANDS.checkWorkspaceTone) },
      { title: l10n.t("Open {0}", PROJECT_FILE), run: show(PROJECT_FILE) },
    ],
  );
}
