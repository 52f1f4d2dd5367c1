import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isDeviceChoice } from "../../engine/protocol/device";
import { type Purpose, PURPOSES } from "../../library/library";
import { describeWait } from "../../wording/describeWait";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatFixed } from "../../wording/numbers/formatFixed";
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
    spoken: ["Cloze", describeState(engine), text, describeChecks(checks, models)].join(", "),
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
    return { icon: "error", text: l10n.t("Cloze has stopped"), background: "statusBarItem.errorBackground" };
  }
  const infos = [models.info("text"), models.info("tone")];
  const model = nameLoaded(infos, state.kind === "stopped" ? l10n.t("asleep") : undefined) ?? "Cloze";
  const waitsFor = state.kind === "busy" ? state.waitsFor : undefined;
  if (waitsFor !== undefined) {
    return { icon: "sync~spin", text: l10n.t("Cloze: waiting for {0}", new URL(waitsFor.server).host) };
  }
  const text =
    activity.text === undefined
      ? `${model}${checks.off ? ` · ${l10n.t("checks off")}` : ""}`
      : l10n.t("Cloze: {0}", activity.text);
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
  text: l10n.t("Words and sentences"),
  tone: l10n.t("Tone"),
  similar: l10n.t("Sentences like this"),
  answers: l10n.t("Answers from a document"),
  tags: l10n.t("Tags on words"),
  judgements: l10n.t("Judgements of two sentences"),
};

function describeState({ state }: Pick<Services, "engine">["engine"]): string {
  switch (state.kind) {
    case "stopped":
      return l10n.t("asleep until it is asked");
    case "starting":
      return l10n.t("starting");
    case "idle":
      return l10n.t("ready");
    case "busy":
      return state.waitsFor === undefined ? l10n.t("at work") : describeWait(state.waitsFor);
    case "failed":
      return l10n.t("stopped after failing");
  }
}

function describeModel(info: ModelInfo): string {
  const millions = formatFixed(info.parameters / 1e6, 1);
  return l10n.t("{0}, {1} layers, {2} M weights", info.architecture, info.layers, millions);
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
  if (servers.length === 0) return l10n.t("Everything runs on this machine.");
  return l10n.t("Texts are sent to {0}.", [...new Set(servers)].join(", "));
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
    if (failure === undefined) return [];
    const other = models.info(purpose)?.name;
    return other === undefined
      ? [l10n.t("Not used: {0}. Another answers.", trimEnd(failure))]
      : [l10n.t("Not used: {0}. {1} answers.", trimEnd(failure), other)];
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
  if (state === undefined) return l10n.t("A setting of Cloze makes no sense, so nothing is checked");
  const off = listRuleLines(state, models).filter(({ runs }) => !runs);
  const isAll = off.length === 0 || off.length === state.rules.length;
  const when = describeWhen(state, hasDocument);
  return isAll ? when : l10n.t("{0}, except {1}", when, off.map(({ id }) => id).join(", "));
}

/** The rules that run in the document that is shown, and the settings that say so. */
function writeChecks({ state, hasDocument }: Checks, models: Services["models"]): readonly Markdown[] {
  if (state === undefined) return [];
  const lines = listRuleLines(state, models).map(({ id, says, runs }) =>
    runs ? writeMarkdown`- **${id}**: ${says}\n` : writeMarkdown`- ${id}: ${says}\n`,
  );
  const settings = [
    linkCommand(l10n.t("Rules"), OPEN_SETTINGS, [SETTINGS.rules]),
    linkCommand(l10n.t("When"), OPEN_SETTINGS, [SETTINGS.lintRun]),
    linkCommand(l10n.t("Languages"), OPEN_SETTINGS, [SETTINGS.lintLanguages]),
    linkCommand(l10n.t("Findings"), "cloze.findings.focus"),
  ];
  const [rules, when, languages, findings] = settings as [Markdown, Markdown, Markdown, Markdown];
  return [
    writeMarkdown`${l10n.t("{0}. At most {1} marks of a file.", describeWhen(state, hasDocument), formatCount(state.maxMarks))}\n\n`,
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
  const detail = on.length === 0 ? l10n.t("None. {0}", off.join(", ")) : on.join(", ");
  const others = off.length > 0 && on.length > 0 ? l10n.t("not: {0}", off.join(", ")) : "";
  return [{ icon: "law", label: l10n.t("Rules That Run Here"), description: others, detail, setting: SETTINGS.rules }];
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
      label: `${TITLES[purpose]}: ${info?.name ?? l10n.t("loads at the first request")}`,
      description: info ? describeModel(info) : "",
      detail: failure ?? info?.folder ?? l10n.t("Choose another model."),
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
      label: l10n.t("Device"),
      detail,
      setting: SETTINGS.device,
    })),
    ...describePrecisions(models).map((detail) => ({
      icon: "symbol-numeric",
      label: l10n.t("Precision"),
      detail,
      setting: SETTINGS.precision,
    })),
    { label: "" },
    {
      icon: checks.off === undefined ? "eye-closed" : "eye",
      label: checks.off === undefined ? l10n.t("Turn Checks Off…") : l10n.t("Turn Checks On"),
      description: describeChecks(checks, models),
      command: COMMANDS.toggleTone,
    },
    ...describeRules(checks, models),
    {
      icon: "play",
      label: l10n.t("Check…"),
      description: l10n.t("selection, paragraph, file, changes"),
      command: COMMANDS.check,
    },
    { icon: "checklist", label: l10n.t("Show Findings"), command: "cloze.findings.focus" },
    { icon: "list-flat", label: l10n.t("Show What Was Left Unmarked"), command: COMMANDS.listAccepted },
    { icon: "output", label: l10n.t("Show Log"), command: COMMANDS.showLog },
    { icon: "debug-restart", label: l10n.t("Restart Engine"), command: COMMANDS.restartEngine },
    { icon: "gear", label: l10n.t("Open Settings"), setting: ALL_SETTINGS },
  ];
  const title = l10n.t("Cloze is {0}", describeState(engine));
  const chosen = await pickRow(items, { title, placeHolder: l10n.t("What would you like to do?") });
  if (chosen?.setting !== undefined) await openSettings(chosen.setting);
  else if (chosen?.command !== undefined) await vscode.commands.executeCommand(chosen.command, chosen.argument);
}
