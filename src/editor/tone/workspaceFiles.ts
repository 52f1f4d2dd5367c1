import * as vscode from "vscode";
import { listEndings } from "../../text/formats/format";
import { readToneSettings, type ToneSettings } from "../settings";

/** Files that nobody wrote, or not here. What `files.exclude` names is left out too. */
const EXCLUDED = "**/node_modules/**";
/** Nobody writes so much in one file; and counting its lines would hold the extension host up. */
const MOST_BYTES = 2_000_000;

export interface WorkspaceFile {
  readonly uri: vscode.Uri;
  /** Of the folder it is in. */
  readonly settings: ToneSettings;
}

/**
 * The files of the workspace in the languages that its settings name, by the endings of their names.
 *
 * @throws {EditorError} `bad-setting`
 */
export async function findWorkspaceFiles(token: vscode.CancellationToken): Promise<readonly WorkspaceFile[]> {
  const found = new Map<string, WorkspaceFile>();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const settings = readToneSettings(folder.uri);
    const endings = listEndings(settings.languages);
    if (endings.length === 0) continue;
    const pattern = new vscode.RelativePattern(
      folder,
      `**/*.${endings.length === 1 ? endings[0] : `{${endings.join(",")}}`}`,
    );
    const uris = await vscode.workspace.findFiles(pattern, EXCLUDED, undefined, token);
    for (const uri of uris.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      // A folder may be part of another.
      if (!found.has(uri.toString())) found.set(uri.toString(), { uri, settings });
    }
  }
  return [...found.values()];
}

/** Without a byte order mark; `undefined` for a file that is no UTF-8 text, too long, or gone. */
export async function readFileText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > MOST_BYTES ? undefined : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
