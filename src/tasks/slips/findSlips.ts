import type { Model } from "../model/model";
import type { ReadWords } from "../words/knownWords";
import type { ReadSlipTables } from "./candidates/slipTables";
import { buildSecondQuestion } from "./secondQuestion";
import { SlipLexicon } from "./slipLexicon";
import { buildSlipQuestion, type SlipKit } from "./slipQuestion";
import type { SlipsParams, SlipsResult } from "./slipsRequest";

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
): Promise<SlipsResult[]> {
  const lexicon = await readLexicon(model, sources);
  const found: SlipsResult[] = [];
  for (const [i, sentence] of sentences.entries()) {
    found.push(await findInSentence({ model, lexicon, hidden: hidden?.[i] }, model, sentence));
  }
  return found;
}

async function findInSentence(kit: SlipKit, model: Model, sentence: string): Promise<SlipsResult> {
  const first = buildSlipQuestion(kit, sentence);
  const { inputs, candidates } = first;
  const answers = inputs.length === 0 ? {} : await model.run({ inputs, candidates, actions: true });
  const second = buildSecondQuestion(kit, first.read(answers));
  const { inputs: masked, mlm } = second;
  return second.read(masked.length === 0 ? [] : ((await model.run({ inputs: masked, mlm })).mlm ?? []));
}
