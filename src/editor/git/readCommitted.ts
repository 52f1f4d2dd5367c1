import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import { EditorError } from "../editorError";
import { listGitRepositories } from "./gitRepositories";

/**
 * The text of a file at the last commit, as VS Code's own Git extension gives it.
 *
 * @throws {EditorError} `no-git` where no repository has it.
 */
export async function readCommitted(uri: vscode.Uri): Promise<string> {
  const repositories = await listGitRepositories();
  if (repositories === undefined) {
    throw new EditorError(
      "no-git",
      l10n.t(
        "VS Code’s Git extension alone knows the last commit, and it is off or absent. Turn on the setting git.enabled, or enable the extension Git.",
      ),
    );
  }
  const holds = ({ rootUri }: { readonly rootUri: vscode.Uri }) =>
    rootUri.scheme === uri.scheme && `${uri.path}/`.startsWith(`${rootUri.path.replace(/\/$/, "")}/`);
  // Of a repository in another, the inner one.
  const [own] = repositories.filter(holds).sort((a, b) => b.rootUri.path.length - a.rootUri.path.length);
  if (own === undefined) {
    throw new EditorError(
      "no-git",
      l10n.t("This text is in no Git repository that VS Code has open, so there is no last commit of it."),
    );
  }
  try {
    return await own.show("HEAD", uri.fsPath);
  } catch (error) {
    throw new EditorError(
      "no-git",
      l10n.t("The last commit does not have this file: it is new, was renamed, or nothing was committed yet."),
      { cause: error },
    );
  }
}
