import * as vscode from "vscode";

/** After this long without a change, the files that changed are read: to switch a branch changes many in a row. */
const DELAY_MS = 300;

export interface FileChangesOptions {
  /** True for a file that is followed. */
  readonly isKnown: (uri: vscode.Uri) => boolean;
  /** The followed files that are at this address or in the folder there. */
  readonly listKnown: (uri: vscode.Uri) => readonly vscode.Uri[];
  /** Takes back what is known of these files. */
  readonly drop: (uris: readonly vscode.Uri[]) => void;
  /** Reads these files, which have changed or have moved to where they are. */
  readonly read: (uris: readonly vscode.Uri[]) => Promise<void>;
}

/** Follows what happens to files, in the editor and outside it. */
export class FileChanges implements vscode.Disposable {
  readonly #options: FileChangesOptions;
  readonly #changed = new Map<string, vscode.Uri>();
  readonly #subscriptions: readonly vscode.Disposable[];
  #running: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FileChangesOptions) {
    this.#options = options;
    const { isKnown, listKnown, drop } = options;
    const change = (uri: vscode.Uri) => {
      if (isKnown(uri)) this.add([uri]);
    };
    // The window watches its folders anyhow; this asks for what it sees.
    const watcher = vscode.workspace.createFileSystemWatcher("**/*");
    this.#subscriptions = [
      watcher,
      watcher.onDidChange(change),
      // A program that writes a file anew removes the old one first.
      watcher.onDidCreate(change),
      watcher.onDidDelete((uri) => drop(listKnown(uri))),
      vscode.workspace.onDidDeleteFiles(({ files }) => drop(files.flatMap(listKnown))),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#move(oldUri, newUri);
      }),
    ];
  }

  /** Has these files read once nothing more changes. */
  add(uris: readonly vscode.Uri[]): void {
    if (uris.length === 0) return;
    for (const uri of uris) this.#changed.set(uri.toString(), uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), DELAY_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** What is known goes with the file, or with all files of a folder. */
  #move(from: vscode.Uri, to: vscode.Uri): void {
    const known = this.#options.listKnown(from);
    this.#options.drop(known);
    this.add(known.map((uri) => to.with({ path: to.path + uri.path.slice(from.path.length) })));
  }

  #read(): void {
    const uris = [...this.#changed.values()];
    this.#changed.clear();
    this.#running = this.#running.then(() => this.#options.read(uris));
  }
}
