import * as vscode from "vscode";
import { listEndings } from "../../text/formats/format";
import type { FilePolicy, LintPolicy } from "./lintPolicy";

/** Files that somebody else wrote. VS Code also leaves out what `files.exclude` names. */
const EXCLUDED = "**/node_modules/**";

export interface WorkspaceFile {
  readonly uri: vscode.Uri;
  readonly policy: FilePolicy;
}

/**
 * The files of the workspace in the languages that its settings name, recognized by the endings of their names, without
 * those that the project file ignores or the person has turned off.
 *
 * @throws {EditorError} `bad-setting`
 */
export async function listWorkspaceFiles(
  policy: LintPolicy,
  token: vscode.CancellationToken,
): Promise<readonly WorkspaceFile[]> {
  const found = new Map<string, WorkspaceFile>();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const endings = listEndings(policy.read(folder.uri).languages);
    if (endings.length === 0) continue;
    const pattern = new vscode.RelativePattern(
      folder,
      `**/*.${endings.length === 1 ? endings[0] : `{${endings.join(",")}}`}`,
    );
    const uris = await vscode.workspace.findFiles(pattern, EXCLUDED, undefined, token);
    for (const uri of uris.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      // One workspace folder may hold another.
      if (found.has(uri.toString())) continue;
      const file = policy.read(uri);
      if (!file.isIgnored && file.off !== "file") found.set(uri.toString(), { uri, policy: file });
    }
  }
  return [...found.values()];
}
