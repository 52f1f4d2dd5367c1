import * as vscode from "vscode";
import type { Purpose } from "../../library/library";
import { COMMANDS } from "../commands";
import type { LintState, ModelInfo, OffPlace, Services } from "../services";
import { SETTINGS } from "../settings";

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
      updateItem(item, services, findOff(lint));
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
    lint.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.commands.registerCommand(COMMANDS.showStatus, () => showStatus(services, findOff(lint))),
  );
}

function updateItem(
  item: vscode.StatusBarItem,
  { engine, models, activity }: Services,
  off: OffPlace | undefined,
): void {
  const { state } = engine;
  const info = models.info("tone") ?? models.info("text");
  const model = info ? `${info.name} · ${info.device}` : "Cloze";
  const isBusy = state.kind === "busy" || state.kind === "starting" || activity.text !== undefined;
  const icon = state.kind === "failed" ? "$(error)" : isBusy ? "$(sync~spin)" : "$(bracket-dot)";
  const what = activity.text === undefined ? `${model}${off ? " · tone off" : ""}` : `Cloze: ${activity.text}`;
  item.text = `${icon} ${what}`;
  item.backgroundColor = state.kind === "failed" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
  item.tooltip = buildTooltip({ engine, models }, off);
  item.accessibilityInformation = {
    label: `Cloze, ${describeState(engine)}, ${model}, ${describeCheck(off)}`,
    role: "button",
  };
}

function buildTooltip(
  { engine, models }: Pick<Services, "engine" | "models">,
  off: OffPlace | undefined,
): vscode.MarkdownString {
  const text = new vscode.MarkdownString(`**Cloze**: ${describeState(engine)}\n\n`);
  for (const purpose of ["text", "tone"] as const) {
    const info = models.info(purpose);
    if (info) text.appendText(`${TITLES[purpose]}: ${info.name}, ${describeModel(info)}`).appendMarkdown("\n\n");
  }
  for (const line of describeDevices(models)) text.appendText(line).appendMarkdown("\n\n");
  return text.appendMarkdown(`${describeCheck(off)}. Everything runs on this machine.`);
}

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
  return `${info.architecture}, ${info.layers} layers, ${weights}, ${info.device} ${info.precision}`;
}

/** The device of each model and the reason for it; one line if both are the same. */
function describeDevices(models: Services["models"]): readonly string[] {
  const infos = [models.info("text"), models.info("tone")];
  const lines = infos.flatMap((info) => (info ? [`${info.device}: ${info.deviceReason}`] : []));
  return [...new Set(lines)];
}

function findOff(lint: LintState): OffPlace | undefined {
  return lint.findOff(vscode.window.activeTextEditor?.document);
}

const OFF_PLACES: Readonly<Record<OffPlace, string>> = {
  file: "for this file",
  settings: "in the settings",
  project: "by the file .cloze.json",
};

function describeCheck(off: OffPlace | undefined): string {
  return off === undefined ? "Tone check is on" : `Tone check is off ${OFF_PLACES[off]}`;
}

interface StatusChoice extends vscode.QuickPickItem {
  readonly command?: string;
  readonly argument?: string;
}

async function showStatus({ engine, models }: Services, off: OffPlace | undefined): Promise<void> {
  const modelLine = (purpose: Purpose, setting: string): StatusChoice => {
    const info = models.info(purpose);
    return {
      label: `$(library) ${TITLES[purpose]}: ${info?.name ?? "loads at the first request"}`,
      description: info ? describeModel(info) : "",
      detail: info?.folder ?? "Choose another model in the settings.",
      command: "workbench.action.openSettings",
      argument: setting,
    };
  };
  const items: readonly StatusChoice[] = [
    modelLine("text", SETTINGS.model),
    modelLine("tone", SETTINGS.toneModel),
    ...describeDevices(models).map((detail) => ({
      label: "$(chip) Device",
      detail,
      command: "workbench.action.openSettings",
      argument: SETTINGS.device,
    })),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    {
      label: off === undefined ? "$(eye-closed) Turn Tone Check Off…" : "$(eye) Turn Tone Check On",
      description: off === undefined ? "" : describeCheck(off),
      command: COMMANDS.toggleTone,
    },
    { label: "$(checklist) Check Tone of This Document", command: COMMANDS.checkTone },
    { label: "$(list-flat) Show What Was Left Unmarked", command: COMMANDS.listAccepted },
    { label: "$(output) Show Log", command: COMMANDS.showLog },
    { label: "$(debug-restart) Restart Engine", command: COMMANDS.restartEngine },
    {
      label: "$(gear) Open Settings",
      command: "workbench.action.openSettings",
      argument: "@ext:cloze.cloze",
    },
  ];
  const title = `Cloze is ${describeState(engine)}`;
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: "What would you like to do?" });
  if (chosen?.command === undefined) return;
  await vscode.commands.executeCommand(chosen.command, ...(chosen.argument === undefined ? [] : [chosen.argument]));
}
