import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Checkpoint } from "../../../src/checkpoint/checkpoint";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { LIMITS } from "../../../src/engine/elsewhere/patience";
import { type Runs, ServerReadouts } from "../../../src/engine/elsewhere/serverReadouts";
import { createOnnxModel, type OnnxModel } from "../../../src/engine/model/onnxModel";
import { exportModel } from "../../../src/engine/serving/exportModel";
import type { ModelInput, ModelOutput, ModelRequest } from "../../../src/tasks/model/model";
import type { ServedHead } from "../../../src/tasks/schemas/servedHeadSchema";
import { createFolder, removeFolders, TINY_BERT } from "../../checkpoint/checkpointFolder";
import { createRandom } from "../../graph/createRandom";
import {
  type InferenceFault,
  type LoopbackInferenceOptions,
  openLoopbackInference,
} from "../../harness/loopbackInference";
import { FakeClock } from "./fakeClock";

/** Two builds of ONNX Runtime's operators add up in different orders. */
const TOLERANCE = 1e-5;
const HEADS: Readonly<Record<string, readonly number[]>> = { classifier: [3], mlm: [-1, 120], nsp: [2] };

describe("readouts of a server", () => {
  let folder: string;
  let model: OnnxModel;
  let checkpoint: Checkpoint;
  let inputs: readonly ModelInput[];
  const opened: { dispose?(): void; close?(): Promise<void> }[] = [];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "cloze-server-"));
    checkpoint = await readCheckpoint(createFolder());
    model = await createOnnxModel(checkpoint.folder, { cacheFolder: folder });
    for (const head of Object.keys(HEADS)) await write(checkpoint.folder, head as ServedHead);
    const random = createRandom(7);
    const draw = (below: number) => Math.floor(random() * below);
    // Many lengths, so that one request of a task becomes several to the server.
    inputs = Array.from({ length: 40 }, () => {
      const ids = Array.from({ length: 4 + draw(12) }, () => draw(120));
      return { ids, segments: ids.map((_, t) => (t > 5 ? 1 : 0)) };
    });
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) {
      each.dispose?.();
      await each.close?.();
    }
  });
  after(async () => {
    await model.dispose();
    rmSync(folder, { recursive: true });
    removeFolders();
  });

  const write = (from: string, head: ServedHead, to: string = head) =>
    exportModel(
      { model: from, to: join(folder, to), for: "onnx", head },
      { cacheFolder: folder, onStep: () => Promise.resolve() },
    );

  /** A server of a head, readouts that ask it, and what was computed here. */
  async function open(head: string, options: Partial<LoopbackInferenceOptions> & { readonly sends?: string } = {}) {
    const { sends, ...others } = options;
    const server = await openLoopbackInference({
      file: join(folder, head, "model.onnx"),
      shape: HEADS[head]!,
      ...others,
    });
    const here: ModelRequest[] = [];
    const moves: (string | undefined)[] = [];
    const clock = new FakeClock();
    const compute = (request: ModelRequest) => {
      here.push(request);
      return model.run(request);
    };
    const local: Runs = { batchTokens: 64, parallel: 1, expect: () => undefined, run: compute, runBeside: compute };
    const readouts = new ServerReadouts({
      checkpoint,
      settings: { url: server.url, token: sends },
      local,
      clock,
      onMove: () => moves.push(readouts.place.server),
    });
    opened.push(readouts, server);
    await readouts.connect();
    here.length = 0;
    return { server, readouts, here, moves, clock };
  }

  function assertSame(found: ModelOutput, expected: ModelOutput): void {
    assert.deepEqual(Object.keys(found), Object.keys(expected));
    for (const part of ["mlm", "nsp", "classifier", "candidates"] as const) {
      assert.equal(found[part]?.length, expected[part]?.length);
      for (const [i, row] of (found[part] ?? []).entries()) {
        const own = expected[part]![i]!;
        assert.equal(row.length, own.length);
        assert.ok(
          row.every((value, at) => Math.abs(value - own[at]!) < TOLERANCE),
          `${part} ${i}`,
        );
      }
    }
    for (const [i, { ids, logProbabilities }] of (found.top ?? []).entries()) {
      assert.deepEqual([...ids], [...expected.top![i]!.ids]);
      const own = expected.top![i]!.logProbabilities;
      assert.ok(logProbabilities.every((value, at) => Math.abs(value - own[at]!) < TOLERANCE));
    }
  }

  for (const isBinary of [false, true]) {
    it(`compute there what the server's head answers, as here, in ${isBinary ? "bytes" : "JSON"}`, async () => {
      const { server, readouts, here } = await open("classifier", { isBinary });
      assert.equal(readouts.place.server, server.url);
      assertSame(await readouts.run({ inputs, classifier: true }), await model.run({ inputs, classifier: true }));
      assert.deepEqual(here, []);
      // Of one length each.
      assert.equal(
        server.asked.filter(({ kind }) => kind === "infer").length,
        1 + new Set(inputs.map(({ ids }) => ids.length)).size,
      );
    });
  }

  it("fill and rank words where the fill-mask layer is served", async () => {
    const { readouts, here } = await open("mlm");
    const mlm = [3, 0, 3].map((input, i) => ({ input, position: i + 1 }));
    const candidates = [{ input: 2, position: 1, pieces: [5, 9, 100] }];
    for (const request of [
      { inputs, mlm },
      { inputs, mlm, top: 4 },
      { inputs, candidates },
    ]) {
      assertSame(await readouts.run(request), await model.run(request));
    }
    assert.deepEqual(here, []);
  });

  it("compare pairs where the next-sentence layer is served", async () => {
    const { readouts, here } = await open("nsp");
    assertSame(await readouts.run({ inputs, nsp: true }), await model.run({ inputs, nsp: true }));
    assert.deepEqual(here, []);
  });

  for (const request of [
    { mlm: [{ input: 0, position: 1 }] },
    { classifier: true, nsp: true },
    { classifier: true, hidden: [1] },
    { classifier: true, exact: true },
  ]) {
    it(`are computed here for ${JSON.stringify(request)}`, async () => {
      const { server, readouts, here } = await open("classifier");
      const count = server.asked.length;
      await readouts.run({ inputs, ...request });
      assert.deepEqual([here.length, server.asked.length], [1, count]);
    });
  }

  it("never have more requests under way than their limit", async () => {
    const { server, readouts } = await open("classifier");
    await Promise.all(inputs.map((input) => readouts.runBeside({ inputs: [input], classifier: true })));
    assert.ok(server.mostAtOnce > 1 && server.mostAtOnce <= LIMITS.inFlight, String(server.mostAtOnce));
  });

  const faults: readonly { name: string; fault: (clock: FakeClock) => InferenceFault; says: RegExp }[] = [
    { name: "is killed", fault: () => ({ cut: "before" }), says: /cannot be reached \(.+\)$/ },
    { name: "is killed in the middle of an answer", fault: () => ({ cut: "middle" }), says: /cannot be reached/ },
    {
      name: "is slow",
      fault: (clock) => ({ hang: () => clock.tick(LIMITS.deadlineMs) }),
      says: /does not answer in time$/,
    },
    { name: "answers 503", fault: () => ({ status: 503 }), says: /is busy or broken \(503\)$/ },
    {
      name: "answers 429 for an hour",
      fault: () => ({ status: 429, headers: { "retry-after": "3600" } }),
      says: /429/,
    },
    { name: "answers garbage", fault: () => ({ body: "<html>It works!</html>" }), says: /answers what is not JSON$/ },
    { name: "answers nothing", fault: () => ({ body: "{}" }), says: /it has no outputs$/ },
    {
      name: "answers a shorter array",
      fault: () => ({ change: (o) => ({ ...o, data: o.data.slice(1) }) }),
      says: /numbers, expected \d+$/,
    },
    {
      name: "answers in another shape",
      fault: () => ({ change: (o) => ({ ...o, shape: [o.shape[0]! + 1, 3] }) }),
      says: /has the shape \[\d+, 3\], expected/,
    },
    {
      name: "answers what is no number",
      fault: () => ({ change: (o) => ({ ...o, data: o.data.map(() => null) }) }),
      says: /not finite$/,
    },
    {
      name: "answers without end",
      fault: () => ({ body: " ".repeat(1 << 21) }),
      says: /answers more than what was asked needs/,
    },
    {
      name: "sends on elsewhere",
      fault: () => ({ status: 307, headers: { location: "http://127.0.0.1:1/" } }),
      says: /not followed$/,
    },
    { name: "does not let in any more", fault: () => ({ status: 401 }), says: /asks for a token \(401\)$/ },
  ];
  for (const { name, fault, says } of faults) {
    it(`are all there, once each, if the server ${name} meanwhile`, async () => {
      const { server, readouts, here, moves, clock } = await open("classifier");
      const start = server.asked.length;
      server.fault = (_, count) => (count > start + 5 ? fault(clock) : undefined);
      const batches = Array.from({ length: 10 }, (_, i) => inputs.slice(4 * i, 4 * i + 4));
      const outputs = await Promise.all(batches.map((some) => readouts.runBeside({ inputs: some, classifier: true })));
      assertSame(
        { classifier: outputs.flatMap(({ classifier }) => classifier!) },
        await model.run({ inputs, classifier: true }),
      );
      assert.ok(here.length > 0);
      assert.match(readouts.place.reason, says);
      // The person is told once, however many requests fail together.
      assert.deepEqual(moves, [undefined]);
    });
  }

  it("are asked for again, after the time that a busy server names", async () => {
    const { server, readouts, here, clock } = await open("classifier");
    const start = server.asked.length;
    server.fault = (_, count) => (count === start + 1 ? { status: 503, headers: { "retry-after": "2" } } : undefined);
    const request = { inputs: inputs.slice(0, 1), classifier: true };
    assertSame(await readouts.run(request), await model.run(request));
    assert.deepEqual([clock.waits, here], [[2000], []]);
  });

  it("leave a server alone that was away, and then come back to it", async () => {
    const { server, readouts, moves, clock } = await open("classifier");
    const request = { inputs: inputs.slice(0, 2), classifier: true };
    server.fault = () => ({ cut: "before" });
    await readouts.run(request);
    const count = server.asked.length;
    await readouts.run(request);
    assert.equal(server.asked.length, count, "it was left alone");
    server.fault = () => undefined;
    clock.tick(LIMITS.firstPauseMs);
    assertSame(await readouts.run(request), await model.run(request));
    assert.equal(server.asked.at(-1)?.kind, "infer");
    assert.deepEqual(moves, [undefined, readouts.place.server]);
  });

  it("send the token, and nothing without it", async () => {
    const { server, readouts } = await open("classifier", { token: "secret", sends: "secret" });
    assert.ok(readouts.place.server);
    assert.deepEqual(new Set(server.asked.map(({ authorization }) => authorization)), new Set(["Bearer secret"]));
    const { readouts: stranger } = await open("classifier", { token: "secret" });
    assert.match(stranger.place.reason, /asks for a token \(401\)$/);
  });

  it("are not taken of a model with other weights, and never asked of it again", async () => {
    const other = createFolder({
      from: TINY_BERT,
      tensors: (tensors) =>
        tensors.map((t) =>
          t.name === "classifier.weight"
            ? { ...t, bytes: t.bytes.map((byte, i) => (i % 4 === 3 ? byte ^ 0x80 : byte)) }
            : t,
        ),
    });
    await write(other, "classifier", "other");
    const { server, readouts, clock } = await open("classifier", { file: join(folder, "other", "model.onnx") });
    assert.match(readouts.place.reason, /it has other weights$/);
    const count = server.asked.length;
    clock.tick(1e9);
    await readouts.run({ inputs, classifier: true });
    assert.equal(server.asked.length, count);
  });

  for (const { name, options, says } of [
    {
      name: "labels",
      options: { shape: [4] },
      says: /outputs are "logits" FP32 \[-1, 4\], expected logits \[B, 3\] \(classifier\)/,
    },
    { name: "outputs", options: { output: "scores" }, says: /outputs are "scores" FP32 \[-1, 3\]/ },
  ]) {
    it(`are not taken of a model with other ${name}`, async () => {
      const { readouts } = await open("classifier", options);
      assert.match(readouts.place.reason, says);
    });
  }

  it("say that a server is away from the start", async () => {
    const { server, readouts } = await open("classifier");
    await server.close();
    const gone = new ServerReadouts({
      checkpoint,
      settings: { url: server.url },
      local: readouts,
      clock: new FakeClock(),
    });
    opened.push(gone);
    await gone.connect();
    assert.match(gone.place.reason, /cannot be reached \(ECONNREFUSED\)$/);
  });

  it("say why no request goes to a server, where the reason has no code", async () => {
    const url = "http://127.0.0.1:9/v2/models/m";
    const { readouts } = await open("classifier");
    const barred = new ServerReadouts({ checkpoint, settings: { url }, local: readouts, clock: new FakeClock() });
    opened.push(barred);
    await barred.connect();
    assert.equal(barred.place.reason, `${url} cannot be reached (bad port)`);
  });
});
