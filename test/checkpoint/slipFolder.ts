import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Packed } from "../graph/golden";
import { type Change, createFolder, GOLDEN } from "./checkpointFolder";
import type { FileTensor } from "./safetensorsFile";

/** test/golden/tiny-slips.json, which test/oracle/make_bert_goldens.py wrote. */
export interface SlipGolden {
  readonly actions: readonly string[];
  /** [A, H] and [A] of the readout for words too many and missing. */
  readonly weight: Packed;
  readonly bias: Packed;
  /** Answers for the cases of these names in tiny-bert.json. */
  readonly cases: readonly SlipCase[];
}

export interface SlipCase {
  readonly name: string;
  readonly candidates: readonly { readonly position: number; readonly pieces: readonly number[] }[];
  /** Of all candidates, one after the other. */
  readonly logits: Packed;
  /** [T, A] */
  readonly actions: Packed;
}

export const SLIP_GOLDEN = JSON.parse(readFileSync(join(GOLDEN, "tiny-slips.json"), "utf8")) as SlipGolden;

/** The tiny BERT with a readout for words too many and missing; `change` is made to that. */
export function createSlipFolder({ config, tensors = (all) => all, ...change }: Change = {}): string {
  return createFolder({
    config: { cloze_slips: SLIP_GOLDEN.actions, ...config },
    tensors: (all) => tensors(addSlips(all)),
    ...change,
  });
}

export function addSlips(tensors: readonly FileTensor[]): readonly FileTensor[] {
  const { actions, weight, bias } = SLIP_GOLDEN;
  const bytes = ({ base64 }: Packed) => new Uint8Array(Buffer.from(base64, "base64"));
  const [A, H] = [actions.length, weight.size / actions.length];
  return [
    ...tensors,
    { name: "slips.weight", dtype: "F32", shape: [A, H], bytes: bytes(weight) },
    { name: "slips.bias", dtype: "F32", shape: [A], bytes: bytes(bias) },
  ];
}
