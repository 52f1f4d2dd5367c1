import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createChildChannel } from "../../../src/engine/channels/childChannel";
import { createEngineClient, type EngineClient } from "../../../src/engine/client/engineClient";
import { type ScoreOptions, scoreSentences } from "../../../src/engine/client/scoreSentences";
import { EngineError } from "../../../src/engine/protocol/engineError";
import { bundleEntry } from "../channels/bundleEntry";
import { NEUTRAL } from "../serve/serveFakeEngine";

/** Lists sentences. Those at the given indices kill the engine. */
function listSentences(count: number, killers: readonly number[]): readonly string[] {
  return Array.from({ length: count }, (_, i) => (killers.includes(i) ? `A poison pill ${i}.` : `All is well ${i}.`));
}

describe("scoreSentences, over a process", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cloze-score-"));
  const enginePath = bundleEntry("channels/fakeEngineProcess.ts", folder);
  let client: EngineClient;
  const score = (sentences: readonly string[], options?: ScoreOptions) =>
    scoreSentences(client, { request: "tone", model: "/fake", sentences }, options);
  const die = () => client.request("tokens", { model: "/fake", text: "die" });

  beforeEach(() => {
    client = createEngineClient({ open: () => createChildChannel(enginePath), restartDelayMs: 1 });
  });
  afterEach(() => client.dispose());
  after(() => rmSync(folder, { recursive: true }));

  for (const { killers, deaths } of [
    { killers: [], deaths: [] },
    { killers: [0], deaths: [64, 32, 16, 8, 4, 2, 1] },
    { killers: [63], deaths: [64, 32, 16, 8, 4, 2, 1] },
    { killers: [5, 40], deaths: [64, 32, 16, 8, 4, 2, 1, 32, 16, 8, 4, 2, 1] },
    { killers: [0, 1], deaths: [64, 32, 16, 8, 4, 2, 1, 1] },
    { killers: [30, 31, 32], deaths: [64, 32, 16, 8, 4, 2, 1, 1, 32, 16, 8, 4, 2, 1] },
  ]) {
    it(`finds the deadly sentences [${killers.join(", ")}] of a batch of 64, and no death counts`, async () => {
      const died: number[] = [];
      const scores = await score(listSentences(64, killers), { onDeath: ({ length }) => died.push(length) });
      assert.deepEqual(
        scores,
        Array.from({ length: 64 }, (_, i) => (killers.includes(i) ? undefined : NEUTRAL)),
      );
      assert.deepEqual(died, deaths);
      // The limit is untouched: three crashes are survived, the fourth is one too many.
      for (let i = 0; i < 3; i++) await assert.rejects(die(), { code: "stopped" });
      assert.notEqual(client.state.kind, "failed");
      await assert.rejects(die(), { code: "stopped" });
      assert.equal(client.state.kind, "failed");
    });
  }

  it("asks for nothing when there are no sentences", async () => {
    assert.deepEqual(await score([]), []);
    assert.equal(client.state.kind, "stopped");
  });

  it("counts the death of a batch of one, which needs no search", async () => {
    for (let i = 0; i < 3; i++) assert.deepEqual(await score([`A poison pill ${i}.`]), [undefined]);
    assert.deepEqual(await score(["A poison pill."]), [undefined]);
    assert.equal(client.state.kind, "failed");
    await assert.rejects(score(["All is well."]), { code: "unavailable" });
  });

  for (const count of [2, 3, 64]) {
    it(`counts at least one death of a batch of ${count} when the engine ends at every sentence`, async () => {
      const sentences = Array.from({ length: count }, (_, i) => `A poison pill ${i}.`);
      for (let i = 0; i < 4; i++) await score(sentences).catch(() => undefined);
      assert.equal(client.state.kind, "failed");
    });
  }

  it("rejects with unavailable when earlier crashes have used up the restarts", async () => {
    for (let i = 0; i < 3; i++) await assert.rejects(die(), { code: "stopped" });
    await assert.rejects(score(listSentences(3, [0, 1, 2])), { name: "EngineError", code: "unavailable" });
  });
});

describe("scoreSentences", () => {
  interface Asked {
    readonly sentences: readonly string[];
    readonly isTrial: boolean | undefined;
  }

  /** @param deadly - Throws when the engine is to die of these sentences. */
  function createEngine(deadly: (sentences: readonly string[]) => void) {
    const asked: Asked[] = [];
    const request = (
      _: string,
      { sentences }: { readonly sentences: readonly string[] },
      { isTrial, onProgress }: ScoreOptions & { readonly isTrial?: boolean } = {},
    ) => {
      asked.push({ sentences, isTrial });
      onProgress?.(1, sentences.length);
      return new Promise((resolve) => {
        deadly(sentences);
        resolve(sentences.map(() => NEUTRAL));
      });
    };
    return { engine: { request } as unknown as EngineClient, asked };
  }

  const killAt = (word: string) => (sentences: readonly string[]) => {
    if (sentences.some((sentence) => sentence.includes(word))) throw new EngineError("hung", "no sign of life");
  };

  it("asks once when nothing dies, repeated sentences included", async () => {
    const { engine, asked } = createEngine(() => undefined);
    const sentences = ["Fine.", "Good.", "Fine."];
    assert.deepEqual(await scoreSentences(engine, { request: "tone", model: "m", sentences }), [
      NEUTRAL,
      NEUTRAL,
      NEUTRAL,
    ]);
    assert.deepEqual(asked, [{ sentences, isTrial: true }]);
  });

  it("asks once for a deadly sentence that the document repeats", async () => {
    const { engine, asked } = createEngine(killAt("poison"));
    const sentences = ["A poison pill.", "Fine.", "A poison pill.", "A poison pill.", "Good."];
    assert.deepEqual(await scoreSentences(engine, { request: "tone", model: "m", sentences }), [
      undefined,
      NEUTRAL,
      undefined,
      undefined,
      NEUTRAL,
    ]);
    assert.deepEqual(
      asked.map(({ sentences: { length } }) => length),
      [5, 2, 1, 1, 1],
    );
  });

  it("spends no more than its allowance on an engine that dies of every batch but of no single sentence", async () => {
    const { engine, asked } = createEngine((sentences) => {
      if (sentences.length > 1) throw new EngineError("stopped", "out of memory");
    });
    const scores = await scoreSentences(engine, { request: "tone", model: "m", sentences: listSentences(64, []) });
    assert.ok(scores.every((score) => score === NEUTRAL));
    assert.equal(asked.filter(({ sentences: { length }, isTrial }) => length > 1 && isTrial === true).length, 7);
  });

  for (const code of ["cancelled", "unavailable", "no-readout", "bad-message"] as const) {
    it(`rejects with ${code} in the middle of a search`, async () => {
      const { engine, asked } = createEngine((sentences) => {
        if (sentences.length === 2) throw new EngineError(code, "no");
        throw new EngineError("stopped", "process ended");
      });
      await assert.rejects(scoreSentences(engine, { request: "tone", model: "m", sentences: ["a", "b", "c", "d"] }), {
        code,
      });
      assert.equal(asked.length, 2);
    });
  }

  it("stops its search when it is cancelled", async () => {
    const abort = new AbortController();
    const { engine, asked } = createEngine(() => {
      if (abort.signal.aborted) throw new EngineError("cancelled", "request was cancelled");
      throw new EngineError("stopped", "process ended");
    });
    const options = { signal: abort.signal, onDeath: () => abort.abort() };
    await assert.rejects(scoreSentences(engine, { request: "tone", model: "m", sentences: ["a", "b", "c"] }, options), {
      code: "cancelled",
    });
    assert.equal(asked.length, 2);
  });

  it("reports progress over the whole batch", async () => {
    const { engine } = createEngine(killAt("poison"));
    const seen: (readonly [number, number])[] = [];
    await scoreSentences(
      engine,
      { request: "tone", model: "m", sentences: ["Fine.", "Good.", "A poison pill.", "Well."] },
      { onProgress: (done, total) => seen.push([done, total]) },
    );
    // The whole batch dies; then come the first half, the second half, which dies too, and its two sentences.
    assert.deepEqual(seen, [
      [1, 4],
      [1, 4],
      [3, 4],
      [3, 4],
      [4, 4],
    ]);
  });

  it("reports each death with its sentences and its error", async () => {
    const { engine } = createEngine(killAt("poison"));
    const deaths: (readonly [number, string])[] = [];
    await scoreSentences(
      engine,
      { request: "tone", model: "m", sentences: ["Fine.", "A poison pill."] },
      { onDeath: ({ length }, { code }) => deaths.push([length, code]) },
    );
    assert.deepEqual(deaths, [
      [2, "hung"],
      [1, "hung"],
    ]);
  });
});
