import * as l10n from "@vscode/l10n";
import { describeOtherForm, selectWeights } from "../weightForms";
import type { HubFile } from "./hubModel";

/** Small files that Cloze reads where they are there. */
const OPTIONAL = ["tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"];
/** How sentence-transformers makes a vector of a text; of use with the first of them alone. */
const VECTORS = [
  "modules.json",
  "1_Pooling/config.json",
  "sentence_bert_config.json",
  "config_sentence_transformers.json",
];

export interface Selection {
  readonly files: readonly HubFile[];
  /** What there is not; see `HubModel.lack`. */
  readonly lack: string | undefined;
}

/** Of a model's files those that Cloze reads: what it needs, the vocabulary once, and the weights once. */
export function selectFiles(all: readonly HubFile[]): Selection {
  const find = (name: string) => all.filter((file) => file.name === name);
  const pairs = [find("vocab.json"), find("merges.txt")];
  const bytes = pairs.every(({ length }) => length > 0) ? pairs.flat() : [];
  const vocabulary = [find("tokenizer.json"), find("vocab.txt"), bytes].find(({ length }) => length > 0) ?? [];
  const weights = selectWeights(all.map(({ name }) => name)).flatMap(find);
  const vectors = find("modules.json").length === 0 ? [] : VECTORS.flatMap(find);
  const files = [...find("config.json"), ...OPTIONAL.flatMap(find), ...vectors, ...vocabulary, ...weights];
  return { files, lack: findLack(all, { vocabulary, weights, config: find("config.json") }) };
}

function findLack(
  all: readonly HubFile[],
  { config, vocabulary, weights }: Readonly<Record<"config" | "vocabulary" | "weights", readonly HubFile[]>>,
): string | undefined {
  if (config.length === 0) return l10n.t("it has no config.json");
  if (vocabulary.length === 0)
    return l10n.t("it has no tokenizer.json, no vocab.txt, and no vocab.json with merges.txt");
  if (weights.length > 0) return undefined;
  const other = all.find(({ name }) => /\.(?:bin|pt|h5|onnx|msgpack)$/.test(name));
  return other === undefined ? l10n.t("it has no weights") : describeOtherForm(other.name);
}
