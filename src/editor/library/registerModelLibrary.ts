import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { type Library, PURPOSES } from "../../library/library";
import { COMMANDS } from "../commands";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { askText, notify } from "../surface";
import { chooseModel } from "./chooseModel";
import { type HubPaths, openHub, TOKEN_KEY } from "./openHub";

export interface LibraryServices {
  readonly library: Library;
  readonly secrets: vscode.SecretStorage;
  readonly paths: HubPaths;
}

/** Choosing models and fetching them: only when a person asks, and in no folder that they do not trust. */
export function registerModelLibrary(
  services: Services,
  { library, secrets, paths }: LibraryServices,
): vscode.Disposable {
  const { engine, models, log } = services;
  const open = () => openHub(paths, library, secrets);
  const guard = (what: string, run: (argument: unknown) => Promise<void>) => async (argument: unknown) => {
    try {
      if (vscode.workspace.isTrusted) await run(argument);
      else refuse();
    } catch (error) {
      reportError(log, what, error);
    }
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(
      COMMANDS.chooseModel,
      guard(l10n.t("Cloze could not choose a model"), (argument) => {
        const purpose = PURPOSES.find((each) => each === argument);
        return chooseModel({ engine, models, library, openHub: open }, purpose);
      }),
    ),
    vscode.commands.registerCommand(
      COMMANDS.setHubToken,
      guard(l10n.t("Cloze could not keep the token"), () => setToken(secrets)),
    ),
  );
}

function refuse(): void {
  const run = () => vscode.commands.executeCommand("workbench.trust.manage");
  notify("warning", l10n.t("Models are chosen and fetched only in a folder that you trust."), [
    { title: l10n.t("Manage Workspace Trust"), run },
  ]);
}

async function setToken(secrets: vscode.SecretStorage): Promise<void> {
  const token = await askText({
    title: l10n.t("Set the Hub’s Token"),
    prompt: l10n.t(
      "A token that may read, from your account’s settings on the hub. It is kept in the system’s key store and sent to the hub alone. Leave it empty to remove it.",
    ),
    isSecret: true,
  });
  if (token === undefined) return;
  if (token.trim() === "") {
    await secrets.delete(TOKEN_KEY);
    notify("information", l10n.t("The hub’s token is removed."));
  } else {
    await secrets.store(TOKEN_KEY, token.trim());
    notify("information", l10n.t("The hub’s token is kept."));
  }
}
