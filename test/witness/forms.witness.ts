import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngineClient, type EngineClient } from "../../src/engine/client/engineClient";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import type { Requests } from "../../src/engine/protocol/protocol";
import { createHandlers } from "../../src/engine/serve/handlers";
import { serveEngine } from "../../src/engine/serve/serveEngine";
import { createChannelPair } from "../engine/channels/createChannelPair";

const FOLDER = process.env["CLOZE_WITNESS_FORMS"];
if (FOLDER === undefined) throw new Error("CLOZE_WITNESS_FORMS is not set: run these tests by npm run test:witness");

const TEXTS = ["the cat sat on the [MASK] .", "a dog", "the [MASK] and the [MASK] sat , and the dog ran ."];

/** PyTorch wrote one seeded model in each form. What is asserted is the same bits: no form changes a number. */
describe("weights in other forms", () => {
  const cacheFolder = mkdtempSync(join(tmpdir(), "cloze-forms-"));
  let engine: EngineClient;
  before(() => {
    engine = createEngineClient({
      open: () => {
        const [owner, side] = createChannelPair();
        serveEngine(
          side,
          createHandlers((folder) => createOnnxModel(folder, { cacheFolder, threads: 1 })),
        );
        return owner;
      },
    });
  });
  after(() => {
    engine.dispose();
    rmSync(cacheFolder, { recursive: true });
  });

  for (const { kind, folder, least = 14 } of [
    { kind: "BERT", folder: FOLDER },
    { kind: "DistilBERT", folder: join(FOLDER, "distilbert") },
    { kind: "all-MiniLM-L6-v2", folder: join(FOLDER, "published"), least: 2 },
  ]) {
    const names = readdirSync(folder).filter((name) => /^(zip|legacy|tensorflow)/.test(name));
    it(`were written of ${kind}`, () => assert.ok(names.length >= least, names.join(", ")));
    for (const name of names) {
      it(`answer as safetensors do: ${kind}, ${name}`, async () => {
        const same = /-(?:b?float16)$/.exec(name)?.[0] ?? "";
        const found = await answerAll(engine, join(folder, name));
        assert.deepEqual(found, await answerAll(engine, join(folder, `safetensors${same}`)));
      });

      it(`are converted to safetensors that answer the same: ${kind}, ${name}`, async () => {
        const to = join(cacheFolder, `${kind}-${name}`);
        await engine.request("convert", { model: join(folder, name), to });
        assert.deepEqual(await answerAll(engine, to), await answerAll(engine, join(folder, name)));
      });
    }
  }
});

/** Every answer that the model has, without what names it. */
async function answerAll(engine: EngineClient, model: string): Promise<unknown> {
  const { has, layers } = await engine.request("load", { model });
  const answers: unknown[] = [has];
  const ask = async <K extends "fill" | "pair" | "tone" | "tokens" | "embed" | "vectors" | "attention">(
    kind: K,
    params: Omit<Requests[K]["params"], "model">,
  ) => answers.push(await engine.request(kind, { ...params, model } as Requests[K]["params"]));
  for (const text of TEXTS) {
    if (has.mlm && text.includes("[MASK]")) await ask("fill", { text, top: 20 });
    if (has.nsp) await ask("pair", { text, pair: "the dog ran ." });
    if (has.classifier) await ask("tone", { sentences: [text] });
    await ask("tokens", { text });
    await ask("embed", { text, pooling: "mean" });
    await ask("vectors", { text });
    await ask("attention", { text, layer: layers - 1, head: 1 });
  }
  return answers;
}
