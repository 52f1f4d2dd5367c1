import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { CheckpointError } from "../files/checkpointError";
import type { JsonFields } from "../files/jsonFields";

/** Classes of huggingface/transformers that read a vocab.txt as BERT does, without "Fast" at the end. */
const CLASSES = new Set(
  // eslint-disable-next-line language/untranslated -- names of classes
  "Bert ConvBert DPRContextEncoder DPRQuestionEncoder DPRReader DistilBert Electra LayoutLM Lxmert MPNet MobileBert RetriBert SqueezeBert"
    .split(" ")
    .map((name) => `${name}Tokenizer`),
);
/** Classes that read a tokenizer.json, or a vocab.json with a merges.txt, as RoBERTa does. */
const BYTE_CLASSES = new Set(["RobertaTokenizer"]);
/** Classes that read a file of SentencePiece, or a tokenizer.json of the same. Cloze reads the second. */
const UNIGRAM_CLASSES = new Set(["XLMRobertaTokenizer", "CamembertTokenizer", "AlbertTokenizer"]);
/** Classes that read tokenizer.json, whatever it describes. */
const GENERIC = new Set(["PreTrainedTokenizer", "TokenizersBackend", "AutoTokenizer"]);

/**
 * Refuses tokenizers that are not known here: their words are cut by other rules, so the model would be given other pieces
 * than it learnt from.
 *
 * @param files - tokenizer_config.json and config.json, which both may name the class.
 * @throws {CheckpointError} `unsupported`, naming the field and its value.
 */
export function refuseTokenizer(files: readonly (JsonFields | undefined)[], hasJson: boolean): void {
  // The first file that names a class decides, as in the reference.
  const named = files.find((fields) => fields?.find("tokenizer_class") !== undefined);
  if (named !== undefined) checkClass(named, named.text("tokenizer_class"), hasJson);
  for (const fields of files) {
    if (fields === undefined) continue;
    // Settings of BertJapaneseTokenizer, in folders that do not name it.
    const words = fields.find("word_tokenizer_type");
    if (words !== undefined && words !== "basic") throw refuse(fields, "word_tokenizer_type", '"basic"');
    const pieces = fields.find("subword_tokenizer_type");
    if (pieces !== undefined && pieces !== "wordpiece") throw refuse(fields, "subword_tokenizer_type", '"wordpiece"');
  }
}

function checkClass(fields: JsonFields, name: string, hasJson: boolean): void {
  const base = name.replace(/Fast$/, "");
  if (CLASSES.has(base) || BYTE_CLASSES.has(base)) return;
  if (!GENERIC.has(base) && !UNIGRAM_CLASSES.has(base))
    throw refuse(
      fields,
      "tokenizer_class",
      l10n.t(
        "one of {0}",
        "BertTokenizer, DistilBertTokenizer, ElectraTokenizer, RobertaTokenizer, XLMRobertaTokenizer, CamembertTokenizer, AlbertTokenizer",
      ),
    );
  if (hasJson) return;
  throw new CheckpointError(
    "missing-file",
    l10n.t(
      "{0}: tokenizer_class is {1}, which reads tokenizer.json: download that file of the same model too",
      fields.where,
      quote(name),
    ),
  );
}

function refuse(fields: JsonFields, field: string, expected: string): CheckpointError {
  return new CheckpointError(
    "unsupported",
    l10n.t(
      "{0}: {1} is {2}, expected {3}: Cloze would cut words in another way and read this model's text wrongly",
      fields.where,
      field,
      quote(fields.find(field)),
      expected,
    ),
  );
}
