import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findFolder, openTensors } from "./openTensors";

/** A text or pair as the reference tokenizer reads it. */
export interface FamilyEncoding {
  readonly text: string;
  readonly pair: string | null;
  readonly ids: readonly number[];
  /** UTF-16 units; `null` for a token that the tokenizer added. */
  readonly spans: readonly (readonly [start: number, end: number] | null)[];
}

/** What `write_family.py` wrote. */
interface FamilyAnswers {
  readonly models: readonly {
    readonly name: string;
    readonly folder: string;
    /** Pieces; the model has more rows. */
    readonly vocabulary: number;
    /** Readouts beyond fills and labels whose logits were written, too; "tags" by a model in a folder of its own. */
    readonly others: readonly string[];
    readonly cases: readonly (FamilyEncoding & { readonly segments: readonly number[] })[];
    readonly encodings: readonly FamilyEncoding[];
  }[];
  readonly readTensor: (name: string) => Float32Array;
}

const folder = findFolder();

export const FAMILY: FamilyAnswers = {
  ...(JSON.parse(readFileSync(join(folder, "family.json"), "utf8")) as FamilyAnswers),
  readTensor: await openTensors(join(folder, "family.safetensors")),
};
