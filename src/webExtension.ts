import "./editor/speakAsEditor";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ClozeApi } from "./api/clozeApi";
import { createApi } from "./api/createApi";
import { Activity } from "./editor/activity";
import { EditorError } from "./editor/editorError";
import { registerBlankCompletion } from "./editor/fill/registerBlankCompletion";
import { registerBlankHover } from "./editor/fill/registerBlankHover";
import { registerFillMask } from "./editor/fill/registerFillMask";
import { registerGhostText } from "./editor/fill/registerGhostText";
import { registerGames } from "./editor/games/registerGames";
import { registerLint } from "./editor/lint/registerLint";
import { registerEngineCommands } from "./editor/model/registerEngineCommands";
import { registerStatusItem } from "./editor/model/registerStatusItem";
import { registerCompareSentences } from "./editor/pair/registerCompareSentences";
import { registerNextSentence } from "./editor/pair/registerNextSentence";
import { registerAttentionPanel } from "./editor/panel/registerAttentionPanel";
import { registerCompareWords } from "./editor/probe/registerCompareWords";
import { registerReadView } from "./editor/read/registerReadView";
import { registerOpenSample } from "./editor/registerOpenSample";
import { registerReword } from "./editor/reword/registerReword";
import type { Services } from "./editor/services";
import { refuseOwnRule } from "./editor/web/refuseOwnRule";
import { registerRefusals } from "./editor/web/registerRefusals";
import { startEngineWorker, startProseWorker } from "./editor/web/startWorkers";
import { createWebLibrary } from "./editor/web/webLibrary";
import { WebModels } from "./editor/web/webModels";
import { createWorkerChannel } from "./engine/channels/web/workerChannel";
import { createEngineClient } from "./engine/client/engineClient";
import { createProseReader } from "./prose/proseReader";

/** Of the bundled model, in the extension's folder, which is the root of what the engine reads. */
const MODEL_FOLDER = "/models/cloze-small";
/** The model is read within it, over whatever line the browser has. */
const HANG_MS = 600_000;

/**
 * As `activate` of `extension.ts`, in VS Code's web worker: what needs no Node. Starts no worker and reads no model.
 *
 * @returns What other extensions are given.
 */
export function activate({ extensionUri, workspaceState, subscriptions }: vscode.ExtensionContext): ClozeApi {
  const log = vscode.window.createOutputChannel("Cloze", { log: true });
  const activity = new Activity();
  const start = () => startEngineWorker({ extensionUri, modelFolder: MODEL_FOLDER, activity });
  const engine = createEngineClient({ open: () => createWorkerChannel(start), hangMs: HANG_MS });
  const prose = createProseReader(() => createWorkerChannel(() => startProseWorker(extensionUri)));
  const models = new WebModels({ engine, folder: MODEL_FOLDER, log });
  const services: Services = { extensionUri, engine, models, prose, activity, log };
  const lint = registerLint(services, workspaceState, { readOwnRule: refuseOwnRule });
  const library = createWebLibrary(MODEL_FOLDER);
  subscriptions.push(
    // VS Code disposes these in order: features go before the services that they use.
    registerFillMask(services),
    registerBlankCompletion(services),
    registerBlankHover(services),
    registerGhostText(services),
    registerCompareWords(services),
    registerReword(services),
    registerNextSentence(services),
    registerCompareSentences(services),
    registerAttentionPanel(services, { library, createExport: () => NO_EXPORT }),
    registerGames(services),
    lint.disposable,
    registerReadView(services, lint.state),
    registerOpenSample(services),
    registerStatusItem(services, lint.state),
    registerEngineCommands(services, models),
    registerRefusals(),
    models,
    prose,
    activity,
    engine,
    log,
  );
  return createApi(services);
}

const NO_EXPORT = { begin: refuseExport, finish: refuseExport };

function refuseExport(): Promise<never> {
  const message = l10n.t("Exports need VS Code on a desktop or a server, and this one runs in a browser.");
  return Promise.reject(new EditorError("no-text", message));
}
