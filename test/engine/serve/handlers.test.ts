import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngineClient, type EngineClient } from "../../../src/engine/client/engineClient";
import { createHandlers } from "../../../src/engine/serve/handlers";
import { serveEngine } from "../../../src/engine/serve/serveEngine";
import { computeAttention } from "../../../src/tasks/attention/computeAttention";
import { embedText } from "../../../src/tasks/embed/embedText";
import { fillMask } from "../../../src/tasks/fill/fillMask";
import { ModelError } from "../../../src/tasks/model/model";
import { scorePair } from "../../../src/tasks/pair/scorePair";
import { listTokens } from "../../../src/tasks/tokens/listTokens";
import { createFakeModel } from "../../tasks/fakeModel";
import { runTone } from "../../tasks/tone/runTone";
import { createChannelPair } from "../channels/createChannelPair";

const count = (pieces: readonly string[], word: string) => pieces.filter((piece) => piece === word).length;

function createModel() {
  return createFakeModel({
    words: ["good", "bad", "plain"],
    labels: ["negative", "neutral", "positive"],
    mlm: () => ({ good: 2, bad: 1 }),
    nsp: (pieces) => [count(pieces, "good"), count(pieces, "bad")],
    classifier: (pieces) => [count(pieces, "bad"), 0, count(pieces, "good")],
    hidden: (pieces, layer) => pieces.flatMap((_, i) => [i, layer]),
  });
}

describe("createHandlers", () => {
  const text = "good [MASK] bad";
  const pair = "plain good";
  const folder = "/no such folder";
  let model: ReturnType<typeof createModel>;
  let loads: string[];
  let measured: string[];
  let client: EngineClient;

  beforeEach(() => {
    model = createModel();
    loads = [];
    measured = [];
    client = createEngineClient({
      open: () => {
        const [near, far] = createChannelPair();
        const load = (asked: string) => {
          loads.push(asked);
          if (asked === "/broken") return Promise.reject(Object.assign(new Error("broken"), { code: "bad-config" }));
          const measure = () => {
            measured.push(asked);
            return measure.fails ? Promise.reject(new ModelError("failed", "no room")) : Promise.resolve();
          };
          measure.fails = asked === "/full";
          return Promise.resolve({ ...model, measure, dispose: () => undefined });
        };
        serveEngine(far, createHandlers(load));
        return near;
      },
    });
  });
  afterEach(() => client.dispose());

  for (const kind of ["tone", "slips"] as const) {
    it(`measures a model before many sentences are checked, not before few: ${kind}`, async () => {
      const ask = (lane: "visible" | "workspace", asked = folder) =>
        client.request(kind, { model: asked, sentences: ["good"] }, { lane });
      await ask("visible");
      assert.deepEqual(measured, []);
      await ask("workspace");
      assert.deepEqual(measured, [folder]);
      // What cannot be measured is checked all the same.
      assert.equal((await ask("workspace", "/full")).length, 1);
    });
  }

  it("measures a model when it is asked to, and says why not if it cannot", async () => {
    assert.deepEqual(await client.request("measure", { model: folder }), createModel().info);
    assert.deepEqual(measured, [folder]);
    await assert.rejects(client.request("measure", { model: "/full" }), { code: "failed", message: "no room" });
  });

  for (const { name, ask, direct } of [
    {
      name: "load",
      ask: () => client.request("load", { model: folder }),
      direct: () => Promise.resolve(createModel().info),
    },
    {
      name: "tokens",
      ask: () => client.request("tokens", { model: folder, text, pair, specials: "reference" }),
      direct: () => listTokens(createModel(), { text, pair, specials: "reference" }),
    },
    {
      name: "fill",
      ask: () => client.request("fill", { model: folder, text, top: 2 }),
      direct: () => fillMask(createModel(), { text, top: 2 }),
    },
    {
      name: "pair",
      ask: () => client.request("pair", { model: folder, text, pair, document: ["plain", "bad"] }),
      direct: () => scorePair(createModel(), { text, pair, document: ["plain", "bad"] }),
    },
    {
      name: "tone",
      ask: () => client.request("tone", { model: folder, sentences: ["good", "bad bad", "good"] }),
      direct: () => Promise.all(["good", "bad bad", "good"].map((sentence) => runTone(createModel(), sentence))),
    },
    {
      name: "attention",
      ask: () => client.request("attention", { model: folder, text, pair, layer: 1, head: 1 }),
      direct: () => computeAttention(createModel(), { text, pair, layer: 1, head: 1 }),
    },
    {
      name: "embed",
      ask: () => client.request("embed", { model: folder, text, pooling: "concat-last-four" }),
      direct: () => embedText(createModel(), { text, pooling: "concat-last-four" }),
    },
  ]) {
    it(`${name}: gives the same answer as the task itself`, async () => assert.deepEqual(await ask(), await direct()));
  }

  it("device: a model without a choice says where it runs", async () => {
    assert.deepEqual(await client.request("device", { model: folder }), createModel().info);
  });

  it("loads a model once, and again after it was unloaded", async () => {
    await Promise.all([client.request("load", { model: folder }), client.request("load", { model: folder })]);
    await client.request("tokens", { model: folder, text });
    assert.deepEqual(loads, [folder]);
    assert.equal(await client.request("unload", { model: folder }), null);
    await client.request("tokens", { model: folder, text });
    assert.deepEqual(loads, [folder, folder]);
  });

  it("passes on why a model does not load, tries again for the next request, and keeps other models working", async () => {
    const broken = () => client.request("load", { model: "/broken" });
    await client.request("load", { model: folder });
    await assert.rejects(broken(), { name: "EngineError", code: "bad-config", message: "broken" });
    await assert.rejects(broken(), { code: "bad-config" });
    await client.request("tokens", { model: folder, text });
    assert.deepEqual(loads, [folder, "/broken", "/broken"]);
  });

  it("says that a model is loaded only once it has answered, and forgets one that does not", async () => {
    const events: string[] = [];
    const faults: (string | undefined)[] = ["no number", undefined];
    const handlers = createHandlers(() => {
      const fault = faults.shift();
      return Promise.resolve({
        ...createModel(),
        answerOnce: () => {
          events.push("asked");
          return fault === undefined ? Promise.resolve() : Promise.reject(new Error(fault));
        },
        dispose: () => {
          events.push("disposed");
        },
      });
    });
    const work = { turn: () => Promise.resolve(), report: () => undefined };
    await assert.rejects(handlers.load({ model: folder }, work), { message: "no number" });
    assert.deepEqual(events, ["asked", "disposed"]);
    await handlers.load({ model: folder }, work);
    assert.deepEqual(events, ["asked", "disposed", "asked"]);
  });

  it("passes on the error code of a task", async () => {
    const fill = client.request("fill", { model: folder, text, top: 0 });
    await assert.rejects(fill, { name: "EngineError", code: "bad-option" });
  });

  it("reads a sentence only once until the model is unloaded", async () => {
    const tone = (sentences: readonly string[]) => client.request("tone", { model: folder, sentences });
    const read = () => model.requests.reduce((sum, { inputs }) => sum + inputs.length, 0);
    await tone(["good", "bad", "good"]);
    assert.equal(read(), 2);
    await tone(["bad", "plain", "good"]);
    assert.equal(read(), 3);
    await client.request("unload", { model: folder });
    await tone(["bad"]);
    assert.equal(read(), 4);
  });

  describe("with a cache folder", () => {
    let cacheFolder: string;
    /** Answers as an engine that has just started. @returns The results, and the number of sequences that were read. */
    async function askNew(sentences: readonly string[], identify: () => Promise<string>) {
      const fresh = createModel();
      const load = () => Promise.resolve({ ...fresh, identify, dispose: () => undefined });
      const handlers = createHandlers(load, cacheFolder);
      const work = { turn: () => Promise.resolve(), report: () => undefined };
      const results = await handlers.tone({ model: folder, sentences }, work);
      await handlers.unload({ model: folder }, work);
      return { results, read: fresh.requests.reduce((sum, { inputs }) => sum + inputs.length, 0) };
    }
    const sentences = ["good", "bad bad", "plain", `${"bad ".repeat(200)}good`];

    beforeEach(() => {
      cacheFolder = mkdtempSync(join(tmpdir(), "cloze-handlers-"));
    });
    afterEach(() => rmSync(cacheFolder, { recursive: true }));

    it("reads no sentence that an earlier engine has read with the same model", async () => {
      const same = () => Promise.resolve("same");
      const first = await askNew(sentences, same);
      assert.ok(first.read > sentences.length);
      assert.deepEqual(await askNew(sentences, same), { results: first.results, read: 0 });
      assert.equal((await askNew([...sentences, "good good"], same)).read, 1);
      assert.equal((await askNew(sentences, () => Promise.resolve("another"))).read, first.read);
    });

    it("answers even if the model cannot be identified", async () => {
      const identify = () => Promise.reject(new Error("gone"));
      assert.deepEqual(await askNew(sentences, identify), await askNew(sentences, identify));
    });
  });

  it("answers an interactive request while it reads a document", async () => {
    const sentences = Array.from(
      { length: 1000 },
      (_, i) => "bad ".repeat(i % 60) + "good ".repeat(Math.floor(i / 60)),
    );
    let isDone = false;
    const document = client.request("tone", { model: folder, sentences }, { lane: "visible" }).then(() => {
      isDone = true;
    });
    await client.request("fill", { model: folder, text });
    assert.equal(isDone, false);
    await document;
  });
});
