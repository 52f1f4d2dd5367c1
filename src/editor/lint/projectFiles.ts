import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toErrorCode } from "../../engine/client/toErrorCode";
import { PROJECT_FILE, type ProjectFile } from "../../lint/projectFile/projectFile";
import { ProjectFileError } from "../../lint/projectFile/projectFileError";
import { readProjectFile } from "../../lint/projectFile/readProjectFile";
import { notify } from "../surface";

/** A team does not write more into it. */
const MOST_BYTES = 4_000_000;

export interface FoundProjectFile {
  readonly file: ProjectFile;
  /** Whose root it is at. */
  readonly folder: vscode.Uri;
  /** Of the document, relative to the folder, with "/"; `undefined` for an untitled one. */
  readonly path: string | undefined;
}

/** The `.cloze.json` at the root of each workspace folder, as it was when it last could be read. */
export class ProjectFiles implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  /** By the address of the folder. */
  readonly #files = new Map<string, ProjectFile>();
  readonly #watchers = new Map<string, vscode.Disposable>();
  /** By the address of the folder: what was said of its file last. It is not said again until something changes. */
  readonly #told = new Map<string, string>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly onDidChange = this.#changes.event;
  /** Resolves when every file has been read once. Never rejects. */
  readonly ready: Promise<void>;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#subscriptions = [
      new vscode.Disposable(() => this.#changes.dispose()),
      vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) this.#forget(uri);
        for (const folder of added) void this.#follow(folder);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changes.fire()),
    ];
    const folders = vscode.workspace.workspaceFolders ?? [];
    this.ready = Promise.all(folders.map((folder) => this.#follow(folder))).then(() => undefined);
  }

  /** The file that holds for a document or a folder. */
  find(uri: vscode.Uri): FoundProjectFile | undefined {
    const folder = findFolder(uri);
    const file = folder && this.#files.get(folder.uri.toString());
    if (file === undefined || folder === undefined) return undefined;
    const isInside = uri.scheme === folder.uri.scheme && uri.path.startsWith(`${folder.uri.path}/`);
    return {
      file: vscode.workspace.isTrusted ? file : file.restrict(),
      folder: folder.uri,
      path: isInside ? uri.path.slice(folder.uri.path.length + 1) : undefined,
    };
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #follow(folder: vscode.WorkspaceFolder): Promise<void> {
    const read = () => this.#read(folder.uri);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, PROJECT_FILE));
    const watched = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(read),
      watcher.onDidCreate(read),
      watcher.onDidDelete(read),
    );
    this.#watchers.set(folder.uri.toString(), watched);
    await read();
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    this.#watchers.get(key)?.dispose();
    for (const map of [this.#watchers, this.#files, this.#told]) map.delete(key);
    this.#changes.fire();
  }

  async #read(folder: vscode.Uri): Promise<void> {
    const key = folder.toString();
    const uri = vscode.Uri.joinPath(folder, PROJECT_FILE);
    try {
      const bytes = await readIfThere(uri);
      if (!this.#watchers.has(key)) return;
      if (bytes === undefined && !this.#files.has(key)) return;
      if (bytes === undefined) this.#files.delete(key);
      else this.#files.set(key, readProjectFile(bytes));
      this.#told.delete(key);
      this.#changes.fire();
    } catch (error) {
      this.#tell(uri, key, error);
    }
  }

  #tell(uri: vscode.Uri, key: string, error: unknown): void {
    const message = error instanceof Error ? error.message : l10n.t("{0} could not be read.", PROJECT_FILE);
    if (this.#told.get(key) === message) return;
    this.#told.set(key, message);

    this.#log.warn(`project file: ${toErrorCode(error)}`);
    const then = this.#files.has(key)
      ? l10n.t("What it said before still holds.")
      : l10n.t("Until this is mended, it does nothing.");
    const run = () => vscode.commands.executeCommand("vscode.open", uri);
    notify("warning", `${message} ${then}`, [{ title: l10n.t("Open"), run }]);
  }
}

/** An untitled document belongs to the only folder, as it does for settings. */
function findFolder(uri: vscode.Uri): vscode.WorkspaceFolder | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = vscode.workspace.getWorkspaceFolder(uri);
  return found ?? (uri.scheme === "untitled" && folders.length === 1 ? folders[0] : undefined);
}

async function readIfThere(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    // Looked at first: the name may lead to a pipe that nobody writes to, or to more than fits into memory.
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0)
      throw new ProjectFileError("bad-value", l10n.t("{0} is no plain file.", PROJECT_FILE));
    const bytes = size > MOST_BYTES ? undefined : await vscode.workspace.fs.readFile(uri);
    if (bytes !== undefined && bytes.length <= MOST_BYTES) return bytes;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
  throw new ProjectFileError("bad-value", l10n.t("{0} is over {1} MB.", PROJECT_FILE, MOST_BYTES / 1e6));
}
