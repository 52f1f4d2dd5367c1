import * as vscode from "vscode";
import { isDeviceChoice } from "../../engine/protocol/device";
import { type Purpose, PURPOSES } from "../../library/library";
import { describeWait } from "../../wording/describeWait";
import { formatCount } from "../../wording/formatCount";
import { COMMANDS } from "../commands";
import { linkCommand, type Markdown, writeMarkdown } from "../inertMarkdown";
import { ALL_SETTINGS, openSettings } from "../openSettings";
import type { CheckState, LintState, ModelInfo, OffPlace, Services } from "../services";
import { SETTINGS } from "../settings";
import { type PickRow, pickRow, StatusItem } from "../surface";
import { trimEnd } from "../trimEnd";
import { describeWhen, listRuleLines } from "./describeChecks";
import { describeDevice } from "./describeDevice";
import { describePrecision } from "./describePrecision";
import { nameLoaded } from "./nameLoaded";

/** VS Code's own, for links. */
const OPEN_SETTINGS = "workbench.action.openSettings";
/** Least time between two updates: the engine turns busy and idle many times a second. */
const UPDATE_MS = 100;

/** The status item: model, device and what Cloze is doing. A click opens a menu with everything else. */
export function registerStatusItem(services: Services, lint: LintState): vscode.Disposable {
  const item = new StatusItem("cloze.status", { name: "Cloze", command: COMMANDS.showStatus, priority: 90 });
  let timer: NodeJS.Timeout | undefined;
  const update = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      updateItem(item, services, readChecks(lint));
    }, UPDATE_MS);
  };
  update();
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

function updateItem(item: StatusItem, { engine, models, activity }: Services, checks: Checks): void {
  const { icon, text, background } = selectLook({ engine, models, activity }, checks);
  item.update({
    icon,
    text,
    background,
    tooltip: buildTooltip({ engine, models }, checks),
    spoken: `Cloze, ${describeState(engine)}, ${text}, ${describeChecks(checks, models)}`,
  });
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
    return { icon: "error", text: "Cloze has stopped", background: "statusBarItem.errorBackground" };
  }
  const infos = [models.info("text"), models.info("tone")];
  const model = nameLoaded(infos, state.kind === "stopped" ? "asleep" : undefined) ?? "Cloze";
  const waitsFor = state.kind === "busy" ? state.waitsFor : undefined;
  if (waitsFor !== undefined) {
    return { icon: "sync~spin", text: `Cloze: waiting for ${new URL(waitsFor.server).host}` };
  }
  const text = activity.text === undefined ? `${model}${checks.off ? " · checks off" : ""}` : `Cloze: ${activity.text}`;
  if (PURPOSES.some((purpose) => models.failure(purpose) !== undefined)) {
    return { icon: "warning", text, background: "statusBarItem.warningBackground" };
  }
  const isBusy = state.kind === "busy" || state.kind === "starting" || activity.text !== undefined;
  return { icon: isBusy ? "sync~spin" : "whole-word", text };
}

function buildTooltip({ engine, models }: Pick<Services, "engine" | "models">, checks: Checks): Markdown {
  // Without an engine nothing runs anywhere.
  const isRunning = engine.state.kind !== "failed" && engine.state.kind !== "stopped";
  const lines = [
    ...(engine.state.kind === "failed" ? [`${engine.state.message}.`] : []),
    ...listFailures(models),
    ...PURPOSES.flatMap((purpose) => {
      const info = models.info(purpose);
      return info ? [`${TITLES[purpose]}: ${info.name}, ${describeModel(info)}`] : [];
    }),
    ...(isRunning ? [...describeDevices(models), ...describePrecisions(models)] : []),
    describeWay(models),
  ];
  const about = lines.map((line) => writeMarkdown`${line}\n\n`);
  return writeMarkdown`**Cloze**: ${describeState(engine)}\n\n${writeChecks(checks, models)}${about}`;
}

const TITLES: Readonly<Record<Purpose, string>> = {
  text: "Words and sentences",
  tone: "Tone",
  similar: "Sentences like this",
  answers: "Answers from a document",
  tags: "Tags on words",
  judgements: "Judgements of two sentences",
};

function describeState({ state }: Pick<Services, "engine">["engine"]): string {
  switch (state.kind) {
    case "stopped":
      return "asleep until it is asked";
    case "starting":
      return "starting";
    case "idle":
      return "ready";
    case "busy":
      return state.waitsFor === undefined ? "at work" : describeWait(state.waitsFor);
    case "failed":
      return "stopped after failing";
  }
}

function describeModel(info: ModelInfo): string {
  const weights = `${(info.parameters / 1e6).toFixed(1)} M weights`;
  return `${info.architecture}, ${info.layers} layers, ${weights}`;
}

/** The device of each model and the reason for it; one line if both are the same. */
function describeDevices(models: Services["models"]): readonly string[] {
  const choice: unknown = vscode.workspace.getConfiguration().get(SETTINGS.device);
  if (!isDeviceChoice(choice)) return [];
  const infos = PURPOSES.map((purpose) => models.info(purpose));
  return [...new Set(infos.flatMap((info) => (info ? [describeDevice(info, choice)] : [])))];
}

/** Where texts go. */
function describeWay(models: Services["models"]): string {
  const servers = PURPOSES.flatMap((purpose) => {
    const server = models.info(purpose)?.server;
    return server?.answers === true ? [server.name] : [];
  });
  if (servers.length === 0) return "Everything runs on this machine.";
  return `Texts are sent to ${[...new Set(servers)].join(", ")}.`;
}

/** What each model computes in; one line if that is the same. */
function describePrecisions(models: Services["models"]): readonly string[] {
  const infos = PURPOSES.map((purpose) => models.info(purpose));
  return [...new Set(infos.flatMap((info) => (info ? [describePrecision(info)] : [])))];
}

/** A sentence for each model of the settings that could not be used, as long as it is not. */
function listFailures(models: Services["models"]): readonly string[] {
  const lines = PURPOSES.flatMap((purpose) => {
    const failure = models.failure(purpose);
    return failure === undefined
      ? []
      : [`Not used: ${trimEnd(failure)}. ${models.info(purpose)?.name ?? "Another"} answers.`];
  });
  return [...new Set(lines)];
}

/** What is checked in the document that is shown. */
interface Checks {
  /** Where all are turned off. */
  readonly off: OffPlace | undefined;
  /** `undefined` where a setting makes no sense. */
  readonly state: CheckState | undefined;
  readonly hasDocument: boolean;
}

function readChecks(lint: LintState): Checks {
  const document = vscode.window.activeTextEditor?.document;
  return { off: lint.findOff(document), state: lint.findChecks(document), hasDocument: document !== undefined };
}

function describeChecks({ state, hasDocument }: Checks, models: Services["models"]): string {
  if (state === undefined) return "A setting of Cloze makes no sense, so nothing is checked";
  const off = listRuleLines(state, models).filter(({ runs }) => !runs);
  const isAll = off.length === 0 || off.length === state.rules.length;
  return describeWhen(state, hasDocument) + (isAll ? "" : `, except ${off.map(({ id }) => id).join(", ")}`);
}

/** The rules that run in the document that is shown, and the settings that say so. */
function writeChecks({ state, hasDocument }: Checks, models: Services["models"]): readonly Markdown[] {
  if (state === undefined) return [];
  const lines = listRuleLines(state, models).map(({ id, says, runs }) =>
    runs ? writeMarkdown`- **${id}**: ${says}\n` : writeMarkdown`- ${id}: ${says}\n`,
  );
  const settings = [
    linkCommand("Rules", OPEN_SETTINGS, [SETTINGS.rules]),
    linkCommand("When", OPEN_SETTINGS, [SETTINGS.lintRun]),
    linkCommand("Languages", OPEN_SETTINGS, [SETTINGS.lintLanguages]),
    linkCommand("Findings", "cloze.findings.focus"),
  ];
  const [rules, when, languages, findings] = settings as [Markdown, Markdown, Markdown, Markdown];
  return [
    writeMarkdown`${describeWhen(state, hasDocument)}. At most ${formatCount(state.maxMarks)} marks of a file.\n\n`,
    ...lines,
    writeMarkdown`\n${rules} · ${when} · ${languages} · ${findings}\n\n`,
  ];
}

/** A row that names the rules that run, and those that do not. */
function describeRules({ state }: Checks, models: Services["models"]): readonly StatusChoice[] {
  if (state === undefined) return [];
  const lines = listRuleLines(state, models);
  const list = (runs: boolean) => lines.filter((line) => line.runs === runs).map(({ id, says }) => `${id} (${says})`);
  const [on, off] = [list(true), list(false)];
  const detail = on.length === 0 ? `None. ${off.join(", ")}` : on.join(", ");
  const others = off.length > 0 && on.length > 0 ? `not: ${off.join(", ")}` : "";
  return [{ icon: "law", label: "Rules That Run Here", description: others, detail, setting: SETTINGS.rules }];
}

interface StatusChoice extends PickRow {
  readonly command?: string;
  readonly argument?: string;
  /** What to search for in the settings, instead of a command. */
  readonly setting?: string;
}

async function showStatus({ engine, models }: Services, checks: Checks): Promise<void> {
  const modelLine = (purpose: Purpose): StatusChoice => {
    const info = models.info(purpose);
    const failure = models.failure(purpose);
    return {
      icon: failure === undefined ? "library" : "warning",
      label: `${TITLES[purpose]}: ${info?.name ?? "loads at the first request"}`,
      description: info ? describeModel(info) : "",
      detail: failure ?? info?.folder ?? "Choose another model.",
      command: COMMANDS.chooseModel,
      argument: purpose,
    };
  };
  // No bundled model answers questions, tags words or judges two sentences: a line about them is for those who have one that does.
  const isShown = (purpose: Purpose) =>
    !["answers", "tags", "judgements"].includes(purpose) ||
    models.info(purpose) !== undefined ||
    models.failure(purpose) !== undefined;
  const items: readonly StatusChoice[] = [
    ...PURPOSES.filter(isShown).map(modelLine),
    ...describeDevices(models).map((detail) => ({
      icon: "chip",
      label: "Device",
      detail,
      setting: SETTINGS.device,
    })),
    ...describePrecisions(models).map((detail) => ({
      icon: "symbol-numeric",
      label: "Precision",
      detail,
      setting: SETTINGS.precision,
    })),
    { label: "" },
    {
      icon: checks.off === undefined ? "eye-closed" : "eye",
      label: checks.off === undefined ? "Turn Checks Off…" : "Turn Checks On",
      description: describeChecks(checks, models),
      command: COMMANDS.toggleTone,
    },
    ...describeRules(checks, models),
    { icon: "play", label: "Check…", description: "selection, paragraph, file, changes", command: COMMANDS.check },
    { icon: "checklist", label: "Show Findings", command: "cloze.findings.focus" },
    { icon: "list-flat", label: "Show What Was Left Unmarked", command: COMMANDS.listAccepted },
    { icon: "output", label: "Show Log", command: COMMANDS.showLog },
    { icon: "debug-restart", label: "Restart Engine", command: COMMANDS.restartEngine },
    { icon: "gear", label: "Open Settings", setting: ALL_SETTINGS },
  ];
  const title = `Cloze is ${describeState(engine)}`;
  const chosen = await pickRow(items, { title, placeHolder: "What would you like to do?" });
  if (chosen?.setting !== undefined) await openSettings(chosen.setting);
  else if (chosen?.command !== undefined) await vscode.commands.executeCommand(chosen.command, chosen.argument);
}
