import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { COMMANDS } from "../commands";
import { notify } from "../surface";

/** What a browser lacks for a command. */
const LACKS = {
  git: l10n.t("This needs VS Code on a desktop or a server: in a browser, Cloze cannot ask Git."),
  models: l10n.t("This needs VS Code on a desktop or a server: in a browser, Cloze has the bundled model alone."),
  disk: l10n.t("This needs VS Code on a desktop or a server: in a browser, Cloze has no disk to keep that on."),
  files: l10n.t(
    "This needs VS Code on a desktop or a server: in a browser, Cloze reads the documents that are open, and no others.",
  ),
} as const;

const REFUSED: Readonly<Record<string, keyof typeof LACKS>> = {
  [COMMANDS.checkChanged]: "git",
  [COMMANDS.chooseModel]: "models",
  [COMMANDS.setHubToken]: "models",
  [COMMANDS.setEngineToken]: "models",
  [COMMANDS.askDocument]: "models",
  [COMMANDS.showTags]: "models",
  [COMMANDS.findContradictions]: "models",
  [COMMANDS.teachTone]: "disk",
  [COMMANDS.addExample]: "disk",
  [COMMANDS.findSimilar]: "files",
  [COMMANDS.findRepetitions]: "files",
  [COMMANDS.showSenses]: "files",
};

/** Context key that hides these commands in menus. A browser may also show a VS Code that runs elsewhere, with all of them. */
const KEY = "cloze.isWeb";

/** The commands that need more than a browser has: they say so, and menus do not have them. */
export function registerRefusals(): vscode.Disposable {
  void vscode.commands.executeCommand("setContext", KEY, true);
  return vscode.Disposable.from(
    ...Object.entries(REFUSED).map(([id, lack]) =>
      vscode.commands.registerCommand(id, () => {
        notify("information", LACKS[lack]);
      }),
    ),
  );
}
