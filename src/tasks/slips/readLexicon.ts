import type { Model } from "../model/model";
import type { ReadWords } from "../words/knownWords";
import type { ReadSlipTables } from "./candidates/slipTables";
import { SlipLexicon } from "./slipLexicon";

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
