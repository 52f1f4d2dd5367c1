import { type FillContext, findSentenceContext } from "../../src/blanks/fillContext";
import type { OnnxModel } from "../../src/engine/model/onnxModel";
import { packSentences, SentenceList } from "../../src/prose/packedSentences";
import { fillMask } from "../../src/tasks/fill/fillMask";
import { listSentences } from "../../src/text/sentences/listSentences";
import type { Span } from "../../src/text/spans/span";
import { createRandom } from "../graph/createRandom";
import { mean } from "./figures";
import type { FillQuestion } from "./questions";
import { askBoth, type TwoModels } from "./twoModels";

/** Shares of 1, each for [fp32, int8], of the same words. */
export interface ContextFigures {
  readonly words: number;
  readonly alone: TopShares;
  /** As the editor asks: with the sentences around it, each a paragraph. */
  readonly inContext: TopShares;
  /** As the editor asks in a document whose every other paragraph is of another document. */
  readonly amongUnrelated: TopShares;
}

export interface TopShares {
  readonly top1: readonly [number, number];
  readonly top5: readonly [number, number];
}

/** A text, what of it is hidden, and what is around. */
export interface HiddenWord {
  readonly text: string;
  readonly mask: Span;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

const SEED = 5;
/** Paragraphs of other documents on each side, and most sentences of one. */
const PARAGRAPHS = 3;
const MOST_SENTENCES = 3;

/** Words of one piece, hidden in their sentence alone and in what the editor gives the engine around it. */
export async function measureContext(two: TwoModels, questions: readonly FillQuestion[]): Promise<ContextFigures> {
  const random = createRandom(SEED);
  const texts = questions.flatMap((question) => {
    const word = findWord(two.models[0], question);
    if (word === undefined) return [];
    const draw = () => Array.from({ length: PARAGRAPHS }, () => drawParagraph(questions, question, random));
    const inContext = readContext(question, word);
    const amongUnrelated = readContext({ ...question, before: draw(), after: draw() }, word);
    return inContext && amongUnrelated
      ? [{ alone: { text: question.text, mask: word }, inContext, amongUnrelated }]
      : [];
  });
  const rank = (context: "alone" | "inContext" | "amongUnrelated") =>
    rankWords(
      two,
      texts.map((text) => text[context]),
    );
  return {
    words: texts.length,
    alone: await rank("alone"),
    inContext: await rank("inContext"),
    amongUnrelated: await rank("amongUnrelated"),
  };
}

/** Sentences that follow one another in another document. */
function drawParagraph(questions: readonly FillQuestion[], own: FillQuestion, random: () => number): string {
  const others = questions.filter(({ before, after }) => !before.includes(own.text) && !after.includes(own.text));
  const other = others[Math.floor(random() * others.length)]!;
  if (other === own) return drawParagraph(questions, own, random);
  const sentences = [...other.before, other.text, ...other.after];
  const start = Math.floor(random() * sentences.length);
  return sentences.slice(start, start + 1 + Math.floor(random() * MOST_SENTENCES)).join(" ");
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
  return context && toHidden(context);
}

export function toHidden({ text, targets, before, after }: FillContext): HiddenWord {
  return { text, mask: targets[0]!.mask, before, after };
}

export async function rankWords(two: TwoModels, texts: readonly HiddenWord[]): Promise<TopShares> {
  const ranks: [number[], number[]] = [[], []];
  for (const { text, mask, before, after } of texts) {
    const around = { ...(before && { before: [...before] }), ...(after && { after: [...after] }) };
    const params = { text, masks: [mask], top: 1, specials: "none" as const, ...around };
    const answers = await askBoth(two, (model) => fillMask(model, params));
    answers.forEach(({ masks }, index) => ranks[index as 0 | 1].push(masks[0]!.original!.rank));
  }
  const share = (most: number) => ranks.map((each) => mean(each.map((rank) => Number(rank <= most))));
  return { top1: share(1) as [number, number], top5: share(5) as [number, number] };
}
