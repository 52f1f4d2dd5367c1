import * as l10n from "@vscode/l10n";
import type { JsonFields } from "../files/jsonFields";
import { readPairSeparators } from "./readPairSeparators";
import { readPieces } from "./readPieces";
import { listSteps, readStep, unsupported } from "./tokenizerStep";

/** Byte-level BPE, as files describe it. */
export interface ByteFile {
  readonly kind: "bytes";
  readonly pieces: readonly string[];
  /** Two pieces with a space between them. */
  readonly merges: readonly string[];
  readonly addPrefixSpace: boolean;
  readonly trimOffsets: boolean;
  readonly keepsFirstSpace: boolean;
  readonly pairSeparators?: 1 | 2;
}

/** Settings of the model that change how words are cut, and the values that do not. */
const PLAIN: Readonly<Record<string, readonly unknown[]>> = {
  dropout: [undefined, 0],
  continuing_subword_prefix: [undefined, ""],
  end_of_word_suffix: [undefined, ""],
  byte_fallback: [undefined, false],
  ignore_merges: [undefined, false],
};

/**
 * The byte-level BPE of a tokenizer.json.
 *
 * @throws {CheckpointError} `unsupported` for BPE of another kind; `bad-vocabulary`.
 * Source: huggingface/tokenizers v0.23, models/bpe/serialization.rs, pre_tokenizers/byte_level.rs, processors/roberta.rs.
 */
export function readByteJson(fields: JsonFields): ByteFile {
  const model = fields.object("model");
  for (const [name, values] of Object.entries(PLAIN)) {
    const found = model.find(name);
    if (!values.includes(found))
      throw unsupported(model, name, found, l10n.t("none: Cloze reads byte-level BPE as RoBERTa has it"));
  }
  const [normalizer] = listSteps(fields, "normalizer", "normalizers");
  if (normalizer !== undefined) {
    throw unsupported(
      fields,
      "normalizer",
      normalizer.find("type"),
      l10n.t("none, as byte-level BPE of RoBERTa has it"),
    );
  }
  const split = readStep(fields, "pre_tokenizer", "pretokenizers");
  if (split?.find("type") !== "ByteLevel") {
    throw unsupported(
      fields,
      "pre_tokenizer",
      split?.find("type"),
      l10n.t("ByteLevel: Cloze reads BPE of bytes alone"),
    );
  }
  if (split.findFlag("use_regex") === false) {
    // eslint-disable-next-line language/untranslated -- a name in the file
    throw unsupported(fields, "pre_tokenizer: use_regex", false, l10n.t("true: words are cut as GPT-2 does"));
  }
  const trims = listSteps(fields, "post_processor", "processors").filter(
    (step) => step.find("type") === "RobertaProcessing" || step.find("type") === "ByteLevel",
  );
  const trimming = trims.find((step) => step.findFlag("trim_offsets") ?? true);
  return {
    kind: "bytes",
    pieces: readPieces(fields.where, model.object("vocab")),
    merges: model.list("merges").map((entry) => readMerge(model, entry)),
    addPrefixSpace: split.findFlag("add_prefix_space") ?? true,
    trimOffsets: trimming !== undefined,
    keepsFirstSpace: trimming?.findFlag("add_prefix_space") ?? true,
    ...readPairSeparators(fields),
  };
}

/** Newer files give a pair as a list, older ones as a text. */
function readMerge(model: JsonFields, entry: unknown): string {
  const isPair = Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === "string");
  if (isPair) return entry.join(" ");
  return typeof entry === "string" ? entry : model.refuse("merges", l10n.t("pairs of pieces"));
}
