import * as l10n from "@vscode/l10n";
import type { Token } from "../../tokenizer/encoding";
import { type Model, ModelError, type ModelInput } from "../model/model";
import { selectPrecision } from "../model/selectPrecision";
import { softmax } from "../model/softmax";
import { cutStrides } from "../sequences/cutStrides";
import { joinSegments } from "../sequences/joinSegments";
import { readSegment } from "../sequences/readSegment";
import { toInput } from "../sequences/toInput";
import { joinTags, type LabelledToken } from "./joinTags";
import { mergeWindows } from "./mergeWindows";
import type { Tag, TagParams, TagResult } from "./tagRequest";

/** Tokens that two windows of a long text share, so that a name at the end of one stands whole in the next. */
const SHARED = 128;
/** A model that finds names of people, places and organizations. */
const KNOWN = "dslim/bert-base-NER";
/** Texts that are asked about at once: progress is told after each such group. */
const GROUP = 64;

interface Window {
  readonly tokens: readonly Token[];
  readonly input: ModelInput;
  /** The text, by its place in the request. */
  readonly of: number;
}

/** @throws {ModelError} `no-readout` if the model labels no tokens. */
export async function tagTexts(
  model: Model,
  { texts }: TagParams,
  report: (done: number, total: number) => void = () => undefined,
): Promise<TagResult> {
  const { info } = model;
  if (!info.has.tags) throw new ModelError("no-readout", describeLack(info));
  const tags: Tag[][] = [];
  for (let from = 0; from < texts.length; from += GROUP) {
    report(from, texts.length);
    const group = texts.slice(from, from + GROUP);
    const windows = group.flatMap((text, of) => listWindows(model, text, of));
    const inputs = windows.map(({ input }) => input);
    const { tags: logits = [] } = inputs.length === 0 ? {} : await model.run({ inputs, tags: true, exact: true });
    const found = group.map((): (readonly Tag[])[] => []);
    for (const [index, { tokens, of }] of windows.entries()) {
      found[of]?.push(joinTags(labelTokens(tokens, logits[index] ?? new Float32Array(), info.tags)));
    }
    tags.push(...found.map((each) => [...mergeWindows(each)]));
  }
  return { tags, precision: selectPrecision(info, { exact: true }) };
}

function describeLack({ name, lacks }: Model["info"]): string {
  const why = lacks?.tags === undefined ? "" : `: ${lacks.tags}`;
  return l10n.t(
    'model "{0}" does not label words{1}. Expected one that learnt to: "cloze model pull {2}" fetches one for --model, and in the editor "Cloze: Choose a Model" does',
    name,
    why,
    KNOWN,
  );
}

/** The windows of a text; none for a text without tokens. */
function listWindows({ tokenizer, info }: Model, text: string, of: number): readonly Window[] {
  const own = readSegment(tokenizer, text, { specials: "none" });
  if (own.length === 0) return [];
  const capacity = info.maxTokens - tokenizer.addedTokens.text;
  const overlap = Math.min(SHARED, Math.floor(capacity / 2));
  return cutStrides(own.length, { capacity, overlap }).map(({ start, end }) => {
    const tokens = own.slice(start, end);
    return { tokens, input: toInput(joinSegments(tokenizer, tokens)), of };
  });
}

/** @param logits - [T, K] of `[CLS] tokens [SEP]`. */
function labelTokens(
  tokens: readonly Token[],
  logits: Float32Array,
  labels: readonly string[],
): readonly LabelledToken[] {
  const K = labels.length;
  return tokens.map(({ span }, index) => {
    const row = logits.subarray((index + 1) * K, (index + 2) * K);
    const probabilities = softmax(row);
    const best = probabilities.reduce((found, each, k) => (each > (probabilities[found] ?? NaN) ? k : found), 0);
    return { span, label: labels[best] ?? "", probability: probabilities[best] ?? NaN };
  });
}
