import assert from "node:assert/strict";
import { readProbe } from "../../../src/editor/probe/readProbe";

describe("readProbe", () => {
  for (const { written, probe } of [
    {
      written: "[MASK|he, she] works as a {nurse,engineer}.",
      probe: { text: "[MASK] works as a {1}.", words: ["he", "she"], slot: { 1: ["nurse", "engineer"] } },
    },
    {
      written: "In {Rome,old York} [mask|he,she,they] is a {nurse}.",
      probe: {
        text: "In {1} [MASK] is a {2}.",
        words: ["he", "she", "they"],
        slot: { 1: ["Rome", "old York"], 2: ["nurse"] },
      },
    },
  ]) {
    it(`reads ${written}`, () => assert.deepEqual(readProbe(written), probe));
  }

  for (const { written, says } of [
    { written: "He is a {nurse,engineer}.", says: /one blank that names words, such as: \[MASK\|he,she\]/ },
    { written: "[MASK] is a {nurse,engineer}.", says: /one blank that names words/ },
    { written: "[MASK|he] is a {nurse,engineer}.", says: /one blank that names words/ },
    { written: "[MASK|he,] is a {nurse,engineer}.", says: /one blank that names words/ },
    { written: "[MASK|he,she] is [MASK] {nurse,engineer}.", says: /one blank that names words/ },
    { written: "[MASK|he,she] is a nurse.", says: /in braces, such as/ },
    { written: "[MASK|he,she] is a {nurse,}.", says: /words with commas between into the braces/ },
    { written: "[MASK|he,she] is a {}.", says: /words with commas between into the braces/ },
  ]) {
    it(`says what is missing in ${written}`, () => assert.throws(() => readProbe(written), { message: says }));
  }
});
