import * as l10n from "@vscode/l10n";
import type { Checkpoint, ReadoutName } from "../checkpoint/checkpoint";
import { nameReadout } from "../checkpoint/nameReadout";
import { GraphError } from "./graphError";

/** What a graph computes. It holds nothing else, because ONNX Runtime runs everything that is in a graph. */
export interface Wanted {
  readonly mlm?: boolean;
  readonly nsp?: boolean;
  readonly classifier?: boolean;
  /** Where the answer to a question starts and ends, at each token. */
  readonly answers?: boolean;
  /** The labels of each token. */
  readonly tags?: boolean;
  /** The MLM readout's logits of some pieces alone. */
  readonly candidates?: boolean;
  /** The readout for words too many and missing. */
  readonly actions?: boolean;
  /** Layers whose hidden states are wanted, each once: 0 is the embeddings' output, l the output of layer l (1..L). */
  readonly hidden?: readonly number[];
  /** Layers whose attention probabilities are wanted, each once: 0..L-1. */
  readonly attention?: readonly number[];
  /** Layers of whose hidden states the inner products are wanted, each once: 0..L, as in `hidden`. */
  readonly products?: readonly number[];
  /** Layers whose queries and keys are wanted, each once: 0..L-1. */
  readonly queries?: readonly number[];
  /** Whether sequences of one batch may differ in length. */
  readonly padding?: boolean;
  /** Whether the readouts read states that are given, {@link STATES_INPUT}, of whatever layer, and nothing is encoded. */
  readonly states?: boolean;
}

export const READOUTS = ["mlm", "nsp", "classifier", "answers", "tags"] as const;
export const SLIPS = ["candidates", "actions"] as const;

/** The readout that each part of a graph belongs to. */
const READOUT_OF: Readonly<Record<(typeof READOUTS)[number] | (typeof SLIPS)[number], ReadoutName>> = {
  mlm: "mlm",
  nsp: "nsp",
  classifier: "classifier",
  answers: "answers",
  tags: "tags",
  candidates: "mlm",
  actions: "slips",
};

/** True if one of these parts is wanted. */
export function isAny(wanted: Wanted, parts: readonly (keyof typeof READOUT_OF)[]): boolean {
  return parts.some((part) => wanted[part] === true);
}

/** @throws {GraphError} `no-readout` or `bad-request`. */
export function checkWanted(checkpoint: Checkpoint, wanted: Wanted): void {
  for (const part of [...READOUTS, ...SLIPS]) {
    const readout = READOUT_OF[part];
    const state = checkpoint.readouts[readout];
    if (wanted[part] === true && !state.present) {
      throw new GraphError(
        "no-readout",
        l10n.t("{0} has no {1}: {2}", checkpoint.folder, nameReadout(readout), state.reason),
      );
    }
  }
  /* eslint-disable language/untranslated -- faults of the program from here on */
  const { layers } = checkpoint.config;
  const { hidden = [], attention = [], products = [], queries = [] } = wanted;
  checkLayers("hidden states of layer", hidden, layers);
  checkLayers("products of layer", products, layers);
  checkLayers("attention of layer", attention, layers - 1);
  checkLayers("queries of layer", queries, layers - 1);
  if (wanted.padding === true && products.length > 0) throw new GraphError("bad-request", "products with padding");
  const isEmpty =
    [hidden, attention, products, queries].every((asked) => asked.length === 0) &&
    !isAny(wanted, [...READOUTS, ...SLIPS]);
  if (isEmpty) throw new GraphError("bad-request", "nothing is wanted, expected a readout, a layer or attention");
}

function checkLayers(what: string, asked: readonly number[], max: number): void {
  for (const layer of asked) {
    if (Number.isInteger(layer) && layer >= 0 && layer <= max) continue;
    throw new GraphError("bad-request", `${what} ${layer}, expected a layer from 0 to ${max}`);
  }
  if (new Set(asked).size === asked.length) return;
  throw new GraphError("bad-request", `${what}s ${asked.join(", ")}, expected each once`);
}
