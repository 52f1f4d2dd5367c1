import assert from "node:assert/strict";
import { createApi } from "../../src/api/createApi";
import { EngineError } from "../../src/engine/protocol/engineError";

interface Asked {
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal | undefined;
}

/** An API over an engine that answers what the table says. */
function open(answers: Readonly<Record<string, unknown>>) {
  const asked: Asked[] = [];
  const engine = {
    request: (kind: string, params: object, options?: { readonly signal?: AbortSignal }) => {
      asked.push({ kind, params: params as Asked["params"], signal: options?.signal });
      return Promise.resolve(answers[kind]);
    },
  };
  const resolved: string[] = [];
  const models = {
    resolve(purpose: string) {
      resolved.push(purpose);
      return Promise.resolve(`/models/${purpose}`);
    },
  };
  return { api: createApi({ engine: engine as never, models }), asked, resolved };
}

const READ = { windows: 2, span: { start: 0, end: 9 } };

describe("createApi", () => {
  it("asks the person's models, and gives nothing but what its types say", async () => {
    const { api, asked } = open({
      fill: {
        precision: "int8",
        masks: [
          {
            start: 0,
            end: 6,
            fills: [{ text: "a", probability: 0.5, pieces: 1 }],
            original: { text: "b", probability: 0.1, pieces: 1, rank: 3 },
            context: { before: [0], after: [] },
            read: READ,
          },
        ],
      },
      pair: { isNext: 0.9, margin: 2, swapped: 0.1, others: [], precision: "int8" },
      tone: [{ label: "neutral", scores: { negative: 0, neutral: 1, positive: 0 }, precision: "int8" }],
      embeddings: { vectors: Float32Array.of(1, 2, 3, 4), hiddenSize: 2, long: [{ index: 1, read: READ }] },
      tokens: {
        tokens: [{ text: "a", id: 7, kind: "word", span: { start: 0, end: 1 }, segment: 1, position: 0, word: 0 }],
        maxTokens: 128,
      },
    });
    const { signal } = new AbortController();
    assert.deepEqual(await api.fill("[MASK] it", { top: 1, before: ["x"], signal }), [
      {
        start: 0,
        end: 6,
        fills: [{ text: "a", probability: 0.5 }],
        original: { text: "b", probability: 0.1, rank: 3 },
        read: READ,
      },
    ]);
    assert.deepEqual(await api.pair("A.", "B.", { document: ["C."] }), { isNext: 0.9, margin: 2 });
    assert.deepEqual(await api.tone(["A."]), [{ label: "neutral", scores: { negative: 0, neutral: 1, positive: 0 } }]);
    assert.deepEqual(await api.embed(["A.", "B."]), [
      { embedding: Float32Array.of(1, 2) },
      { embedding: Float32Array.of(3, 4), read: READ },
    ]);
    assert.deepEqual(await api.tokens("A.", { pair: "B." }), {
      tokens: [{ text: "a", id: 7, segment: 1, start: 0, end: 1 }],
      maxTokens: 128,
    });
    assert.deepEqual(asked, [
      { kind: "fill", params: { model: "/models/text", text: "[MASK] it", top: 1, before: ["x"] }, signal },
      { kind: "pair", params: { model: "/models/text", text: "A.", pair: "B.", document: ["C."] }, signal: undefined },
      { kind: "tone", params: { model: "/models/tone", sentences: ["A."] }, signal: undefined },
      { kind: "embeddings", params: { model: "/models/text", texts: ["A.", "B."] }, signal: undefined },
      { kind: "tokens", params: { model: "/models/text", text: "A.", pair: "B." }, signal: undefined },
    ]);
  });

  for (const { name, call, says } of [
    { name: "a number for a text", call: (api: Loose) => api.fill(7), says: /^fill\(\): "text" is of type number, / },
    {
      name: "an empty text",
      call: (api: Loose) => api.tone(["A.", " "]),
      says: /^tone\(\): "sentences\[1\]" has no words, /,
    },
    { name: "one text for several", call: (api: Loose) => api.tone("A."), says: /"sentences" is of type string, / },
    {
      name: "an option that there is not",
      call: (api: Loose) => api.fill("[MASK]", { model: "/etc" }),
      says: undefined,
    },
    { name: "a misspelt option", call: (api: Loose) => api.pair("A", "B", { documnt: [] }), says: /field "documnt"/ },
  ]) {
    it(`does not pass on ${name}`, async () => {
      const { api, asked, resolved } = open({ fill: { masks: [] } });
      if (says === undefined) {
        await call(api as unknown as Loose);
        assert.equal(asked[0]?.params["model"], "/models/text", "nobody else chooses the model");
        return;
      }
      await assert.rejects(call(api as unknown as Loose), (error) => {
        assert.ok(error instanceof EngineError);
        assert.equal(error.code, "bad-request");
        assert.match(error.message, says);
        return true;
      });
      assert.deepEqual(asked, []);
      assert.deepEqual(resolved, [], "no model is loaded for a mistake");
    });
  }

  it("asks about what a list was when it was given", async () => {
    const { api, asked } = open({ tone: [] });
    const sentences = ["A."];
    const answer = api.tone(sentences);
    sentences.push("B.");
    await answer;
    assert.deepEqual(asked[0]?.params["sentences"], ["A."]);
  });
});

/** As JavaScript calls it. */
type Loose = Readonly<Record<"fill" | "pair" | "tone", (...values: readonly unknown[]) => Promise<unknown>>>;
