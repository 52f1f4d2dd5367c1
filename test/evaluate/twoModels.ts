import { join } from "node:path";
import { createOnnxModel, type OnnxModel } from "../../src/engine/model/onnxModel";

const CACHE = join(import.meta.dirname, "..", "..", ".cache", "int8");

/** One checkpoint at both precisions; every question is put to both in turn, so that a busy machine slows both. */
export interface TwoModels {
  /** fp32, int8. */
  readonly models: readonly [OnnxModel, OnnxModel];
  /** Milliseconds that each was asked for so far. */
  readonly spentMs: [number, number];
  readonly dispose: () => Promise<void>;
}

export async function createTwoModels(folder: string, threads: number | undefined): Promise<TwoModels> {
  const options = { cacheFolder: CACHE, ...(threads !== undefined && { threads }) };
  const fp32 = await createOnnxModel(folder, options);
  const int8 = await createOnnxModel(folder, { ...options, precision: "int8" });
  return {
    models: [fp32, int8],
    spentMs: [0, 0],
    dispose: async () => {
      await fp32.dispose();
      await int8.dispose();
    },
  };
}

/** Both models' answers. */
export async function askBoth<T>(two: TwoModels, ask: (model: OnnxModel) => Promise<T>): Promise<readonly [T, T]> {
  const answers: T[] = [];
  for (const [index, model] of two.models.entries()) {
    const start = performance.now();
    answers.push(await ask(model));
    two.spentMs[index as 0 | 1] += performance.now() - start;
  }
  return answers as [T, T];
}
