import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { checkWhole } from "../model/checkWhole";
import type { Model, ModelInfo, ModelInput } from "../model/model";
import { TaskError } from "../model/taskError";
import type { PartRead } from "../schemas/partReadSchema";
import { type TokenPooling, tokenPoolingSchema } from "../schemas/tokenPoolingSchema";
import { toInput } from "../sequences/toInput";
import type { EmbeddingsParams, EmbeddingsResult } from "./embeddingsRequest";
import { poolTokens } from "./poolTokens";

/** How texts become vectors. */
export interface EmbeddingPlan {
  readonly layer: number;
  readonly pooling: TokenPooling;
  readonly by: EmbeddingsResult["by"];
  readonly normalize: boolean;
  readonly maxTokens: number;
}

/** What to ask a model to learn the vector of one text, alone or together with others. */
export interface EmbeddingQuestion {
  /** The text; in windows, if it is over the limit and all of it is read. */
  readonly inputs: readonly ModelInput[];
  /** Set for a text over the limit. */
  readonly read: PartRead | undefined;
  /** [H] of the states, [T, H], of one of `inputs`. */
  readonly pool: (states: Float32Array) => readonly number[];
  /** The vector of the text, from what `pool` gave for each of `inputs`. */
  readonly join: (pooled: readonly (readonly number[])[]) => Float32Array;
}

/** @throws {TaskError} `bad-option` for a layer that the model does not have, or an unknown pooling. */
export function planEmbedding(
  info: ModelInfo,
  { layer, pooling = "auto", normalize }: Pick<EmbeddingsParams, "layer" | "pooling" | "normalize">,
): EmbeddingPlan {
  const choices = ["auto", ...tokenPoolingSchema.options];
  if (!choices.includes(pooling)) {
    throw new TaskError(
      "bad-option",
      l10n.t("pooling is {0}, expected one of {1}", quote(pooling), choices.join(", ")),
    );
  }
  const read = checkWhole("layer", layer ?? info.layers, 0, info.layers);
  const own = info.pooling;
  if (pooling === "auto" && own !== undefined) {
    const { tokens, maxTokens } = own;
    return { layer: read, pooling: tokens, by: "files", normalize: normalize ?? own.normalize, maxTokens };
  }
  const [tokens, by] = pooling === "auto" ? (["mean", "default"] as const) : ([pooling, "request"] as const);
  return { layer: read, pooling: tokens, by, normalize: normalize ?? false, maxTokens: info.maxTokens };
}

export function buildEmbeddingQuestion(
  { info: { hiddenSize }, tokenizer }: Pick<Model, "info" | "tokenizer">,
  text: string,
  plan: EmbeddingPlan,
): EmbeddingQuestion {
  const { inputs, read } = plan.by === "files" ? readBeginning(tokenizer, text, plan) : readAll(tokenizer, text, plan);
  const total = inputs.reduce((sum, { ids }) => sum + ids.length, 0);
  return {
    inputs,
    read,
    pool: (states) => poolTokens(states, hiddenSize, plan.pooling),
    join(pooled) {
      const mean = new Float64Array(hiddenSize);
      for (const [i, window] of pooled.entries()) {
        const share = (inputs[i]?.ids.length ?? NaN) / total;
        for (const [h, value] of window.entries()) mean[h] = (mean[h] ?? NaN) + share * value;
      }
      return Float32Array.from(plan.normalize ? normalize(mean) : mean);
    },
  };
}

type Read = Pick<EmbeddingQuestion, "inputs" | "read">;

function readAll(tokenizer: Model["tokenizer"], text: string, { maxTokens }: EmbeddingPlan): Read {
  const inputs = tokenizer.encodeWindows(text, { maxTokens }).map(toInput);
  const read = { windows: inputs.length, span: { start: 0, end: text.length } };
  return { inputs, read: inputs.length > 1 ? read : undefined };
}

/** As sentence-transformers does: the first tokens, wherever that cuts, and the token that ends every text. */
function readBeginning(tokenizer: Model["tokenizer"], text: string, { maxTokens }: EmbeddingPlan): Read {
  const { tokens } = tokenizer.encode(text);
  if (tokens.length <= maxTokens) return { inputs: [toInput({ tokens })], read: undefined };
  const kept = tokens.slice(0, maxTokens - 1);
  const span = { start: 0, end: kept.at(-1)?.span.end ?? 0 };
  return { inputs: [toInput({ tokens: [...kept, ...tokens.slice(-1)] })], read: { windows: 1, span } };
}

/** Source: torch.nn.functional.normalize, whose shortest length is 1e-12. */
function normalize(vector: Float64Array): Float64Array {
  const length = Math.max(1e-12, Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)));
  return vector.map((value) => value / length);
}
