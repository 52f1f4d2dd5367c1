import * as vscode from "vscode";

/**
 * What is used of the API of VS Code's Git extension.
 *
 * Source: microsoft/vscode 1.100.0, extensions/git/src/api/git.d.ts.
 */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly state: "uninitialized" | "initialized";
  readonly onDidChangeState: vscode.Event<"uninitialized" | "initialized">;
  readonly repositories: readonly GitRepository[];
}

interface GitChange {
  /** Of a file that was renamed, where it is now. */
  readonly uri: vscode.Uri;
}

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly mergeChanges: readonly GitChange[];
    readonly indexChanges: readonly GitChange[];
    readonly workingTreeChanges: readonly GitChange[];
    readonly untrackedChanges: readonly GitChange[];
  };
  /** The text of a file as a commit has it; rejects if it has no such file. */
  show(ref: string, path: string): Promise<string>;
  /** Looks at the files anew. */
  status(): Promise<void>;
}

/** The extension looks for repositories after it has started. It is not waited for longer. */
const PATIENCE_MS = 10_000;

/** The repositories that VS Code's own Git extension has open; `undefined` where it is absent or turned off. */
export async function listGitRepositories(): Promise<readonly GitRepository[] | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  if (extension === undefined) return undefined;
  const git = await extension.activate();
  if (!git.enabled) return undefined;
  const api = git.getAPI(1);
  if (api.state !== "initialized") await waitUntilInitialized(api);
  return api.repositories;
}

function waitUntilInitialized({ onDidChangeState }: GitApi): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const listener = onDidChangeState((state) => {
      if (state === "initialized") end();
    });
  });
}
