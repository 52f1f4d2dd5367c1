import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { COMMANDS } from "../commands";
import { openSettings } from "../openSettings";
import { reportError } from "../reportError";
import type { Models, Services } from "../services";
import { readServerUrl, SETTINGS } from "../settings";
import { askText, notify } from "../surface";
import type { EngineServer } from "./engineServer";

/** Asks once about each server that the settings name, before the first text goes there, and keeps its token. */
export function registerEngineServer(
  { engine, log }: Services,
  models: Pick<Models, "retry">,
  server: EngineServer,
): vscode.Disposable {
  /** Asked about in this window. */
  const asked = new Set<string>();
  const restart = () => {
    engine.restart();
    models.retry();
  };
  const answer = async (url: string, isAllowed: boolean) => {
    await server.keepAnswer(url, isAllowed);
    if (isAllowed) restart();
  };
  const prepare = async (url: string) => {
    const wasReady = server.find() !== undefined;
    await server.readToken();
    if (!wasReady && server.find() !== undefined) restart();
    if (server.answerFor(url) !== undefined || asked.has(url)) return;
    asked.add(url);
    notify(
      "warning",
      l10n.t(
        "The setting {0} names {1}. From now on, what you write in documents that Cloze checks would be sent there, as numbers that can be read back. Until you agree, everything stays on this machine.",
        SETTINGS.engineUrl,
        url,
      ),
      [
        { title: l10n.t("Send It There"), run: () => answer(url, true) },
        { title: l10n.t("Stay on This Machine"), run: () => answer(url, false) },
        { title: l10n.t("Open Setting"), run: () => openSettings(SETTINGS.engineUrl) },
      ],
    );
  };
  const look = () => {
    try {
      const url = readServerUrl();
      if (url !== undefined)
        prepare(url).catch((error: unknown) => reportError(log, l10n.t("Cloze could not ask about the server"), error));
    } catch {
      // The engine says what is wrong with the setting as soon as it is asked for anything.
    }
  };
  return vscode.Disposable.from(
    new vscode.Disposable(
      engine.onStateChange(({ kind }) => {
        if (kind === "starting") look();
      }),
    ),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTINGS.engineUrl)) look();
    }),
    vscode.commands.registerCommand(COMMANDS.setEngineToken, () =>
      setToken(server, restart).catch((error: unknown) =>
        reportError(log, l10n.t("Cloze could not keep the token"), error),
      ),
    ),
  );
}

async function setToken(server: EngineServer, restart: () => void): Promise<void> {
  const token = await askText({
    title: l10n.t("Set the Server’s Token"),
    prompt: l10n.t(
      "The token for the server that {0} names. It is kept in the system’s key store and sent to that server alone. Leave it empty to remove it.",
      SETTINGS.engineUrl,
    ),
    isSecret: true,
  });
  if (token === undefined) return;
  await server.keepToken(token.trim());
  notify(
    "information",
    token.trim() === "" ? l10n.t("The server’s token is removed.") : l10n.t("The server’s token is kept."),
  );
  restart();
}
