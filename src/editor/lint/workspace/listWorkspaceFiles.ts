import * as vscode from "vscode";
import { realpath } from "#platform/files";
import { listEndings } from "../../../text/formats/format";
import type { FilePolicy, LintPolicy } from "../lintPolicy";

/** Files that somebody else wrote. VS Code also leaves out what `files.exclude` names. */
const EXCLUDED = "**/node_modules/**";

export interface WorkspaceFile {
  readonly uri: vscode.Uri;
  readonly policy: FilePolicy;
}

/**
 * The files of the workspace in the languages that its settings name, recognized by the endings of their names in any
 * case, without those that the project file ignores or the person has turned off. A file that several links lead to is
 * listed once.
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
    const pattern = new vscode.RelativePattern(folder, buildPattern(endings));
    const uris = await vscode.workspace.findFiles(pattern, EXCLUDED, undefined, token);
    for (const uri of uris.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      // One workspace folder may hold another, or a link to one.
      const target = await findTarget(uri);
      if (found.has(target)) continue;
      const file = policy.read(uri);
      if (!file.isIgnored && file.off !== "file") found.set(target, { uri, policy: file });
    }
  }
  return [...found.values()];
}

/** Patterns tell cases apart on Linux, so each letter of an ending is a set: "[mM][dD]". */
function buildPattern(endings: readonly string[]): string {
  const parts = endings.map((ending) =>
    ending.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`),
  );
  return `**/*.${parts.length === 1 ? parts[0] : `{${parts.join(",")}}`}`;
}

/** The file's address without links, where they can be followed. */
async function findTarget(uri: vscode.Uri): Promise<string> {
  if (uri.scheme !== "file") return uri.toString();
  try {
    return vscode.Uri.file(await realpath(uri.fsPath)).toString();
  } catch {
    return uri.toString();
  }
}
