import * as l10n from "@vscode/l10n";
import type { NormalizerStep } from "../../tokenizer/tokenizerSpec";
import { CheckpointError } from "../files/checkpointError";
import type { JsonFields } from "../files/jsonFields";
import { MAX_PIECES } from "./listDeclared";
import { readPairSeparators } from "./readPairSeparators";
import { listSteps, unsupported } from "./tokenizerStep";

/** A Unigram tokenizer, as its file describes it. */
export interface UnigramFile {
  readonly kind: "unigram";
  readonly pieces: readonly string[];
  readonly scores: readonly number[];
  /** The piece for what is none. */
  readonly unk: string;
  readonly normalizers: readonly NormalizerStep[];
  readonly splitsAtSpaces: boolean;
  readonly prepend: "always" | "first" | "never";
  readonly pairSeparators?: 1 | 2;
}

const MARK = "\u2581"; // ▁

/**
 * The Unigram of a tokenizer.json.
 *
 * @throws {CheckpointError} `unsupported` for a normalizer or pre-tokenizer that is not known; `bad-vocabulary`.
 * Source: huggingface/tokenizers v0.23, models/unigram/serialization.rs, normalizers/unicode.rs, normalizers/strip.rs, pre_tokenizers/metaspace.rs, normalizers/precompiled.rs.
 */
export function readUnigramJson(fields: JsonFields): UnigramFile {
  const model = fields.object("model");
  if (model.findFlag("byte_fallback") === true) {
    throw unsupported(model, "byte_fallback", true, l10n.t("false: Cloze reads unknown characters as one piece"));
  }
  const entries = model.list("vocab");
  if (entries.length > MAX_PIECES) {
    throw new CheckpointError(
      "too-large",
      l10n.t("{0}: {1} pieces, expected at most {2}", fields.where, entries.length, MAX_PIECES),
    );
  }
  const vocabulary = entries.map((entry) => {
    const [piece, score] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    if (typeof piece === "string" && typeof score === "number" && Number.isFinite(score)) return { piece, score };
    return model.refuse("vocab", l10n.t("pairs of a piece and the logarithm of its probability"));
  });
  const pieces = vocabulary.map(({ piece }) => piece);
  return {
    kind: "unigram",
    pieces,
    scores: vocabulary.map(({ score }) => score),
    unk: pieces[model.integer("unk_id", { min: 0, max: pieces.length - 1 })] ?? "",
    normalizers: listSteps(fields, "normalizer", "normalizers").map((step) => readNormalizer(fields, step)),
    ...readSplit(fields),
    ...readPairSeparators(fields),
  };
}

const PLAIN_STEPS = new Map<unknown, "nfkd" | "strip-accents" | "lowercase">([
  ["NFKD", "nfkd"],
  ["StripAccents", "strip-accents"],
  ["Lowercase", "lowercase"],
]);

function readNormalizer(fields: JsonFields, step: JsonFields): NormalizerStep {
  const type = step.find("type");
  if (type === "Precompiled") return { kind: "charsmap", map: step.text("precompiled_charsmap") };
  if (type === "Replace") {
    const pattern = step.object("pattern");
    if (pattern.find("Regex") === " {2,}" && step.text("content") === " ") return { kind: "spaces" };
    if (pattern.find("String") !== undefined) {
      return { kind: "replace", from: pattern.text("String"), to: step.text("content") };
    }
    throw unsupported(
      fields,
      // eslint-disable-next-line language/untranslated -- a name in the file
      "normalizer: Replace",
      pattern.find("Regex"),
      l10n.t('a text, or " {2,}" by one space'),
    );
  }
  const plain = PLAIN_STEPS.get(type);
  if (plain !== undefined) return { kind: plain };
  throw unsupported(fields, "normalizer", type, l10n.t("Precompiled, Replace, NFKD, StripAccents or Lowercase"));
}

function readSplit(fields: JsonFields): Pick<UnigramFile, "splitsAtSpaces" | "prepend"> {
  const steps = listSteps(fields, "pre_tokenizer", "pretokenizers");
  const types = steps.map((step) => step.find("type"));
  const metaspace = steps.at(-1);
  const isKnown = types.length === 1 || (types.length === 2 && types[0] === "WhitespaceSplit");
  if (metaspace?.find("type") !== "Metaspace" || !isKnown) {
    throw unsupported(
      fields,
      "pre_tokenizer",
      types.join(", ") || undefined,
      l10n.t("Metaspace, or WhitespaceSplit and Metaspace"),
    );
  }
  if (metaspace.find("replacement") !== MARK) {
    // eslint-disable-next-line language/untranslated -- a name in the file
    throw unsupported(fields, "pre_tokenizer: replacement", metaspace.find("replacement"), `"${MARK}"`);
  }
  if (metaspace.findFlag("split") === false) {
    // eslint-disable-next-line language/untranslated -- a name in the file
    throw unsupported(fields, "pre_tokenizer: split", false, l10n.t("true: words are cut before spaces"));
  }
  // Older files have a flag alone.
  const scheme =
    metaspace.find("prepend_scheme") ?? (metaspace.findFlag("add_prefix_space") === false ? "never" : "always");
  if (scheme !== "always" && scheme !== "first" && scheme !== "never") {
    // eslint-disable-next-line language/untranslated -- a name in the file
    throw unsupported(fields, "pre_tokenizer: prepend_scheme", scheme, l10n.t("always, first or never"));
  }
  return { splitsAtSpaces: types.length === 2, prepend: scheme };
}
