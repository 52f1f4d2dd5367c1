import "./editor/speakAsEditor";
import * as vscode from "vscode";
import type { ClozeApi } from "./api/clozeApi";
import { createApi } from "./api/createApi";
import { Activity } from "./editor/activity";
import { registerAskDocument } from "./editor/ask/registerAskDocument";
import { EngineServer } from "./editor/elsewhere/engineServer";
import { registerEngineServer } from "./editor/elsewhere/registerEngineServer";
import { registerBlankCompletion } from "./editor/fill/registerBlankCompletion";
import { registerBlankHover } from "./editor/fill/registerBlankHover";
import { registerFillMask } from "./editor/fill/registerFillMask";
import { registerGhostText } from "./editor/fill/registerGhostText";
import { registerGames } from "./editor/games/registerGames";
import { registerModelLibrary } from "./editor/library/registerModelLibrary";
import { readOwnRule } from "./editor/lint/own/readOwnRule";
import { registerLint } from "./editor/lint/registerLint";
import { listChangedFiles } from "./editor/lint/scopes/listChangedFiles";
import { ModelChoice } from "./editor/model/modelChoice";
import { registerDeviceWatch } from "./editor/model/registerDeviceWatch";
import { registerEngineCommands } from "./editor/model/registerEngineCommands";
import { registerStatusItem } from "./editor/model/registerStatusItem";
import { registerCompareSentences } from "./editor/pair/registerCompareSentences";
import { registerNextSentence } from "./editor/pair/registerNextSentence";
import { PanelExport } from "./editor/panel/exports/panelExport";
import { registerAttentionPanel } from "./editor/panel/registerAttentionPanel";
import { registerCompareWords } from "./editor/probe/registerCompareWords";
import { registerReadView } from "./editor/read/registerReadView";
import { registerOpenSample } from "./editor/registerOpenSample";
import { registerReword } from "./editor/reword/registerReword";
import { registerSenses } from "./editor/senses/registerSenses";
import type { Services } from "./editor/services";
import { readEngineSettings, readServerUrl } from "./editor/settings";
import { registerSimilar } from "./editor/similar/registerSimilar";
import { registerTags } from "./editor/tags/registerTags";
import { registerTeach } from "./editor/teach/registerTeach";
import { registerMcpServer } from "./editor/tools/registerMcpServer";
import { registerTools } from "./editor/tools/registerTools";
import { createChildChannel } from "./engine/channels/childChannel";
import { createThreadChannel } from "./engine/channels/threadChannel";
import { createEngineClient } from "./engine/client/engineClient";
import { createLibrary } from "./library/createLibrary";
import { createProseReader } from "./prose/proseReader";

/** Given to integration tests only. */
export interface TestAccess {
  readonly services: Services;
  /** Processor time of this process while it activated, in ms: other programs do not lengthen it. */
  readonly activationMs: number;
}

/**
 * Registers every feature and returns; starts no process and reads no model.
 *
 * @returns What other extensions are given.
 */
export function activate(context: vscode.ExtensionContext): ClozeApi | (ClozeApi & TestAccess) {
  const started = process.cpuUsage();
  const log = vscode.window.createOutputChannel("Cloze", { log: true });
  const enginePath = context.asAbsolutePath("dist/engine.cjs");
  const server = new EngineServer(readServerUrl, context.globalState, context.secrets);
  const engine = createEngineClient({
    open: () => createChildChannel(enginePath, { ...readEngineSettings(), server: server.find() }),
  });
  const library = createLibrary({ bundledFolder: context.asAbsolutePath("models") });
  const models = new ModelChoice({ engine, library, log });
  const prose = createProseReader(() => createThreadChannel(context.asAbsolutePath("dist/prose.cjs")));
  const activity = new Activity();
  const services: Services = { extensionUri: context.extensionUri, engine, models, prose, activity, log };
  const lint = registerLint(services, context.workspaceState, { listChanged: listChangedFiles, readOwnRule });
  context.subscriptions.push(
    // VS Code disposes these in order: features go before the services that they use.
    registerFillMask(services),
    registerBlankCompletion(services),
    registerBlankHover(services),
    registerGhostText(services),
    registerCompareWords(services),
    registerReword(services),
    registerNextSentence(services),
    registerCompareSentences(services),
    registerAskDocument(services),
    registerTags(services),
    registerAttentionPanel(services, { library, createExport: (options) => new PanelExport(options) }),
    registerGames(services),
    registerSimilar(services, lint.policy),
    registerSenses(services, lint.policy),
    registerTools(services, lint.policy),
    registerMcpServer(context.asAbsolutePath("dist/cli.cjs"), readVersion(context)),
    lint.disposable,
    registerTeach(services, context.workspaceState, {
      listAccepted: lint.listAccepted,
      policy: lint.policy,
      version: readVersion(context),
    }),
    registerReadView(services, lint.state),
    registerOpenSample(services),
    registerStatusItem(services, lint.state),
    registerEngineCommands(services, models),
    registerDeviceWatch(services, models),
    registerEngineServer(services, models, server),
    registerModelLibrary(services, {
      library,
      secrets: context.secrets,
      paths: { hub: context.asAbsolutePath("dist/hub.cjs"), hash: context.asAbsolutePath("dist/hash.cjs") },
    }),
    models,
    prose,
    activity,
    engine,
    log,
  );
  const { user, system } = process.cpuUsage(started);
  const activationMs = (user + system) / 1000;
  log.info(`activated in ${Math.round(activationMs)} ms`);
  const api = createApi(services);
  return context.extensionMode === vscode.ExtensionMode.Test ? { ...api, services, activationMs } : api;
}

function readVersion({ extension }: vscode.ExtensionContext): string {
  const { version } = extension.packageJSON as { readonly version: string };
  return version;
}
