/* eslint-disable language/untranslated -- agents read what tools answer: it is English, as their inputs are */
import { realpath } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { listEndings } from "../../text/formats/format";
import { ToolError } from "../../tools/toolError";
import { quote } from "../../wording/quote";
import type { LintPolicy } from "../lint/lintPolicy";
import { listWorkspaceFiles, type WorkspaceFile } from "../lint/workspace/listWorkspaceFiles";

/** Most files that one pattern stands for. */
const MOST_FILES = 5000;

/**
 * The files of the workspace that are named: by a path, a folder or a pattern, relative to a workspace folder, or by an
 * absolute path in one. What a tool reads goes back to a model, and perhaps off this machine; so nothing outside of the
 * folders counts that the person has open.
 *
 * @throws {ToolError} `no-access` for what is outside, `bad-request` for what is not there.
 */
export async function listNamedFiles(
  policy: LintPolicy,
  names: readonly string[],
  token: vscode.CancellationToken,
): Promise<readonly WorkspaceFile[]> {
  const found = new Map<string, vscode.Uri>();
  for (const name of names) {
    const uris = await findNamed(policy, name, token);
    if (uris.length === 0) {
      throw new ToolError(
        "bad-request",
        `${quote(name)}: no such file in the workspace, and no document of that pattern`,
      );
    }
    for (const uri of uris) found.set(uri.toString(), uri);
  }
  return Array.from(found.values(), (uri) => ({ uri, policy: policy.read(uri) })).filter(
    ({ policy: { isIgnored } }) => !isIgnored,
  );
}

async function findNamed(
  policy: LintPolicy,
  name: string,
  token: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  const inside = (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => {
    const relative = path.posix.relative(folder.uri.path, path.posix.resolve(folder.uri.path, toPosix(name)));
    return relative === ".." || relative.startsWith("../") ? [] : [{ folder, relative }];
  });
  if (inside.length === 0) {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
    const says =
      folders.length === 0 ? "no folder is open" : `outside of the folders that are open: ${folders.join(", ")}`;
    throw new ToolError("no-access", `${quote(name)}: ${says}`);
  }
  for (const { folder, relative } of inside) {
    const uri = relative === "" ? folder.uri : vscode.Uri.joinPath(folder.uri, relative);
    const type = await findType(uri);
    if (type === undefined) {
      const matches = await find(folder, relative, token);
      if (matches.length > 0) return matches;
      continue;
    }
    if ((type & vscode.FileType.Directory) === 0) {
      if (await isInside(uri, folder)) return [uri];
      throw new ToolError("no-access", `${quote(name)} is a link that leads out of ${folder.uri.fsPath}`);
    }
    const endings = listEndings(policy.read(folder.uri).languages);
    return find(folder, `${relative === "" ? "" : `${relative}/`}**/*.{${endings.join(",")}}`, token);
  }
  return [];
}

/** All documents of the workspace, but for those that links lead out of it to. */
export async function listAllFiles(
  policy: LintPolicy,
  token: vscode.CancellationToken,
): Promise<readonly WorkspaceFile[]> {
  const kept: WorkspaceFile[] = [];
  for (const file of await listWorkspaceFiles(policy, token)) {
    const folder = vscode.workspace.getWorkspaceFolder(file.uri);
    if (folder && (await isInside(file.uri, folder))) kept.push(file);
  }
  return kept;
}

async function find(folder: vscode.WorkspaceFolder, pattern: string, token: vscode.CancellationToken) {
  const relative = new vscode.RelativePattern(folder, pattern);
  const uris = await vscode.workspace.findFiles(relative, "**/node_modules/**", MOST_FILES, token);
  const kept: vscode.Uri[] = [];
  for (const uri of uris.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (await isInside(uri, folder)) kept.push(uri);
  }
  return kept;
}

/** Where links lead, as far as they can be followed. */
async function isInside(uri: vscode.Uri, { uri: folder }: vscode.WorkspaceFolder): Promise<boolean> {
  if (uri.scheme !== "file") return true;
  const [target, root] = await Promise.all([uri, folder].map(({ fsPath }) => realpath(fsPath).catch(() => fsPath)));
  const relative = path.relative(root ?? "", target ?? "");
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

async function findType(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}

/** VS Code's paths have slashes, "/c:/x" for a drive. */
function toPosix(name: string): string {
  return path.isAbsolute(name) ? vscode.Uri.file(name).path : name.split(path.sep).join("/");
}
