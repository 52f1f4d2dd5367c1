/** Files of weights in one form. */
interface WeightForm {
  readonly single: string;
  /** Says which shard holds which tensor. */
  readonly index: string;
  readonly shard: RegExp;
}

/** The forms of weights that models on the hub have and Cloze reads; of several the first is taken. */
const WEIGHT_FORMS: readonly WeightForm[] = [
  {
    single: "model.safetensors",
    index: "model.safetensors.index.json",
    shard: /^model-\d{5}-of-\d{5}\.safetensors$/,
  },
  {
    single: "pytorch_model.bin",
    index: "pytorch_model.bin.index.json",
    shard: /^pytorch_model-\d{5}-of-\d{5}\.bin$/,
  },
];

/** What Cloze reads, in words. */
export const READ_FORMS = "model.safetensors and pytorch_model.bin";

/** Of the names of a model's files, those of its weights: one file, or an index and its shards; empty if it has none. */
export function selectWeights(names: readonly string[]): readonly string[] {
  for (const { single, index, shard } of WEIGHT_FORMS) {
    if (names.includes(single)) return [single];
    if (names.includes(index)) return [index, ...names.filter((name) => shard.test(name))];
  }
  return [];
}
