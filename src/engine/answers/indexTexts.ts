import * as l10n from "@vscode/l10n";
import { buildEmbeddingQuestion, type EmbeddingPlan, planEmbedding } from "../../tasks/embed/embeddingQuestion";
import type { EmbeddingsResult } from "../../tasks/embed/embeddingsRequest";
import { TaskError } from "../../tasks/model/taskError";
import type { IndexResult } from "../../tasks/similar/indexRequest";
import type { Work } from "../steps/work";
import { embedTexts } from "./embedTexts";
import type { ModelAnswers } from "./modelAnswers";
import { sliceSentences } from "./planQuestions";
import { quantizeVector } from "./vectorRows";

/** Texts that are read before their vectors are written down: what a cancelled request loses is less. */
const PART = 2_000;

/**
 * The row of each text in the model's index. A text that is not known is read once, and known from then on, even if the
 * request is cancelled.
 *
 * @throws {TaskError} `too-many` when the index is full; {EngineError} `cancelled` by `turn`.
 */
export async function indexTexts(
  { model, vectors }: Pick<ModelAnswers, "model" | "vectors">,
  texts: readonly string[],
  { turn, report }: Work,
): Promise<IndexResult> {
  await vectors.open();
  const different = new Set(texts);
  const rows = new Map<string, number>();
  const unknown: string[] = [];
  for await (const text of sliceSentences(different, turn)) {
    const row = vectors.find(text);
    if (row === undefined) unknown.push(text);
    else rows.set(text, row);
  }
  const known = rows.size;
  for (let from = 0; from < unknown.length; from += PART) {
    const part = unknown.slice(from, from + PART);
    if (vectors.isFull) throw new TaskError("too-many", l10n.t("the index of sentences is full: restart the engine"));
    const read = await embedTexts(
      model,
      { texts: part, normalize: true },
      { turn, report: (done) => report(known + from + done, different.size) },
    );
    for (const [index, text] of part.entries()) rows.set(text, vectors.add(text, quantizeRow(read, index)));
    await vectors.write();
  }
  const plan = planEmbedding(model.info, {});
  const cut = new Set<string>();
  for await (const text of sliceSentences(different, turn)) {
    // A token has at least one unit.
    const isLong = plan.by === "files" && text.length > plan.maxTokens - 2;
    if (isLong && buildEmbeddingQuestion(model, text, plan).read !== undefined) cut.add(text);
  }
  return {
    epoch: vectors.epoch,
    rows: Int32Array.from(texts, (text) => rows.get(text) ?? -1),
    read: unknown.length,
    pooling: plan.pooling,
    by: requireOwn(plan.by),
    precision: model.info.statesPrecision,
    cut: texts.flatMap((text, index) => (cut.has(text) ? [index] : [])),
  };
}

function quantizeRow({ vectors, hiddenSize }: EmbeddingsResult, index: number): Int8Array {
  return quantizeVector(vectors.subarray(index * hiddenSize, (index + 1) * hiddenSize));
}

/** No request says how the vectors of an index are made. */
function requireOwn(by: EmbeddingPlan["by"]): IndexResult["by"] {
  if (by === "request") throw new RangeError("the index has a pooling of a request");
  return by;
}
