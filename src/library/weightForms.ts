import * as l10n from "@vscode/l10n";
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

/** What is said of a model whose weights are in a file of another form: a sentence without a full stop. */
export function describeOtherForm(file: string): string {
  return l10n.t("its weights are in {0}, and Cloze reads model.safetensors and pytorch_model.bin", file);
}

/** Of the names of a model's files, those of its weights: one file, or an index and its shards; empty if it has none. */
export function selectWeights(names: readonly string[]): readonly string[] {
  for (const { single, index, shard } of WEIGHT_FORMS) {
    if (names.includes(single)) return [single];
    if (names.includes(index)) return [index, ...names.filter((name) => shard.test(name))];
  }
  return [];
}
