import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { listServedOutputs } from "../../graph/buildServedGraph";
import type { Model, ModelInput, ModelOutput, ModelRequest } from "../../tasks/model/model";
import { type ServedHead, servedHeadSchema } from "../../tasks/schemas/servedHeadSchema";
import { quote } from "../../wording/quote";
import { ElsewhereError } from "./elsewhereError";
import type { DescribedTensor, ServedMetadata } from "./inferenceServer";

/** Tokens of a sequence of the trial, and sequences: enough numbers for two models not to agree by chance. */
const TRIAL = { tokens: 12, sequences: 8 };
/**
 * Largest difference in the trial, as a share of the answers' size. Of cloze-small, what was exported in int8 differed by
 * 0.011 to 0.022 and in fp16 by 0.0006 at most (ONNX Runtime 1.32, three random sequences).
 */
const MOST_DIFFERENCE = 0.1;

/**
 * The readouts of a checkpoint that a server's model may be, as far as its description says.
 *
 * @throws {ElsewhereError} `unfit`, if it is none of them.
 */
export function listServable(checkpoint: Checkpoint, { inputs, outputs }: ServedMetadata): readonly ServedHead[] {
  const names = ["input_ids", "attention_mask", ...(checkpoint.config.segments === 0 ? [] : ["token_type_ids"])];
  const isRead = ({ name, datatype, shape }: DescribedTensor) =>
    names.includes(name) && datatype === "INT64" && shape.length === 2 && shape.every((size) => size === -1);
  if (inputs.length !== names.length || !inputs.every(isRead)) {
    throw new ElsewhereError(
      "unfit",
      l10n.t("has a model whose inputs are {0}, expected {1}, each INT64 [-1, -1]", list(inputs), names.join(", ")),
    );
  }
  const heads = servedHeadSchema.options.filter((head) => checkpoint.readouts[head].present);
  const found = heads.filter((head) =>
    listServedOutputs(checkpoint, head).every(({ name, shape }) => {
      const output = outputs.find((each) => each.name === name);
      const sizes = shape.map((size) => (typeof size === "number" ? size : -1));
      return (
        output?.datatype === "FP32" &&
        output.shape.length === sizes.length &&
        sizes.every((size, i) => size === output.shape[i])
      );
    }),
  );
  if (found.length > 0) return found;
  const expected = heads.flatMap((head) =>
    listServedOutputs(checkpoint, head).map(({ name, shape }) => `${name} [${shape.join(", ")}] (${head})`),
  );
  throw new ElsewhereError(
    "unfit",
    l10n.t("has a model whose outputs are {0}, expected {1}", list(outputs), expected.join(l10n.t(" or "))),
  );
}

function list(tensors: readonly DescribedTensor[]): string {
  return (
    tensors.map(({ name, datatype, shape }) => `${quote(name)} ${datatype} [${shape.join(", ")}]`).join(", ") ||
    l10n.t("none")
  );
}

/** Whether both answer the same about sequences that are nobody's text. */
export async function agree(
  checkpoint: Checkpoint,
  head: ServedHead,
  [here, there]: readonly [Model["run"], Model["run"]],
): Promise<boolean> {
  const request = buildTrial(checkpoint, head);
  const [expected, found] = await Promise.all([here(request), there(request)]).then((outputs) =>
    outputs.map(listNumbers),
  );
  let difference = 0;
  let size = 0;
  expected?.forEach((value, i) => {
    difference += (value - (found?.[i] ?? NaN)) ** 2;
    size += value ** 2;
  });
  return Math.sqrt(difference / size) <= MOST_DIFFERENCE;
}

function buildTrial({ config }: Checkpoint, head: ServedHead): ModelRequest {
  const tokens = Math.min(TRIAL.tokens, config.maxTokens);
  const inputs: readonly ModelInput[] = Array.from({ length: TRIAL.sequences }, (_, b) => {
    // Drawn evenly from the vocabulary.
    const ids = Array.from({ length: tokens }, (_, t) =>
      Math.floor(((t * TRIAL.sequences + b) * config.embeddingRows) / (tokens * TRIAL.sequences)),
    );
    return { ids, segments: ids.map(() => 0) };
  });
  return head === "mlm"
    ? { inputs: inputs.slice(0, 1), mlm: [{ input: 0, position: tokens - 1 }] }
    : { inputs, [head]: true };
}

function listNumbers({ mlm, nsp, classifier, tags, answers }: ModelOutput): readonly number[] {
  return [mlm, nsp, classifier, tags, answers].flatMap((rows) => (rows ?? []).flatMap((row) => [...row]));
}
