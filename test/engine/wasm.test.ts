import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createChildChannel } from "../../src/engine/channels/childChannel";
import { createEngineClient, type EngineClient } from "../../src/engine/client/engineClient";
import { createOnnxModel, type OnnxModel } from "../../src/engine/model/onnxModel";
import type { DeviceChoice } from "../../src/engine/protocol/device";
import { createHandlers } from "../../src/engine/serve/handlers";
import type { Work } from "../../src/engine/steps/work";
import type { ModelOutput } from "../../src/tasks/model/model";
import type { ToneResult } from "../../src/tasks/tone/toneRequest";
import { removeFolders, TINY_BERT, TINY_DISTILBERT } from "../checkpoint/checkpointFolder";
import { readGolden } from "../graph/golden";
import { skipBecause } from "../harness/skipBecause";

const ROOT = path.join(import.meta.dirname, "../..");
const DIST = path.join(ROOT, "dist");
const WASM = path.join(DIST, "wasm");
const BUNDLED = path.join(ROOT, "models/cloze-small");

/** Largest difference from ONNX Runtime's library in float32, in log-probabilities, margins, probabilities and states. */
const TOLERANCE = 1e-4;

const WORK: Work = { turn: () => Promise.resolve(), report: () => undefined };

/** Tests ONNX Runtime as WebAssembly beside its library, in models and in the shipped engine as a whole. */
describe("WebAssembly", function () {
  // Its first session compiles 14 MB.
  this.timeout(60_000);
  const models: OnnxModel[] = [];
  const clients: EngineClient[] = [];
  let folder: string;

  before(function () {
    if (!existsSync(WASM)) skipBecause(this, "dist/wasm is not built: npm run build");
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-wasm-"));
  });
  after(async () => {
    for (const client of clients) client.dispose();
    for (const model of models) await model.dispose();
    rmSync(folder, { recursive: true, force: true });
    removeFolders();
  });

  const open = async (checkpoint: string, device: DeviceChoice) => {
    const options = { device, precision: "fp32", threads: 1, cacheFolder: folder, wasmFolder: WASM } as const;
    const model = await createOnnxModel(checkpoint, options);
    models.push(model);
    return model;
  };
  const openBoth = (checkpoint: string) => Promise.all([open(checkpoint, "cpu"), open(checkpoint, "wasm")]);

  it("fills, judges pairs and tones, and attends as the library does: the bundled model", async () => {
    const [native, wasm] = await openBoth(BUNDLED);
    const { device, deviceReason, precision, statesPrecision, precisionReason } = wasm.info;
    assert.deepEqual(
      [device, deviceReason, precision, statesPrecision, precisionReason],
      ["WebAssembly", "asked for", "fp32", "fp32", "WebAssembly computes in it whatever is asked"],
    );
    const ask = async (model: OnnxModel) => {
      const handlers = createHandlers(() => Promise.resolve(model));
      const asked = { model: BUNDLED, text: "The cat sat on the mat." };
      const { masks } = await handlers.fill({ ...asked, text: "Paris is the [MASK] of France.", top: 20 }, WORK);
      const { margin } = await handlers.pair({ ...asked, pair: "Nobody was there." }, WORK);
      const sentences = ["This is a terrible, useless mess.", "The file holds one record."];
      const tones = await handlers.tone({ model: BUNDLED, sentences }, WORK);
      const { attention } = await handlers.attention({ ...asked, layer: 3, head: 2 }, WORK);
      const fills = masks.flatMap((mask) => mask.fills);
      return {
        words: fills.map(({ text }) => text),
        numbers: [
          ...fills.map(({ probability }) => Math.log(probability)),
          margin,
          ...tones.flatMap(({ scores }) => Object.values(scores)),
          ...attention,
        ],
      };
    };
    const [expected, found] = [await ask(native), await ask(wasm)];
    assert.deepEqual(found.words, expected.words);
    assert.equal(found.words[0], "capital");
    assertNear(found.numbers, expected.numbers);
  });

  for (const [name, checkpoint] of [
    ["tiny-bert", TINY_BERT],
    ["tiny-distilbert", TINY_DISTILBERT],
  ] as const) {
    it(`gives the states, maps and logits of the library: ${name}`, async () => {
      const { cases } = readGolden(name);
      const [native, wasm] = await openBoth(checkpoint);
      const request = {
        inputs: cases,
        mlm: cases.map((_, input) => ({ input, position: 0 })),
        nsp: native.info.has.nsp,
        classifier: native.info.has.classifier,
        hidden: [0, 2],
        attention: [1],
        queries: [1],
      };
      const [expected, found] = [await native.run(request), await wasm.run(request)];
      assertNear(listNumbers(found), listNumbers(expected));
      const last = { inputs: cases, hidden: [2] };
      assertNear(listNumbers(await wasm.openStates(2).run(last)), listNumbers(await native.openStates(2).run(last)));
    });
  }

  /** The shipped engine in a folder without ONNX Runtime's library, with WebAssembly or not. */
  function start(name: string, device: DeviceChoice, { hasWasm }: { readonly hasWasm: boolean }): EngineClient {
    const dist = path.join(folder, name);
    mkdirSync(dist);
    for (const file of ["engine.cjs", "session.cjs"]) copyFileSync(path.join(DIST, file), path.join(dist, file));
    if (hasWasm) symlinkSync(WASM, path.join(dist, "wasm"), "junction");
    const open = () => createChildChannel(path.join(dist, "engine.cjs"), { device, cudaFolder: "", threads: 2 });
    const client = createEngineClient({ open, hangMs: 60_000 });
    clients.push(client);
    return client;
  }

  it("answers by itself where the library is not there, in processes side by side too", async () => {
    const client = start("without", "auto", { hasWasm: true });
    const info = await client.request("device", { model: BUNDLED });
    assert.equal(info.device, "WebAssembly");
    assert.equal(info.deviceReason, `there is no library of ONNX Runtime for ${process.platform}-${process.arch} here`);
    const sentences = Array.from({ length: 400 }, (_, i) => `the cat sat on the mat ${i}`);
    const asked = { model: BUNDLED, sentences };
    const list = (tones: readonly ToneResult[]) => tones.flatMap(({ scores }) => Object.values(scores));
    const native = createHandlers(() => open(BUNDLED, "cpu"));
    assertNear(list(await client.request("tone", asked)), list(await native.tone(asked, WORK)));
  });

  it("is refused, and other devices too, where they are not there", async () => {
    const bare = start("bare", "wasm", { hasWasm: false });
    await assert.rejects(bare.request("load", { model: TINY_BERT }), {
      code: "no-device",
      message: /^WebAssembly was asked for and is not in this package of Cloze .*; choose "auto"$/,
    });
    const other = start("other", "cuda", { hasWasm: true });
    await assert.rejects(other.request("load", { model: TINY_BERT }), {
      code: "no-device",
      message: /^CUDA was asked for and is not in ONNX Runtime for \S+, which has WebAssembly; /,
    });
    const nothing = start("nothing", "auto", { hasWasm: false });
    await assert.rejects(nothing.request("load", { model: TINY_BERT }), {
      message: /^no model can be run: there is no library of ONNX Runtime for \S+ here$/,
    });
  });
});

function listNumbers(output: ModelOutput): readonly number[] {
  const { mlm = [], nsp = [], classifier = [], hidden = [], attention = [], queries = [] } = output;
  const states = [...hidden.flat(), ...attention.flat(), ...queries.flat().flatMap(({ query, key }) => [query, key])];
  return [...mlm, ...nsp, ...classifier, ...states].flatMap((values) => [...values]);
}

function assertNear(found: readonly number[], expected: readonly number[]): void {
  assert.ok(expected.length > 0);
  assert.equal(found.length, expected.length);
  for (const [i, number] of expected.entries()) {
    assert.ok(Math.abs(number - found[i]!) <= TOLERANCE, `number ${i}: ${found[i]}, by the library ${number}`);
  }
}
