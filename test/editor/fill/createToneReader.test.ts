import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { createToneReader } from "../../../src/editor/fill/createToneReader";
import type { Services } from "../../../src/editor/services";
import { EngineError } from "../../../src/engine/protocol/engineError";
import type { Sentence } from "../../../src/text/spans/sentence";
import { listSentences } from "../prose";

/** "It is **bad** now." without its markup, as the model reads it. */
const SENTENCE = {
  text: "It is bad now.",
  runs: [
    { textStart: 0, start: 10, length: 6 },
    { textStart: 6, start: 18, length: 3 },
    { textStart: 9, start: 23, length: 5 },
  ],
  span: { start: 10, end: 28 },
};
const PLACE = { start: 18, end: 21 };

interface Setup {
  readonly place?: { readonly start: number; readonly end: number };
  readonly sentence?: Sentence;
  readonly failure?: Error;
  readonly readFailure?: Error;
}

function createReader({ place = PLACE, sentence = SENTENCE, failure, readFailure }: Setup = {}) {
  const asked: (readonly string[])[] = [];
  const logged: string[] = [];
  const fake = {
    engine: {
      request: (_: string, { sentences }: { sentences: readonly string[] }) => {
        asked.push(sentences);
        if (failure) return Promise.reject(failure);
        return Promise.resolve(sentences.map((text) => ({ scores: { negative: text.length / 100 } })));
      },
    },
    prose: { read: () => (readFailure ? Promise.reject(readFailure) : Promise.resolve(listSentences([sentence]))) },
    models: { resolve: () => Promise.resolve("model") },
    log: { info: (line: string) => logged.push(line) },
  };
  return { read: createToneReader(fake as unknown as Services, {} as vscode.TextDocument, place), asked, logged };
}

const { signal } = new AbortController();

describe("createToneReader", () => {
  it("reads the sentence with each word in that place, without markup", async () => {
    const { read, asked } = createReader();
    assert.deepEqual(await read(["good", "so-so"], signal), [0.15, 0.16]);
    assert.deepEqual(asked, [["It is good now.", "It is so-so now."]]);
  });

  it("gives none when the place is outside every sentence", async () => {
    const { read, asked } = createReader({ place: { start: 40, end: 44 } });
    assert.deepEqual(await read(["good"], signal), []);
    assert.deepEqual(asked, []);
  });

  it("gives none when the engine fails, and logs the code but no text", async () => {
    const { read, logged } = createReader({ failure: new EngineError("stopped", "it ended at bad") });
    assert.deepEqual(await read(["good"], signal), []);
    assert.deepEqual(logged, ["fill: no tones for 1 words (stopped)"]);
  });

  it("gives none when the document cannot be read", async () => {
    const { read, asked, logged } = createReader({ readFailure: new EngineError("unavailable", "at bad") });
    assert.deepEqual(await read(["good"], signal), []);
    assert.deepEqual([asked, logged], [[], ["fill: no tones for 1 words (unavailable)"]]);
  });

  it("gives none for a sentence that is too long to be read once for each word", async () => {
    const long = { text: `${"long ".repeat(1000)}bad`, runs: [{ textStart: 5000, start: 18, length: 3 }], span: PLACE };
    const { read, asked } = createReader({ sentence: long });
    assert.deepEqual(await read(["good"], signal), []);
    assert.deepEqual(asked, []);
  });
});
