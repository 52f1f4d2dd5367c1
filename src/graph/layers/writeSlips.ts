import { selectMlmBias, SLIPS_NAME, TENSOR_NAMES } from "../../checkpoint/tensors/tensorNames";
import { scaleName } from "../graphWeights";
import type { GraphWriter } from "../onnx/graphWriter";
import { gatherUnscaled, toFloat } from "./gatherTable";
import { writeDense } from "./writeDense";

/** int32 [E] each. */
export interface CandidateInputs {
  readonly pieces: string;
  /** The row of `transformed` whose logit each piece gets. */
  readonly places: string;
}

/**
 * The MLM readout's logits of some pieces alone. It reads their rows of the decoder and no others, so it costs about as
 * much as looking them up.
 *
 * @param transformed - [K, H], what the decoder multiplies.
 * @returns [E]
 */
export function writeCandidates(writer: GraphWriter, transformed: string, { pieces, places }: CandidateInputs): string {
  const names = TENSOR_NAMES[writer.checkpoint.config.architecture];
  const isTied = !writer.checkpoint.tensors.has(names.mlm.decoder);
  const table = isTied ? names.words : names.mlm.decoder;
  const isInteger = writer.findWeight(table)?.type === "int8";
  // An int8 decoder that is not the embedding table is stored transposed.
  const rows = isInteger && !isTied ? gatherColumns(writer, table, pieces) : gatherUnscaled(writer, table, pieces); // [E, H]
  const products = writer.node("Mul", [writer.node("Gather", [transformed, places]), rows]);
  const sums = writer.node("ReduceSum", [products, writer.constant([1])], { attributes: KEEP_NO_AXIS }); // [E]
  const scaled = isInteger ? writer.node("Mul", [sums, gatherScales(writer, table, pieces)]) : sums;
  const bias = writer.weight(selectMlmBias(names, writer.checkpoint.tensors));
  return writer.node("Add", [scaled, writer.node("Gather", [bias, pieces])]);
}

const KEEP_NO_AXIS = { keepdims: { kind: "int", value: 0 } } as const;

/** [H, V] → [E, H] */
function gatherColumns(writer: GraphWriter, table: string, pieces: string): string {
  const columns = writer.node("Gather", [writer.storedWeight(table), pieces], {
    attributes: { axis: { kind: "int", value: 1 } },
  });
  return toFloat(writer, table, writer.node("Transpose", [columns]));
}

/** [E] of scales stored as [V] or [V, 1]. */
function gatherScales(writer: GraphWriter, table: string, pieces: string): string {
  const scales = writer.node("Gather", [writer.storedWeight(scaleName(table)), pieces]);
  return writer.declare(writer.node("Reshape", [scales, writer.constant([-1])]), ["E"]);
}

/** The readout for words too many and missing. @param states - [B·S, H]. @returns [B·S, A] */
export function writeActions(writer: GraphWriter, states: string): string {
  return writeDense(writer, states, SLIPS_NAME);
}
