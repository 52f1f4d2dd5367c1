import * as vscode from "vscode";
import { COMMANDS } from "./commands";
import { EditorError } from "./editorError";
import { toErrorCode } from "./toErrorCode";

interface NextStep {
  readonly title: string;
  readonly command: string;
  readonly argument?: string;
}

const SHOW_LOG: NextStep = { title: "Show Log", command: COMMANDS.showLog };
const RESTART: NextStep = { title: "Restart Engine", command: COMMANDS.restartEngine };
const OPEN_SETTINGS: NextStep = {
  title: "Open Settings",
  command: "workbench.action.openSettings",
  argument: "@ext:cloze.cloze",
};

/**
 * Tells the person in one sentence what failed, with a next step; stays silent about what they cancelled themselves.
 * The log gets only the code, because a message may quote the document.
 *
 * @param what - Completes "Cloze could not …": "fill the mask".
 * @param then - Says what happens instead, as a sentence.
 */
export function reportError(log: vscode.LogOutputChannel, what: string, error: unknown, then?: string): void {
  const code = toErrorCode(error);
  if (code === "cancelled") return;
  if (error instanceof EditorError && (code === "no-text" || code === "stale")) {
    void vscode.window.showInformationMessage(error.message);
    return;
  }
  log.error(`could not ${what}: ${code}`);
  const reason = error instanceof Error ? error.message : "an unknown failure";
  const message = `Cloze could not ${what}: ${reason}`;
  void offer(then === undefined ? message : `${message.replace(/[.\s]*$/, "")}. ${then}`, nextSteps(code));
}

function nextSteps(code: string): readonly NextStep[] {
  if (["stopped", "hung", "unavailable", "version", "bad-message"].includes(code)) return [RESTART, SHOW_LOG];
  return code === "thread" ? [SHOW_LOG] : [OPEN_SETTINGS, SHOW_LOG];
}

async function offer(message: string, steps: readonly NextStep[]): Promise<void> {
  const chosen = await vscode.window.showErrorMessage(message, ...steps.map(({ title }) => title));
  const step = steps.find(({ title }) => title === chosen);
  if (step) await vscode.commands.executeCommand(step.command, ...(step.argument ? [step.argument] : []));
}
