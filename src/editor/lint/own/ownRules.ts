import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toErrorCode } from "../../../engine/client/toErrorCode";
import { PROJECT_FILE } from "../../../lint/projectFile/projectFile";
import type { Rule } from "../../../lint/rule";
import { notify } from "../../surface";
import type { ProjectFiles } from "../projectFiles";

/** What a file of a tone gave. */
interface Loaded {
  /** `undefined` while it is read, and where it cannot be. */
  rule: Rule | undefined;
  readonly watcher: vscode.Disposable;
}

/**
 * The rules of the tones that project files name, as their files say now. Only those of folders that the person trusts:
 * there is none in the project file of another folder.
 */
export class OwnRules implements vscode.Disposable {
  readonly #projectFiles: ProjectFiles;
  readonly #log: vscode.LogOutputChannel;
  readonly #readRule: (uri: vscode.Uri) => Promise<Rule>;
  /** By the address of the file. */
  readonly #loaded = new Map<string, Loaded>();
  /** By the address of the file: what was said of it last. It is not said again until something changes. */
  readonly #told = new Map<string, string>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChange = this.#changes.event;
  /** Resolves when every file has been read once. Never rejects. */
  readonly ready: Promise<void>;

  constructor(projectFiles: ProjectFiles, log: vscode.LogOutputChannel, readRule: (uri: vscode.Uri) => Promise<Rule>) {
    this.#readRule = readRule;
    this.#projectFiles = projectFiles;
    this.#log = log;
    this.#subscription = projectFiles.onDidChange(() => void this.#follow());
    this.ready = projectFiles.ready.then(() => this.#follow());
  }

  /** The rules for a document, or for a folder; of two of one name the first. */
  list(uri: vscode.Uri): readonly Rule[] {
    const rules = this.#listFiles(uri).flatMap((file) => this.#loaded.get(file.toString())?.rule ?? []);
    return rules.filter(({ id }, at) => rules.findIndex((rule) => rule.id === id) === at);
  }

  dispose(): void {
    for (const { watcher } of this.#loaded.values()) watcher.dispose();
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  #listFiles(uri: vscode.Uri): readonly vscode.Uri[] {
    const found = this.#projectFiles.find(uri);
    return found === undefined ? [] : found.file.own.map((name) => vscode.Uri.joinPath(found.folder, name));
  }

  /** Reads the files that are named now and were not, and forgets those that are named no more. */
  async #follow(): Promise<void> {
    const named = new Map<string, vscode.Uri>();
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      for (const file of this.#listFiles(folder.uri)) named.set(file.toString(), file);
    }
    let isChanged = false;
    for (const [key, { watcher }] of this.#loaded) {
      if (named.has(key)) continue;
      watcher.dispose();
      this.#loaded.delete(key);
      this.#told.delete(key);
      isChanged = true;
    }
    const added = [...named].filter(([key]) => !this.#loaded.has(key));
    for (const [key, file] of added) this.#loaded.set(key, { rule: undefined, watcher: this.#watch(file) });
    await Promise.all(added.map(([, file]) => this.#read(file)));
    if (isChanged && added.length === 0) this.#changes.fire();
  }

  #watch(file: vscode.Uri): vscode.Disposable {
    const folder = vscode.Uri.joinPath(file, "..");
    const name = file.path.slice(file.path.lastIndexOf("/") + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
    const read = () => this.#read(file);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(read),
      watcher.onDidCreate(read),
      watcher.onDidDelete(read),
    );
  }

  async #read(file: vscode.Uri): Promise<void> {
    const key = file.toString();
    try {
      const rule = await this.#readRule(file);
      const loaded = this.#loaded.get(key);
      if (loaded === undefined) return;
      loaded.rule = rule;
      this.#told.delete(key);
    } catch (error) {
      this.#tell(file, error);
    }
    this.#changes.fire();
  }

  #tell(file: vscode.Uri, error: unknown): void {
    const key = file.toString();
    const message = error instanceof Error ? error.message : l10n.t("it could not be read");
    if (this.#told.get(key) === message) return;
    this.#told.set(key, message);

    this.#log.warn(`tone of one's own: ${toErrorCode(error)}`);
    const then =
      this.#loaded.get(key)?.rule === undefined
        ? l10n.t("Its rule is off.")
        : l10n.t("What it said before still holds.");
    const open = { title: l10n.t("Open"), run: () => vscode.commands.executeCommand("vscode.open", file) };
    notify("warning", `${l10n.t("{0} names a tone that Cloze cannot use: {1}.", PROJECT_FILE, message)} ${then}`, [
      open,
    ]);
  }
}
