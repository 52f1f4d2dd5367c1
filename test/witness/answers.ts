import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findFolder, openTensors } from "./openTensors";

/** A text or pair as the reference tokenizer reads it. */
export interface WitnessEncoding {
  readonly text: string;
  readonly pair: string | null;
  readonly ids: readonly number[];
  readonly segments: readonly number[];
  /** UTF-16 units; `null` for a token that the tokenizer added. */
  readonly spans: readonly (readonly [start: number, end: number] | null)[];
}

export interface WitnessCase extends WitnessEncoding {
  readonly name: string;
  /** The rows whose MLM logits are kept. */
  readonly positions: readonly number[];
  /** The pieces of the word that is masked; absent where none is. */
  readonly masked?: readonly number[];
  /** Ranges of the words that are hidden one after the other; absent where none are. */
  readonly occluded?: readonly (readonly [start: number, end: number])[];
}

/** What a page of BertViz holds. */
export interface WitnessView {
  readonly case: number;
  readonly view: "head_view" | "model_view";
  readonly filters: readonly {
    readonly name: string | null;
    /** [L, N, rows, columns] */
    readonly attn: readonly (readonly (readonly (readonly number[])[])[])[];
    readonly left_text: readonly string[];
    readonly right_text: readonly string[];
  }[];
}

/** What transformers' collator for masked language modelling made of texts. */
export interface WitnessCollated {
  /** Over many rounds: pieces that are no special tokens, those chosen, special tokens chosen, and what became of the chosen. */
  readonly counts: Readonly<Record<"pieces" | "chosen" | "special" | "mask" | "keep" | "random", number>>;
  readonly examples: readonly {
    readonly case: number;
    readonly ids: readonly number[];
    readonly positions: readonly number[];
    /** P of the pieces that stood there. */
    readonly probabilities: readonly number[];
    readonly loss: number;
  }[];
}

/** What `write_answers.py` wrote; it says what each part is. */
export interface Answers {
  /** By package. */
  readonly versions: Readonly<Record<string, string>>;
  /** The folder of the published checkpoint. */
  readonly published: string;
  /** Folders of the same weights with seeded readouts. */
  readonly pretraining: string;
  readonly classifier: string;
  readonly layers: number;
  readonly heads: number;
  readonly cases: readonly WitnessCase[];
  /** What the second text of each pair is compared with. */
  readonly compared: readonly string[];
  readonly encodings: readonly WitnessEncoding[];
  /** For each row of each case. */
  readonly top: readonly (readonly {
    readonly ids: readonly number[];
    readonly logProbabilities: readonly number[];
  }[])[];
  /** The cases in the rows of the tensor `sentences`. */
  readonly sentences: readonly number[];
  /** The rows and the columns of the tensor `similar/cosines`. */
  readonly similar: { readonly questions: readonly string[]; readonly sentences: readonly string[] };
  readonly shares: readonly {
    readonly case: number;
    readonly layer: number;
    readonly share: number;
    readonly gap: number;
  }[];
  readonly views: readonly WitnessView[];
  readonly collated: WitnessCollated;
  /** @throws {Error} if there is no such tensor. */
  readonly readTensor: (name: string) => Float32Array;
}

const folder = findFolder();

export const ANSWERS: Answers = {
  ...(JSON.parse(readFileSync(join(folder, "answers.json"), "utf8")) as Answers),
  pretraining: join(folder, "pretraining"),
  classifier: join(folder, "classifier"),
  readTensor: await openTensors(join(folder, "answers.safetensors")),
};
