import type * as vscode from "vscode";
import { type ExampleRow, readRows } from "../../ownTone/rows/readRows";
import type { TrainResult } from "../../tasks/ownTone/trainRequest";
import { formatCount } from "../../wording/formatCount";
import { formatCounted } from "../../wording/formatCounted";
import { EditorError } from "../editorError";
import type { Services } from "../services";
import { pickRow, showCancellable } from "../surface";
import { describeTrial } from "./describeTrial";
import { openExamples, showExamples } from "./examplesFile";
import type { Lesson } from "./lessons";

export interface Trial {
  readonly result: TrainResult;
  /** Least probability that is to be marked. */
  readonly threshold: number;
}

/**
 * Learns the tone from its examples and shows how well, before anything is switched on.
 *
 * @returns What the person wants switched on; `undefined` if they go on teaching.
 * @throws {EditorError} `no-text` for rows that cannot be read; {EngineError} `too-few` for too few of them.
 */
export async function tryLesson(services: Services, lesson: Lesson): Promise<Trial | undefined> {
  const document = await openExamples(lesson);
  const { rows, faults } = readRows(document.getText());
  const [fault] = faults;
  if (fault !== undefined && rows.length > 0) {
    await showExamples(document, fault.line);
    throw new EditorError("no-text", `Line ${fault.line} of the examples ${fault.message}.`);
  }
  if (rows.length === 0)
    throw new EditorError("no-text", `There is no example yet. Put the cursor in a sentence first.`);
  const result = await showCancellable("Cloze learns from the examples", (report, token) =>
    train(services, rows, { report, token }),
  );
  const { title, placeHolder, rows: listed } = describeTrial(result, lesson.label, rows);
  const chosen = await pickRow(listed, { title, placeHolder });
  if (chosen?.line !== undefined) await showExamples(document, chosen.line);
  return chosen?.threshold === undefined ? undefined : { result, threshold: chosen.threshold };
}

async function train(
  { engine, models }: Services,
  rows: readonly ExampleRow[],
  { report, token }: { readonly report: (message: string) => void; readonly token: vscode.CancellationToken },
): Promise<TrainResult> {
  const ended = new AbortController();
  token.onCancellationRequested(() => ended.abort());
  const model = await models.resolve("tone");
  return engine.request(
    "train",
    { model, sentences: rows.map(({ text }) => text), labels: rows.map(({ label }) => label) },
    {
      signal: ended.signal,
      onProgress: (done, total) => report(`${formatCount(done)} of ${formatCounted(total, "example")}`),
    },
  );
}
