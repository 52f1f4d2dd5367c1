import path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { realpath } from "#platform/files";
import type { Rule } from "../../../lint/rule";
import { buildOwnRule } from "../../../lint/rules/own/buildOwnRule";
import { OwnToneError } from "../../../ownTone/ownToneError";
import { MOST_FILE_BYTES, readToneFile } from "../../../ownTone/readToneFile";
import type { ToneFile } from "../../../ownTone/toneFileSchema";

/**
 * The rule of a file in a workspace folder.
 *
 * @throws {OwnToneError} `bad-file`, whose message names the file and is no whole sentence.
 */
export async function readOwnRule(uri: vscode.Uri): Promise<Rule> {
  const name = vscode.workspace.asRelativePath(uri);
  const rule = buildOwnRule(await openTone(uri, name));
  if (rule === undefined) throw new OwnToneError("bad-file", l10n.t("{0} marks no label, so it is no rule", name));
  return rule;
}

async function openTone(uri: vscode.Uri, name: string): Promise<ToneFile> {
  await requireInside(uri, name);
  const found = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch((cause: unknown) => {
    throw new OwnToneError("bad-file", l10n.t("{0} is not there", name), { cause });
  });
  // Looked at first: the name may lead to a pipe that nobody writes to, or to more than fits into memory.
  if ((found.type & vscode.FileType.File) === 0)
    throw new OwnToneError("bad-file", l10n.t("{0} is no plain file", name));
  if (found.size > MOST_FILE_BYTES) {
    throw new OwnToneError("bad-file", l10n.t("{0} is over {1} MB", name, MOST_FILE_BYTES / 1e6));
  }
  return readToneFile(name, await vscode.workspace.fs.readFile(uri));
}

/** A folder may come from anybody: no link in it leads out of it. */
async function requireInside(uri: vscode.Uri, name: string): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (uri.scheme !== "file" || folder === undefined) return;
  const [real, root] = await Promise.all([realpath(uri.fsPath).catch(() => undefined), realpath(folder.uri.fsPath)]);
  if (real !== undefined && !real.startsWith(root + path.sep)) {
    throw new OwnToneError("bad-file", l10n.t("{0} leads out of the folder", name));
  }
}
