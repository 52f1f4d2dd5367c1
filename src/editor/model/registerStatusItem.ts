import * as vscode from "vscode";
import { isDeviceChoice } from "../../engine/protocol/device";
import type { Purpose } from "../../library/library";
import { COMMANDS } from "../commands";
import { ALL_SETTINGS, openSettings } from "../openSettings";
import type { LintState, ModelInfo, OffPlace, Services } from "../services";
import { SETTINGS } from "../settings";
import { describeDevice } from "./describeDevice";

/** Least time between two updates: the engine turns busy and idle many times a second. */
const UPDATE_MS = 100;

/** The status item: model, device and what Cloze is doing. A click opens a menu with everything else. */
export function registerStatusItem(services: Services, lint: LintState): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("cloze.status", vscode.StatusBarAlignment.Right, 90);
  item.name = "Cloze";
  item.command = COMMANDS.showStatus;
  let timer: NodeJS.Timeout | undefined;
  const update = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      updateItem(item, services, readChecks(lint));
    }, UPDATE_MS);
  };
  update();
  item.show();
  return vscode.Disposable.from(
    item,
    new vscode.Disposable(() => clearTimeout(timer)),
    new vscode.Disposable(services.engine.onStateChange(update)),
    services.activity.onDidChange(update),
    services.models.onDidChange(update),
    services.models.onDidChangeInfo(update),
    lint.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.commands.registerCommand(COMMANDS.showStatus, () => showStatus(services, readChecks(lint))),
  );
}

function updateItem(item: vscode.StatusBarItem, { engine, models, activity }: Services, checks: Checks): void {
  const { icon, text, background } = selectLook({ engine, models, activity }, checks);
  item.text = `${icon} ${text}`;
  item.backgroundColor = background === undefined ? undefined : new vscode.ThemeColor(background);
  item.tooltip = buildTooltip({ engine, models }, checks);
  item.accessibilityInformation = {
    label: `Cloze, ${describeState(engine)}, ${text}, ${describeChecks(checks)}`,
    role: "button",
  };
}

interface Look {
  readonly icon: string;
  readonly text: string;
  readonly background?: string;
}

function selectLook(
  { engine: { state }, models, activity }: Pick<Services, "engine" | "models" | "activity">,
  checks: Checks,
): Look {
  if (state.kind === "failed") {
    return { icon: "$(error)", text: "Cloze has stopped", background: "statusBarItem.errorBackground" };
  }
  const info = models.info("tone") ?? models.info("text");
  const place = state.kind === "stopped" ? "asleep" : info?.device;
  const model = info ? `${info.name} · ${place}` : "Cloze";
  const text = activity.text === undefined ? `${model}${checks.off ? " · checks off" : ""}` : `Cloze: ${activity.text}`;
  if (PURPOSES.some((purpose) => models.failure(purpose) !== undefined)) {
    return { icon: "$(warning)", text, background: "statusBarItem.warningBackground" };
  }
  const isBusy = state.kind === "busy" || state.kind === "starting" || activity.text !== undefined;
  return { icon: isBusy ? "$(sync~spin)" : "$(whole-word)", text };
}

function buildTooltip({ engine, models }: Pick<Services, "engine" | "models">, checks: Checks): vscode.MarkdownString {
  const text = new vscode.MarkdownString(`**Cloze**: ${describeState(engine)}\n\n`);
  if (engine.state.kind === "failed") text.appendText(`${engine.state.message}.`).appendMarkdown("\n\n");
  for (const line of listFailures(models)) text.appendText(line).appendMarkdown("\n\n");
  for (const purpose of PURPOSES) {
    const info = models.info(purpose);
    if (info) text.appendText(`${TITLES[purpose]}: ${info.name}, ${describeModel(info)}`).appendMarkdown("\n\n");
  }
  // Without an engine nothing runs anywhere.
  const isRunning = engine.state.kind !== "failed" && engine.state.kind !== "stopped";
  for (const line of isRunning ? describeDevices(models) : []) text.appendText(line).appendMarkdown("\n\n");
  return text.appendMarkdown(`${describeChecks(checks)}. Everything runs on this machine.`);
}

const PURPOSES = ["text", "tone"] as const;
const TITLES: Readonly<Record<Purpose, string>> = { text: "Words and sentences", tone: "Tone" };

function describeState({ state }: Pick<Services, "engine">["engine"]): string {
  switch (state.kind) {
    case "stopped":
      return "asleep until it is asked";
    case "starting":
      return "starting";
    case "idle":
      return "ready";
    case "busy":
      return "at work";
    case "failed":
      return "stopped after failing";
  }
}

function describeModel(info: ModelInfo): string {
  const weights = `${(info.parameters / 1e6).toFixed(1)} M weights`;
  return `${info.architecture}, ${info.layers} layers, ${weights} (${info.precision})`;
}

/** The device of each model and the reason for it; one line if both are the same. */
function describeDevices(models: Services["models"]): readonly string[] {
  const choice: unknown = vscode.workspace.getConfiguration().get(SETTINGS.device);
  if (!isDeviceChoice(choice)) return [];
  const infos = PURPOSES.map((purpose) => models.info(purpose));
  return [...new Set(infos.flatMap((info) => (info ? [describeDevice(info, choice)] : [])))];
}

/** A sentence for each model of the settings that could not be used, as long as it is not. */
function listFailures(models: Services["models"]): readonly string[] {
  const lines = PURPOSES.flatMap((purpose) => {
    const failure = models.failure(purpose)?.replace(/[.\s]*$/, "");
    return failure === undefined ? [] : [`Not used: ${failure}. ${models.info(purpose)?.name ?? "Another"} answers.`];
  });
  return [...new Set(lines)];
}

/** What is off for the document that is shown. */
interface Checks {
  /** Where all are turned off. */
  readonly off: OffPlace | undefined;
  /** Ids of the rules that are off. */
  readonly rules: readonly string[];
}

function readChecks(lint: LintState): Checks {
  const document = vscode.window.activeTextEditor?.document;
  return { off: lint.findOff(document), rules: lint.listOff(document) };
}

const OFF_PLACES: Readonly<Record<OffPlace, string>> = {
  file: "for this file",
  settings: "in the settings",
  project: "by the file .cloze.json",
};

function describeChecks({ off, rules }: Checks): string {
  if (off !== undefined) return `Checks are off ${OFF_PLACES[off]}`;
  return rules.length === 0 ? "Checks are on" : `Checks are on, except ${rules.join(", ")}`;
}

interface StatusChoice extends vscode.QuickPickItem {
  readonly command?: string;
  /** What to search for in the settings, instead of a command. */
  readonly setting?: string;
}

async function showStatus({ engine, models }: Services, checks: Checks): Promise<void> {
  const modelLine = (purpose: Purpose, setting: string): StatusChoice => {
    const info = models.info(purpose);
    const failure = models.failure(purpose);
    return {
      label: `${failure === undefined ? "$(library)" : "$(warning)"} ${TITLES[purpose]}: ${info?.name ?? "loads at the first request"}`,
      description: info ? describeModel(info) : "",
      detail: failure ?? info?.folder ?? "Choose another model in the settings.",
      setting,
    };
  };
  const items: readonly StatusChoice[] = [
    modelLine("text", SETTINGS.model),
    modelLine("tone", SETTINGS.toneModel),
    ...describeDevices(models).map((detail) => ({
      label: "$(chip) Device",
      detail,
      setting: SETTINGS.device,
    })),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    {
      label: checks.off === undefined ? "$(eye-closed) Turn Checks Off…" : "$(eye) Turn Checks On",
      description: checks.rules.length === 0 ? "" : describeChecks(checks),
      command: COMMANDS.toggleTone,
    },
    { label: "$(checklist) Check Tone and Words of This Document", command: COMMANDS.checkTone },
    { label: "$(list-flat) Show What Was Left Unmarked", command: COMMANDS.listAccepted },
    { label: "$(output) Show Log", command: COMMANDS.showLog },
    { label: "$(debug-restart) Restart Engine", command: COMMANDS.restartEngine },
    { label: "$(gear) Open Settings", setting: ALL_SETTINGS },
  ];
  const title = `Cloze is ${describeState(engine)}`;
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: "What would you like to do?" });
  if (chosen?.setting !== undefined) await openSettings(chosen.setting);
  else if (chosen?.command !== undefined) await vscode.commands.executeCommand(chosen.command);
}
