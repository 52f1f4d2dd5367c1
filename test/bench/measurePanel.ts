import { serialize } from "node:v8";
import { KeptMaps } from "../../src/engine/model/keptMaps";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { computeAttention } from "../../src/tasks/attention/computeAttention";
import { sketchHeads } from "../../src/tasks/heads/sketchHeads";
import type { Model } from "../../src/tasks/model/model";
import { computeRollout } from "../../src/tasks/rollout/computeRollout";
import { readFirstWindow } from "../../src/tasks/sequences/readFirstWindow";
import { toInput } from "../../src/tasks/sequences/toInput";
import { computeVectors } from "../../src/tasks/vectors/computeVectors";
import type { Texts } from "./drawTexts";

const ROUNDS = 5;
/** More than any model reads at once. */
const CHARACTERS = 9_000;

/** Of a text as long as the model reads. */
export interface PanelFigures {
  readonly tokens: number;
  /** Milliseconds until another head's attention is there, whose layer is another one each time. */
  readonly heads: readonly number[];
  /** Milliseconds until the mean of all heads is there. */
  readonly mean: readonly number[];
  /** Milliseconds that the vectors of all layers take after the model's run. */
  readonly vectors: readonly number[];
  /** Bytes of the largest answer, as it goes from process to process. */
  readonly largest: number;
}

/** What the panel asks for, computed in this process. @param folder - Of the model. */
export async function measurePanel(
  folder: string,
  { prose }: Texts,
  { threads, cacheFolder }: { readonly threads: number; readonly cacheFolder: string },
): Promise<PanelFigures> {
  const model = await createOnnxModel(folder, { threads, cacheFolder, precision: "auto" });
  try {
    const text = prose.join(" ").slice(0, CHARACTERS);
    const { tokens } = readFirstWindow(model, { text });
    const kept = new KeptMaps().over(model, true);
    const { layers, heads } = model.info;
    const results: object[] = [await computeAttention(kept, { text })];
    results.push(await sketchHeads(kept, { text }), await computeRollout(kept, { text, token: 1 }));
    const found = { heads: [] as number[], mean: [] as number[], vectors: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const asked = { text, layer: round % layers, head: round % heads };
      found.heads.push(await time(() => computeAttention(kept, asked)));
      found.mean.push(await time(() => computeAttention(kept, { text, heads: "mean" })));
    }
    await model.run({ inputs: [toInput({ tokens })], hidden: [layers] });
    for (let round = 0; round < ROUNDS; round += 1) {
      const { timed, readEnd } = timeEnd(model);
      results[3] = await computeVectors(timed, { text });
      found.vectors.push(performance.now() - readEnd());
    }
    return { tokens: tokens.length, ...found, largest: Math.max(...results.map((result) => serialize(result).length)) };
  } finally {
    await model.dispose();
  }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The same model; says when its last run ended. */
function timeEnd(model: Model): { readonly timed: Model; readonly readEnd: () => number } {
  let end = NaN;
  const run: Model["run"] = async (request) => {
    const output = await model.run(request);
    end = performance.now();
    return output;
  };
  return { timed: { info: model.info, tokenizer: model.tokenizer, run }, readEnd: () => end };
}
