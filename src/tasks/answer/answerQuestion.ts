import * as l10n from "@vscode/l10n";
import type { Span } from "../../text/spans/span";
import { checkWhole } from "../model/checkWhole";
import { type Model, ModelError } from "../model/model";
import { selectPrecision } from "../model/selectPrecision";
import { TaskError } from "../model/taskError";
import { cutStrides } from "../sequences/cutStrides";
import { joinSegments } from "../sequences/joinSegments";
import { readSegment, type Segment } from "../sequences/readSegment";
import { toInput } from "../sequences/toInput";
import type { Answer, AnswerParams, AnswerResult } from "./answerRequest";
import { scoreSpans } from "./scoreSpans";

/** Tokens of a window, and those that two neighbours share: what models that answer questions were taught with. */
const WINDOW = 384;
const SHARED = 128;
/** Windows that are read at once: progress is told after each such group. */
const GROUP = 8;
/** A model that answers questions, and knows that some have no answer. */
const KNOWN = "deepset/bert-base-cased-squad2";
const DEFAULT_TOP = 5;
const MOST_TOP = 100;
const DEFAULT_TOKENS = 15;
const MOST_TOKENS = 200;

/**
 * Finds where a text answers a question. Each window of the text gives its best stretches, widened to whole words; those
 * of one window that are the same words are added up, and of two windows that share a stretch the surer one counts.
 *
 * @throws {ModelError} `no-readout`; {TaskError} `bad-option` for an empty question, `too-long` for one over half a window.
 * Source: huggingface/transformers v4.57.1, pipelines/question_answering.py. It differs in two points: the same words in
 * another place are another answer, and the probabilities of two windows are not added up.
 */
export async function answerQuestion(
  model: Model,
  request: AnswerParams,
  report: (done: number, total: number) => void = () => undefined,
): Promise<AnswerResult> {
  const { info, tokenizer } = model;
  const top = checkWhole("top", request.top ?? DEFAULT_TOP, 1, MOST_TOP);
  const maxTokens = checkWhole("maxTokens", request.maxTokens ?? DEFAULT_TOKENS, 1, MOST_TOKENS);
  const { apart = false } = request;
  if (!info.has.answers) throw new ModelError("no-readout", describeLack(info));
  const longest = Math.min(info.maxTokens, WINDOW);
  const question = readQuestion(model, request.question, longest);
  const text = readSegment(tokenizer, request.text, { specials: "none" });
  const capacity = longest - tokenizer.addedTokens.pair - question.length;
  const overlap = Math.min(SHARED, Math.floor(capacity / 2));
  const windows = cutStrides(text.length, { capacity, overlap });
  const words = listWords(text);
  const found = new Map<string, Answer>();
  let none = Infinity;
  const most = apart ? Infinity : 2 * top + 10;
  for (let from = 0; from < windows.length; from += GROUP) {
    report(from, windows.length);
    const group = windows.slice(from, from + GROUP);
    const inputs = group.map(({ start, end }) => toInput(joinSegments(tokenizer, question, text.slice(start, end))));
    const { answers: logits = [] } = await model.run({ inputs, answers: true, exact: true });
    for (const [index, { start, end }] of group.entries()) {
      // Behind the text stands one of the special tokens.
      const at = question.length + tokenizer.addedTokens.pair - 1;
      const options = { text: { start: at, end: at + end - start }, maxTokens, most };
      const scores = scoreSpans(logits[index] ?? new Float32Array(), options);
      none = Math.min(none, scores.none);
      const placed = scores.spans.map(({ first, last, probability }) => ({
        span: { start: words[start + first - at]?.start ?? NaN, end: words[start + last - at]?.end ?? NaN },
        probability,
      }));
      keepBest(found, selectApart(addUp(placed), apart ? 2 * top : Infinity));
    }
  }
  const ranked = [...found.values()].sort((a, b) => b.probability - a.probability || a.span.start - b.span.start);
  const chosen = apart ? selectApart(ranked, top) : ranked.slice(0, top);
  return {
    answers: [...chosen],
    none,
    precision: selectPrecision(info, { exact: true }),
    ...(windows.length > 1 && { read: { windows: windows.length, span: { start: 0, end: request.text.length } } }),
  };
}

function describeLack({ name, lacks }: Model["info"]): string {
  const why = lacks?.answers === undefined ? "" : `: ${lacks.answers}`;
  return l10n.t(
    'model "{0}" does not answer questions{1}. Expected one that learnt to: "cloze model pull {2}" fetches one for --model, and in the editor "Cloze: Choose a Model" does',
    name,
    why,
    KNOWN,
  );
}

/** The tokens of the question, which must leave half of a window for the text. */
function readQuestion({ tokenizer }: Model, question: string, longest: number): Segment {
  const tokens = readSegment(tokenizer, question, { specials: "none" });
  if (tokens.length === 0)
    throw new TaskError("bad-option", l10n.t("the question has no words, expected at least one"));
  const most = Math.floor((longest - tokenizer.addedTokens.pair) / 2);
  if (tokens.length <= most) return tokens;
  throw new TaskError(
    "too-long",
    l10n.t("the question has {0} tokens, expected at most {1} for this model", tokens.length, most),
  );
}

/** The span of the whole word that each token is part of. */
function listWords(text: Segment): readonly Span[] {
  const spans: Span[] = [];
  for (let from = 0, to = 0; from < text.length; from = to) {
    const { word } = text[from] ?? {};
    while (to < text.length && (to === from || (word !== undefined && text[to]?.word === word))) to += 1;
    const span = { start: text[from]?.span.start ?? 0, end: text[to - 1]?.span.end ?? 0 };
    for (let token = from; token < to; token += 1) spans.push(span);
  }
  return spans;
}

/** Answers of one window, the same words once. @returns The likeliest first. */
function addUp(answers: readonly Answer[]): readonly Answer[] {
  const sums = new Map<string, Answer>();
  for (const answer of answers) {
    const probability = (sums.get(nameSpan(answer))?.probability ?? 0) + answer.probability;
    sums.set(nameSpan(answer), { ...answer, probability });
  }
  return [...sums.values()].sort((a, b) => b.probability - a.probability || a.span.start - b.span.start);
}

/** The best answers of which none overlaps a better one. @param most - Default: all answers, overlapping or not. */
function selectApart(answers: readonly Answer[], most: number): readonly Answer[] {
  if (most === Infinity) return answers;
  const chosen: Answer[] = [];
  for (const answer of answers) {
    if (chosen.length === most) break;
    const { start, end } = answer.span;
    if (!chosen.some(({ span }) => span.start < end && start < span.end)) chosen.push(answer);
  }
  return chosen;
}

function keepBest(found: Map<string, Answer>, answers: readonly Answer[]): void {
  for (const answer of answers) {
    const before = found.get(nameSpan(answer));
    if (before === undefined || before.probability < answer.probability) found.set(nameSpan(answer), answer);
  }
}

function nameSpan({ span }: Answer): string {
  return `${span.start}-${span.end}`;
}
