import path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { cutText } from "../../../wording/cutText";
import { COMMANDS } from "../../commands";
import { type PickRow, pickRow } from "../../surface";
import { findParagraph } from "./findParagraph";

/** Characters of a selection or a paragraph that its row shows. */
const MOST_SHOWN = 60;

/** Asks what to check, and checks it. @param hasGit - Whether Git can say what has changed. */
export async function pickScope(hasGit: boolean): Promise<void> {
  const rows = listScopes(vscode.window.activeTextEditor, hasGit);
  const chosen = await pickRow(rows, {
    title: l10n.t("Check tone and words"),
    placeHolder: l10n.t("What?"),
    matchOnDescription: true,
  });
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}

/** What there is to check, the smallest first. */
function listScopes(
  editor: vscode.TextEditor | undefined,
  hasGit: boolean,
): readonly (PickRow & { readonly command: string })[] {
  const rows: (PickRow & { readonly command: string })[] = [];
  if (editor) {
    const { document, selections, selection } = editor;
    const selected = selections.map((each) => document.getText(each)).join(" … ");
    if (selections.some(({ isEmpty }) => !isEmpty)) {
      const description = quoteStart(selected);
      rows.push({ icon: "selection", label: l10n.t("Selection"), description, command: COMMANDS.checkSelection });
    }
    const text = document.getText();
    const paragraph = findParagraph(text, document.offsetAt(selection.active));
    if (paragraph) {
      const description = quoteStart(text.slice(paragraph.start, paragraph.end));
      rows.push({ icon: "list-flat", label: l10n.t("Paragraph"), description, command: COMMANDS.checkParagraph });
    }
    const description = path.posix.basename(document.uri.path);
    rows.push({ icon: "file", label: l10n.t("This File"), description, command: COMMANDS.checkTone });
  }
  if (vscode.workspace.workspaceFolders?.length) {
    const description = l10n.t("what Git says differs from the last commit");
    rows.push(
      ...(hasGit
        ? [{ icon: "git-compare", label: l10n.t("Changed Files"), description, command: COMMANDS.checkChanged }]
        : []),
      {
        icon: "folder",
        label: l10n.t("Workspace"),
        description: l10n.t("all its documents"),
        command: COMMANDS.checkWorkspaceTone,
      },
    );
  }
  // Says what to do where there is nothing to check.
  if (rows.length === 0) rows.push({ icon: "file", label: l10n.t("This File"), command: COMMANDS.checkTone });
  return rows;
}

function quoteStart(text: string): string {
  return cutText(text.replace(/\s+/gu, " ").trim(), MOST_SHOWN);
}
