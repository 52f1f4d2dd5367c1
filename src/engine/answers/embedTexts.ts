import { buildEmbeddingQuestion, type EmbeddingQuestion, planEmbedding } from "../../tasks/embed/embeddingQuestion";
import type { EmbeddingsParams, EmbeddingsResult } from "../../tasks/embed/embeddingsRequest";
import type { Model, ModelInput } from "../../tasks/model/model";
import type { LoadedModel } from "../model/loadedModel";
import { planBatches } from "../steps/planBatches";
import { runBatches } from "../steps/runBatches";
import type { Work } from "../steps/work";
import { FoundAnswers } from "./foundAnswers";
import { sliceSentences } from "./planQuestions";

/** A text of the request that is read. */
interface Asked extends EmbeddingQuestion {
  readonly text: string;
  /** By its inputs: of a long text, states of all windows would take gigabytes, so each is pooled as soon as it is there. */
  readonly pooled: Map<number, readonly number[]>;
}

interface Window {
  readonly asked: Asked;
  readonly index: number;
  readonly input: ModelInput;
}

/**
 * The vector of each text, in order. Each text is read once, together with others of the same number of tokens, one batch
 * per step; no vector depends on its company.
 *
 * @throws {TaskError} `bad-option`; {EngineError} `cancelled` by `turn`.
 */
export async function embedTexts(
  model: LoadedModel,
  params: EmbeddingsParams,
  { turn, report }: Work,
): Promise<EmbeddingsResult> {
  const { info } = model;
  const plan = planEmbedding(info, params);
  const found = new FoundAnswers<Pick<EmbeddingQuestion, "read"> & { readonly vector: Float32Array }>(
    params.texts,
    report,
  );
  const windows: Window[] = [];
  for await (const text of sliceSentences(found.sentences, turn)) {
    const asked: Asked = { text, pooled: new Map(), ...buildEmbeddingQuestion(model, text, plan) };
    windows.push(...asked.inputs.map((input, index) => ({ asked, index, input })));
  }
  const hidden = [plan.layer];
  const reader = model.openStates?.(plan.layer) ?? model;
  const read = async (batch: readonly Window[], run: Model["run"]) => {
    const output = await run({ inputs: batch.map(({ input }) => input), hidden });
    for (const [row, { asked, index }] of batch.entries()) {
      const states = output.hidden?.[row]?.[0];
      if (states === undefined) throw new RangeError(`no states of sequence ${row} of ${batch.length}`);
      const { text, inputs, pooled } = asked;
      pooled.set(index, asked.pool(states));
      if (pooled.size < inputs.length) continue;
      found.add(text, { vector: asked.join(inputs.map((_, at) => pooled.get(at) ?? [])), read: asked.read });
    }
  };
  reader.expect?.(windows.length);
  const lengths = windows.map(({ input }) => input.ids.length);
  const batches = planBatches(lengths, reader.batchTokens).map((batch) =>
    batch.flatMap((index) => windows[index] ?? []),
  );
  await runBatches(reader, batches, turn, read);
  const { hiddenSize, statesPrecision } = info;
  const vectors = new Float32Array(params.texts.length * hiddenSize);
  const long: EmbeddingsResult["long"][number][] = [];
  for (const [index, text] of params.texts.entries()) {
    const { vector, read } = found.get(text);
    vectors.set(vector, index * hiddenSize);
    if (read !== undefined) long.push({ index, read });
  }
  const { pooling, by, normalize } = plan;
  return { vectors, hiddenSize, pooling, by, normalized: normalize, precision: statesPrecision, long };
}
