import { findSentenceContext } from "../../src/editor/fill/fillContext";
import { packSentences, SentenceList } from "../../src/prose/packedSentences";
import type { OnnxModel } from "../../src/engine/model/onnxModel";
import { fillMask } from "../../src/tasks/fill/fillMask";
import { listSentences } from "../../src/text/sentences/listSentences";
import type { Span } from "../../src/text/spans/span";
import { mean } from "./figures";
import type { FillQuestion } from "./questions";
import { askBoth, type TwoModels } from "./twoModels";

/** Shares of 1, each for [fp32, int8], of the same words. */
export interface ContextFigures {
  readonly words: number;
  readonly alone: TopShares;
  readonly inContext: TopShares;
}

export interface TopShares {
  readonly top1: readonly [number, number];
  readonly top5: readonly [number, number];
}

/** A text, and what of it is hidden. */
export interface HiddenWord {
  readonly text: string;
  readonly mask: Span;
}

/** Words of one piece, hidden in their sentence alone and in what the editor reads around it for _Fill Mask_. */
export async function measureContext(two: TwoModels, questions: readonly FillQuestion[]): Promise<ContextFigures> {
  const texts = questions.flatMap((question) => {
    const word = findWord(two.models[0], question);
    const inContext = word && readContext(question, word);
    return inContext ? [{ alone: { text: question.text, mask: word }, inContext }] : [];
  });
  return {
    words: texts.length,
    alone: await rankWords(
      two,
      texts.map(({ alone }) => alone),
    ),
    inContext: await rankWords(
      two,
      texts.map(({ inContext }) => inContext),
    ),
  };
}

/** Where the word stands in the sentence, if it is of one piece. */
function findWord({ tokenizer }: OnnxModel, { text, word }: FillQuestion): Span | undefined {
  const own = tokenizer.encode(text, { specials: "none" }).tokens.filter((token) => token.word === word);
  return own.length === 1 && own[0]!.id !== tokenizer.vocabulary.specials.unk.id ? own[0]!.span : undefined;
}

/** A plain text of paragraphs, read as the editor reads one; `undefined` where it is no prose to the editor. */
function readContext({ text, before, after }: FillQuestion, word: Span): HiddenWord | undefined {
  const start = before.map((sentence) => `${sentence}\n\n`).join("").length;
  const document = [...before, text, ...after].join("\n\n");
  const sentences = new SentenceList(packSentences(listSentences(document, "plaintext")), 1);
  const place = { start: start + word.start, end: start + word.end };
  const context = findSentenceContext(sentences, [place], (span) => document.slice(span.start, span.end));
  return context && { text: context.text, mask: context.targets[0]!.mask };
}

export async function rankWords(two: TwoModels, texts: readonly HiddenWord[]): Promise<TopShares> {
  const ranks: [number[], number[]] = [[], []];
  for (const { text, mask } of texts) {
    const answers = await askBoth(two, (model) => fillMask(model, { text, masks: [mask], top: 1, specials: "none" }));
    answers.forEach(({ masks }, index) => ranks[index as 0 | 1].push(masks[0]!.original!.rank));
  }
  const share = (most: number) => ranks.map((each) => mean(each.map((rank) => Number(rank <= most))));
  return { top1: share(1) as [number, number], top5: share(5) as [number, number] };
}
