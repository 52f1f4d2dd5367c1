import * as vscode from "vscode";

/** A tone that is being taught. */
export interface Lesson {
  /** Of its files and its rule: "too-harsh". */
  readonly name: string;
  /** What is to be marked, in the person's words: "too harsh". */
  readonly label: string;
  /** Of the workspace folder that its files are in. */
  readonly folder: vscode.Uri;
}

/** Where the files of tones are, in a workspace folder. */
const FOLDER = "tones";
/** Its key in the storage of the workspace. */
const NAME = "teach.lesson";

/** The file of its examples. */
export function findExamples({ folder, name }: Pick<Lesson, "folder" | "name">): vscode.Uri {
  return vscode.Uri.joinPath(folder, FOLDER, `${name}.tsv`);
}

/** Relative to the folder, with "/": what a project file names. */
export function nameToneFile({ name }: Pick<Lesson, "name">): string {
  return `${FOLDER}/${name}.json`;
}

/** The examples of all tones in a folder. */
export function listExamples(folder: vscode.WorkspaceFolder): Thenable<readonly vscode.Uri[]> {
  return vscode.workspace.findFiles(new vscode.RelativePattern(folder, `${FOLDER}/*.tsv`));
}

/** The tone that is being taught in this workspace. Its name and label are kept, and no example. */
export class Lessons implements vscode.Disposable {
  readonly #storage: vscode.Memento;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;

  constructor(storage: vscode.Memento) {
    this.#storage = storage;
  }

  get current(): Lesson | undefined {
    const kept = this.#storage.get(NAME);
    if (!isKept(kept)) return undefined;
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.toString() === kept.folder);
    return folder && { name: kept.name, label: kept.label, folder: folder.uri };
  }

  async set(lesson: Lesson | undefined): Promise<void> {
    await this.#storage.update(NAME, lesson && { ...lesson, folder: lesson.folder.toString() });
    this.#changes.fire();
  }

  dispose(): void {
    this.#changes.dispose();
  }
}

function isKept(value: unknown): value is { readonly name: string; readonly label: string; readonly folder: string } {
  if (typeof value !== "object" || value === null) return false;
  const { name, label, folder } = value as Partial<Record<"name" | "label" | "folder", unknown>>;
  return [name, label, folder].every((each) => typeof each === "string");
}
