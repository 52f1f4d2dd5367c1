import assert from "node:assert/strict";
import { createToneReader } from "../../src/editor/fillTones";
import type { Services } from "../../src/editor/services";
import { EngineError } from "../../src/engine/engineError";

/** "It is **bad** now." as it is read, the markup left out. */
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

function createReader(place: { start: number; end: number }, failure?: Error) {
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
    models: { resolve: () => Promise.resolve("model") },
    log: { info: (line: string) => logged.push(line) },
  };
  return { read: createToneReader(fake as unknown as Services, SENTENCE, place), asked, logged };
}

const { signal } = new AbortController();

describe("createToneReader", () => {
  it("reads the sentence with each word in the place, without markup", async () => {
    const { read, asked } = createReader(PLACE);
    assert.deepEqual(await read(["good", "so-so"], signal), [0.15, 0.16]);
    assert.deepEqual(asked, [["It is good now.", "It is so-so now."]]);
  });

  it("knows none where the place is not of the sentence", async () => {
    const { read, asked } = createReader({ start: 40, end: 44 });
    assert.deepEqual(await read(["good"], signal), []);
    assert.deepEqual(asked, []);
  });

  it("knows none where the engine fails, and logs the code and no text", async () => {
    const { read, logged } = createReader(PLACE, new EngineError("stopped", "it ended at bad"));
    assert.deepEqual(await read(["good"], signal), []);
    assert.deepEqual(logged, ["fill: no tones for 1 words (stopped)"]);
  });
});
