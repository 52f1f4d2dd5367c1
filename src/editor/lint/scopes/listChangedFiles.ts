import { stat } from "node:fs/promises";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { listEndings, selectFileFormat } from "../../../text/formats/format";
import { EditorError } from "../../editorError";
import { findOpenDocument } from "../../findOpenDocument";
import { type GitRepository, listGitRepositories } from "../../git/gitRepositories";
import type { LintPolicy } from "../lintPolicy";
import type { WorkspaceFile } from "../workspace/listWorkspaceFiles";
import { readGitStatus } from "./readGitStatus";

export interface ChangedFiles {
  readonly files: readonly WorkspaceFile[];
  /** Changed files of prose or programs in languages that are not to be checked. */
  readonly others: number;
}

/**
 * The files of the workspace that differ from the last commit, new ones among them, in the languages of the settings;
 * without those that the project file ignores or the person has turned off.
 *
 * @throws {EditorError} `no-git` where no repository tells; `bad-setting`.
 */
export async function listChangedFiles(policy: LintPolicy, signal: AbortSignal): Promise<ChangedFiles> {
  const files: WorkspaceFile[] = [];
  let others = 0;
  for (const uri of await listChanged(signal)) {
    const file = { uri, policy: policy.read(uri) };
    if (file.policy.isIgnored || file.policy.off === "file") continue;
    if (isOfLanguage(file)) files.push(file);
    else if (selectFileFormat(uri.path) !== "plaintext") others += 1;
  }
  return { files, others };
}

function isOfLanguage({ uri, policy: { languages } }: WorkspaceFile): boolean {
  const open = findOpenDocument(uri);
  if (open !== undefined) return languages.includes(open.languageId);
  const ending = /\.([^./]+)$/.exec(uri.path)?.[1]?.toLowerCase();
  return ending !== undefined && listEndings(languages).includes(ending);
}

/** Sorted by path. */
async function listChanged(signal: AbortSignal): Promise<readonly vscode.Uri[]> {
  if (!vscode.workspace.isTrusted) {
    // The settings of a repository can name programs, which "git status" runs.
    throw new EditorError(
      "no-git",
      l10n.t("This folder is not trusted, so Git is not asked which files have changed."),
    );
  }
  const repositories = (await listGitRepositories()) ?? [];
  const found = new Map<string, vscode.Uri>();
  let isKnown = false;
  for (const { uri: folder } of vscode.workspace.workspaceFolders ?? []) {
    const own = repositories.filter(({ rootUri }) => isWithin(folder, rootUri) || isWithin(rootUri, folder));
    const uris = own.length > 0 ? await readRepositories(own) : await readFolder(folder, signal);
    signal.throwIfAborted();
    isKnown ||= uris !== undefined;
    for (const uri of uris ?? []) if (isWithin(uri, folder)) found.set(uri.toString(), uri);
  }
  if (!isKnown) {
    throw new EditorError(
      "no-git",
      l10n.t(
        "There is no Git repository here that says which files have changed. Check this file or the workspace instead.",
      ),
    );
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readRepositories(repositories: readonly GitRepository[]): Promise<readonly vscode.Uri[]> {
  const all: vscode.Uri[] = [];
  for (const repository of repositories) {
    await repository.status();
    const { mergeChanges, indexChanges, workingTreeChanges, untrackedChanges } = repository.state;
    const changes = [...mergeChanges, ...indexChanges, ...workingTreeChanges, ...untrackedChanges];
    for (const { uri } of changes) if (await isThere(uri)) all.push(uri);
  }
  return all;
}

/** A file that was deleted is a change too. */
async function isThere(uri: vscode.Uri): Promise<boolean> {
  return stat(uri.fsPath).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function readFolder(folder: vscode.Uri, signal: AbortSignal): Promise<readonly vscode.Uri[] | undefined> {
  if (folder.scheme !== "file") return undefined;
  return (await readGitStatus(folder.fsPath, signal))?.map((file) => vscode.Uri.file(file));
}

function isWithin(uri: vscode.Uri, folder: vscode.Uri): boolean {
  return uri.scheme === folder.scheme && `${uri.path}/`.startsWith(`${folder.path.replace(/\/$/, "")}/`);
}
