import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { findLineContext, findSentenceContext } from "../../src/blanks/fillContext";
import type { OnnxModel } from "../../src/engine/model/onnxModel";
import { packSentences, SentenceList } from "../../src/prose/packedSentences";
import { selectFileFormat } from "../../src/text/formats/format";
import { listLines } from "../../src/text/markup/readLine";
import { listSentences } from "../../src/text/sentences/listSentences";
import { findDocumentSpan, type Sentence } from "../../src/text/spans/sentence";
import type { Span } from "../../src/text/spans/span";
import { createRandom } from "../graph/createRandom";
import { listFiles } from "../harness/listFiles";
import { type HiddenWord, rankWords, toHidden, type TopShares } from "./measureContext";
import type { TwoModels } from "./twoModels";

/** Shares of 1, each for [fp32, int8], of the same words. */
export interface CommentFigures {
  readonly words: number;
  readonly alone: TopShares;
  /** With the lines of code around it, as of a word that stands in no comment. */
  readonly inLines: TopShares;
  /** With the sentences of the comments around it, as the editor asks. */
  readonly inComments: TopShares;
}

const PACKAGES = resolve(import.meta.dirname, "../../node_modules");
const PROGRAM = /(?<!\.min)\.(?:[cm]?[jt]s|d\.ts)$/;
const MOST_BYTES = 100_000;
const LEAST_SENTENCES = 4;
const LEAST_WORDS = 6;
const SEED = 7;
/** In small letters: no names of anything. */
const WORD = /(?<=\s)[a-z]{3,}(?=[\s.,;:])/g;

interface CommentWord {
  readonly alone: HiddenWord;
  readonly inLines: HiddenWord;
  readonly inComments: HiddenWord;
}

/** Words of one piece, hidden in the comments of the development packages' programs, one a program, each sentence once. */
export async function measureComments(two: TwoModels, count: number): Promise<CommentFigures> {
  const random = createRandom(SEED);
  const seen = new Set<string>();
  const words: CommentWord[] = [];
  for (const file of shuffle(listFiles(PACKAGES, PROGRAM, MOST_BYTES), random)) {
    if (words.length === count) break;
    const word = drawWord(two.models[0], { file, random, seen });
    if (word !== undefined) words.push(word);
  }
  const rank = (context: keyof CommentWord) =>
    rankWords(
      two,
      words.map((word) => word[context]),
    );
  return {
    words: words.length,
    alone: await rank("alone"),
    inLines: await rank("inLines"),
    inComments: await rank("inComments"),
  };
}

interface Draw {
  readonly file: string;
  readonly random: () => number;
  readonly seen: Set<string>;
}

function drawWord(model: OnnxModel, { file, random, seen }: Draw): CommentWord | undefined {
  const text = readFileSync(file, "utf8");
  const sentences = new SentenceList(packSentences(listSentences(text, selectFileFormat(file))), 1);
  if (sentences.count < LEAST_SENTENCES) return undefined;
  const sentence = sentences.at(Math.floor(random() * sentences.count));
  if (sentence.text.split(" ").length < LEAST_WORDS || seen.has(sentence.text)) return undefined;
  seen.add(sentence.text);
  const spans = findWords(model, sentence);
  const mask = spans[Math.floor(random() * spans.length)];
  const place = mask && findDocumentSpan(sentence, mask);
  if (mask === undefined || place === undefined) return undefined;
  const readText = (span: Span) => text.slice(span.start, span.end);
  const inComments = findSentenceContext(sentences, [place], readText);
  const lines = [...listLines(text)];
  const line = lines.findLastIndex(({ start }) => start <= place.start);
  const around = { count: lines.length, spanAt: (index: number) => lines[index]! };
  const inLines = findLineContext(around, line, { selections: [place], readText });
  return inComments && inLines
    ? { alone: { text: sentence.text, mask }, inLines: toHidden(inLines), inComments: toHidden(inComments) }
    : undefined;
}

/** Those that are one piece. */
function findWords({ tokenizer }: OnnxModel, { text }: Sentence): readonly Span[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ start: index, end: index + word.length })).filter(
    ({ start, end }) =>
      tokenizer.encode(text.slice(start, end), { specials: "none" }).tokens.filter(({ word }) => word !== undefined)
        .length === 1,
  );
}

function shuffle<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
