import type { Model } from "../model/model";
import type { ReadWords } from "../words/knownWords";
import type { ReadSlipTables } from "./candidates/slipTables";
import { buildSecondQuestion } from "./secondQuestion";
import { SlipLexicon } from "./slipLexicon";
import { buildSlipQuestion, type SlipKit } from "./slipQuestion";
import type { FoundSlips, SlipsParams } from "./slipsRequest";

/** Where the words come from that slips are looked for among. Read with the first request. */
export interface SlipSources {
  readonly readWords: ReadWords;
  readonly readTables: ReadSlipTables;
}

const lexicons = new WeakMap<Model["tokenizer"], Promise<SlipLexicon>>();

/** The words of a model's vocabulary, put together once. */
export function readLexicon({ tokenizer }: Pick<Model, "tokenizer">, sources: SlipSources): Promise<SlipLexicon> {
  let lexicon = lexicons.get(tokenizer);
  if (lexicon === undefined) {
    lexicon = Promise.all([sources.readWords(), sources.readTables()]).then(
      ([words, tables]) => new SlipLexicon(tokenizer, words, tables),
    );
    lexicons.set(tokenizer, lexicon);
  }
  return lexicon;
}

/**
 * Which words of each sentence are not those that were meant, in order. A model that was taught for it reads each sentence
 * as it stands, and then what it doubts once more, masked; another one has every word masked that may be another.
 *
 * @throws {ModelError} `no-readout` without a fill-mask readout or a mask piece.
 */
export async function findSlips(
  model: Model,
  { sentences, hidden }: Pick<SlipsParams, "sentences" | "hidden">,
  sources: SlipSources,
): Promise<FoundSlips[]> {
  const lexicon = await readLexicon(model, sources);
  const asked = sentences.map((sentence, i): Asked => ({ kit: { model, lexicon, hidden: hidden?.[i] }, sentence }));
  const together = model.info.slipActions === undefined ? MASKED_TOGETHER : TOGETHER;
  const found: FoundSlips[] = [];
  for (let at = 0; at < asked.length; at += together) {
    found.push(...(await readTogether(model, asked.slice(at, at + together))));
  }
  return found;
}

/** Sentences of which each reading is one run: enough to fill batches, few enough for memory. */
const TOGETHER = 64;
/** Where every word is masked, there are as many sequences as words, and logits of the whole vocabulary for each. */
const MASKED_TOGETHER = 8;

interface Asked {
  readonly kit: SlipKit;
  readonly sentence: string;
}

async function readTogether(model: Model, asked: readonly Asked[]): Promise<readonly FoundSlips[]> {
  const first = asked.map(({ kit, sentence }) => ({ kit, question: buildSlipQuestion(kit, sentence) }));
  const questions = first.map(({ question }) => question);
  const inputs = questions.flatMap((question) => question.inputs);
  const candidates = joinPlaces(questions, (question) => question.candidates);
  const answers = inputs.length === 0 ? {} : await model.run({ inputs, candidates, actions: true });
  const [rows, actions] = [deal(answers.candidates), deal(answers.actions)];
  const second = first.map(({ kit, question }) => {
    const own = { candidates: rows(question.candidates.length), actions: actions(question.inputs.length) };
    return buildSecondQuestion(kit, question.read(own));
  });
  const masked = second.flatMap((question) => question.inputs);
  const mlm = joinPlaces(second, (question) => question.mlm);
  const logits = deal(masked.length === 0 ? [] : (await model.run({ inputs: masked, mlm })).mlm);
  return second.map((question) => question.read(logits(question.mlm.length)));
}

/** The places of all questions, each in the inputs of all. */
function joinPlaces<Q extends { readonly inputs: readonly unknown[] }, P extends { readonly input: number }>(
  questions: readonly Q[],
  listPlaces: (question: Q) => readonly P[],
): readonly P[] {
  let before = 0;
  return questions.flatMap((question) => {
    const from = before;
    before += question.inputs.length;
    return listPlaces(question).map((place) => ({ ...place, input: place.input + from }));
  });
}

/** Hands out rows in order. */
function deal(rows: readonly Float32Array[] = []): (count: number) => readonly Float32Array[] {
  let from = 0;
  return (count) => rows.slice(from, (from += count));
}
