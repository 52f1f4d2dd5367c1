import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { buildOwnRule } from "../../lint/rules/own/buildOwnRule";
import { buildToneFile } from "../../ownTone/buildToneFile";
import { type ExampleRow, readRows } from "../../ownTone/rows/readRows";
import { FINE } from "../../ownTone/selectMark";
import type { TrainResult } from "../../tasks/ownTone/trainRequest";
import { formatDone } from "../../wording/formatCounted";
import { EditorError } from "../editorError";
import type { LintPolicy } from "../lint/lintPolicy";
import type { Services } from "../services";
import { showCancellable } from "../surface";
import { describeTrial } from "./describeTrial";
import { openExamples, showExamples } from "./examplesFile";
import type { Lesson } from "./lessons";
import { pickTrial } from "./pickTrial";
import { type TrialOptions, tryOnWorkspace } from "./workspaceTrial";

export interface Trial {
  readonly result: TrainResult;
  /** Least probability that is to be marked. */
  readonly threshold: number;
}

export interface TryParts {
  readonly services: Services;
  readonly policy: LintPolicy;
  /** Of Cloze. */
  readonly version: string;
}

/**
 * Learns the tone from its examples and shows how well, before anything is switched on.
 *
 * @returns What the person wants switched on; `undefined` if they go on teaching.
 * @throws {EditorError} `no-text` for rows that cannot be read; {EngineError} `too-few` for too few of them.
 */
export async function tryLesson({ services, policy, version }: TryParts, lesson: Lesson): Promise<Trial | undefined> {
  const document = await openExamples(lesson);
  const { rows, faults } = readRows(document.getText());
  const [fault] = faults;
  if (fault !== undefined && rows.length > 0) {
    await showExamples(document, fault.line);
    throw new EditorError("no-text", l10n.t("Line {0} of the examples {1}.", fault.line, fault.message));
  }
  const [only, ...otherLabels] = new Set(rows.map(({ label }) => label));
  if (only !== undefined && otherLabels.length === 0) {
    const other = only === FINE ? lesson.label : FINE;
    throw new EditorError("no-text", l10n.t("All examples are “{0}” so far. Add some that are “{1}”.", only, other));
  }
  if (rows.length === 0)
    throw new EditorError("no-text", l10n.t("There is no example yet. Put the cursor in a sentence first."));
  const { result, here } = await showCancellable(l10n.t("Cloze learns from the examples"), async (report, token) => {
    const ended = new AbortController();
    token.onCancellationRequested(() => ended.abort());
    const options = { report, token, signal: ended.signal };
    const learnt = await train(services, rows, options);
    const mark = { label: lesson.label, message: lesson.label, severity: "information", threshold: 0.5 } as const;
    const rule = buildOwnRule(buildToneFile(learnt, { version, name: lesson.name, mark }));
    return { result: learnt, here: rule && (await tryOnWorkspace({ services, policy, rule }, options)) };
  });
  const chosen = await pickTrial(describeTrial(result, { label: lesson.label, rows, here }));
  if (chosen?.line !== undefined) await showExamples(document, chosen.line);
  if (chosen?.place) {
    const { uri, range } = chosen.place;
    await vscode.window.showTextDocument(uri, { selection: range });
  }
  return chosen?.threshold === undefined ? undefined : { result, threshold: chosen.threshold };
}

async function train(
  { engine, models }: Services,
  rows: readonly ExampleRow[],
  { report, signal }: Pick<TrialOptions, "report" | "signal">,
): Promise<TrainResult> {
  const model = await models.resolve("tone");
  return engine.request(
    "train",
    { model, sentences: rows.map(({ text }) => text), labels: rows.map(({ label }) => label) },
    {
      signal,
      onProgress: (done, total) => report(formatDone(done, total, "example")),
    },
  );
}
