import assert from "node:assert/strict";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { openTokenizer } from "../../src/engine/model/openTokenizer";
import type { Tokenizer } from "../../src/tokenizer/encoding";
import { ANSWERS, type WitnessEncoding } from "./answers";

/** As the reference describes tokens. */
function encode(tokenizer: Tokenizer, { text, pair }: WitnessEncoding): Omit<WitnessEncoding, "text" | "pair"> {
  const options = { specials: "reference" } as const;
  const { tokens } = pair === null ? tokenizer.encode(text, options) : tokenizer.encodePair(text, pair, options);
  return {
    ids: tokens.map(({ id }) => id),
    segments: tokens.map(({ segment }) => segment),
    spans: tokens.map(({ word, span }) => (word === undefined ? null : [span.start, span.end])),
  };
}

describe("tokens of a published model", () => {
  for (const [name, folder] of [
    ["as published", ANSWERS.published],
    ["as transformers saves them", ANSWERS.pretraining],
  ] as const) {
    for (const [what, encodings] of [
      ["the texts and pairs", ANSWERS.cases],
      ["the lines of this project's pages, and drawn texts", ANSWERS.encodings],
    ] as const) {
      it(`have the ids, segments and spans that tokenizers gives them, ${name}: ${what}`, async () => {
        const tokenizer = openTokenizer(await readCheckpoint(folder));
        for (const { text, pair, ids, segments, spans } of encodings) {
          const found = encode(tokenizer, { text, pair, ids, segments, spans });
          assert.deepEqual(found, { ids, segments, spans }, JSON.stringify({ text, pair }));
        }
      });
    }
  }
});
