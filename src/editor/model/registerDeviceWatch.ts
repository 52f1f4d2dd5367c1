import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toErrorCode } from "../../engine/client/toErrorCode";
import { COMMANDS } from "../commands";
import type { ModelInfo, Services } from "../services";
import { SETTINGS } from "../settings";
import { notify } from "../surface";
import type { ModelChoice } from "./modelChoice";

/** After this long without work, devices may be tried, because nobody waits for an answer. */
const IDLE_MS = 2000;

/** What the engine is started with. */
const ENGINE_SETTINGS = [
  SETTINGS.device,
  SETTINGS.cudaFolder,
  SETTINGS.precision,
  SETTINGS.engineUrl,
  SETTINGS.enginePlainHttp,
];

/**
 * Lets each model be measured and choose its device while the engine is idle, reports a device that fails, and starts the engine anew
 * when the settings ask for another device or precision.
 */
export function registerDeviceWatch({ engine, log }: Services, models: ModelChoice): vscode.Disposable {
  /** Folders of the models for which the running engine has chosen a device. */
  const asked = new Set<string>();
  /** Folders of the models whose failed device was reported. */
  const told = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const choose = async () => {
    for (const purpose of ["text", "tone"] as const) {
      const folder = models.info(purpose)?.folder;
      if (folder === undefined || asked.has(folder)) continue;
      asked.add(folder);
      // Without the figures, float32 answers.
      await engine
        .request("measure", { model: folder }, { lane: "workspace" })
        .catch((error: unknown) => log.warn(`not measured: ${toErrorCode(error)}`));
      try {
        const info = await engine.request("device", { model: folder }, { lane: "workspace" });
        models.update(info);
        log.info(`${info.name} is computed in ${info.precision}: ${info.precisionReason}`);
        log.info(`${info.name} runs on ${info.device}: ${info.deviceReason}`);
      } catch (error) {
        // If a driver ended the engine, the next engine knows it from the cache.
        log.warn(`no device chosen: ${toErrorCode(error)}`);
        return;
      }
    }
  };
  const tell = (info: ModelInfo) => {
    models.update(info);
    const isBack = info.server?.answers === true;
    // eslint-disable-next-line language/untranslated -- in a line of the log
    const who = isBack ? info.device : `The ${info.device}`;
    log.warn(`${info.name}: ${info.deviceReason}. ${who} answers from now on.`);
    // The status says it; a server that comes and goes is no reason to be interrupted each time.
    if (isBack || told.has(info.folder)) return;
    told.add(info.folder);
    const run = () => vscode.commands.executeCommand(COMMANDS.showLog);
    const message = l10n.t("Cloze: {0}: {1}. The {2} answers from now on.", info.name, info.deviceReason, info.device);
    notify("warning", message, [{ title: l10n.t("Show Log"), run }]);
  };
  return vscode.Disposable.from(
    new vscode.Disposable(() => clearTimeout(timer)),
    new vscode.Disposable(engine.onFallback(tell)),
    new vscode.Disposable(
      engine.onStateChange(({ kind }) => {
        clearTimeout(timer);
        if (kind === "starting") asked.clear();
        if (kind !== "idle") return;
        timer = setTimeout(() => void choose(), IDLE_MS);
      }),
    ),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!ENGINE_SETTINGS.some((id) => event.affectsConfiguration(id))) return;
      engine.restart();
      models.retry();
    }),
  );
}
