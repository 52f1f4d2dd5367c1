import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toErrorCode } from "../engine/client/toErrorCode";
import { EngineError } from "../engine/protocol/engineError";
import type { LibraryErrorCode } from "../library/libraryError";
import { COMMANDS } from "./commands";
import { EditorError } from "./editorError";
import { ALL_SETTINGS, openSettings } from "./openSettings";
import { type Action, notify } from "./surface";
import { trimEnd } from "./trimEnd";

const SHOW_LOG: Action = { title: l10n.t("Show Log"), run: () => vscode.commands.executeCommand(COMMANDS.showLog) };
const RESTART: Action = {
  title: l10n.t("Restart Engine"),
  run: () => vscode.commands.executeCommand(COMMANDS.restartEngine),
};
/** Codes of what went wrong while a model was fetched: settings mend none of it. */
const FETCHING: ReadonlySet<string> = new Set<LibraryErrorCode>([
  "offline",
  "busy",
  "bad-hub",
  "bad-endpoint",
  "no-weights",
  "wrong-bytes",
  "locked",
  "no-room",
  "no-access",
]);
const OPEN_SETTINGS: Action = { title: l10n.t("Open Settings"), run: () => openSettings(ALL_SETTINGS) };

/**
 * Tells the person in one sentence what failed, with a next step; stays silent about what they cancelled themselves.
 * The log gets only the code, because a message may quote the document.
 *
 * @param what - What could not be done, as the head of a sentence: "Cloze could not fill the mask".
 * @param then - Says what happens instead, as a sentence.
 */
export function reportError(log: vscode.LogOutputChannel, what: string, reported: unknown, then?: string): void {
  const error = unwrapSetting(reported);
  const code = toErrorCode(error);
  if (code === "cancelled") return;
  if (error instanceof EditorError && ["no-text", "stale", "no-git"].includes(code)) {
    notify("information", error.message);
    return;
  }
  log.error(`${what}: ${code}`);
  const reason = error instanceof Error ? error.message : l10n.t("an unknown failure");
  const message = `${what}: ${reason}`;
  notify("error", then === undefined ? message : `${trimEnd(message)}. ${then}`, nextSteps(code));
}

/** An engine that a setting keeps from starting fails by that setting. */
function unwrapSetting(error: unknown): unknown {
  return error instanceof EngineError && error.cause instanceof EditorError ? error.cause : error;
}

const CHOOSE_MODEL: Action = {
  title: l10n.t("Choose a Model"),
  run: () => vscode.commands.executeCommand(COMMANDS.chooseModel),
};
const SET_TOKEN: Action = {
  title: l10n.t("Set Token"),
  run: () => vscode.commands.executeCommand(COMMANDS.setHubToken),
};

function nextSteps(code: string): readonly Action[] {
  if (code === "not-allowed" || code === "not-found") return [SET_TOKEN, CHOOSE_MODEL];
  if (code === "not-here" || code === "no-model" || FETCHING.has(code)) return [CHOOSE_MODEL];
  if (["stopped", "hung", "unavailable", "version", "bad-message"].includes(code)) return [RESTART, SHOW_LOG];
  return code === "thread" || code === "too-long" ? [SHOW_LOG] : [OPEN_SETTINGS, SHOW_LOG];
}
