import assert from "node:assert/strict";
import { join } from "node:path";
import { createOnnxModel, type OnnxModel, type OnnxModelOptions } from "../../../src/engine/model/onnxModel";
import { type OnnxRuntime, openOnnxRuntime } from "../../../src/engine/sessions/onnxRuntime";
import type { ModelInput, ModelOutput, ModelRequest } from "../../../src/tasks/model/model";
import { createFolder, removeFolders, TINY_BERT, TINY_DISTILBERT } from "../../checkpoint/checkpointFolder";
import { convertTensor, type FileTensor } from "../../checkpoint/safetensorsFile";
import { createSlipFolder, SLIP_GOLDEN } from "../../checkpoint/slipFolder";
import { assertClose, joinRows, readGolden, TOLERANCE } from "../../graph/golden";
import { drawInput } from "./drawInput";

const BUNDLED = join(import.meta.dirname, "..", "..", "..", "models", "cloze-small");
const SESSION = join(import.meta.dirname, "..", "..", "..", "dist", "session.cjs");

/** Each sequence is asked for candidates at a few places, in no order, one place twice. */
function askAll(inputs: readonly ModelInput[], asked: Omit<ModelRequest, "inputs"> = {}): ModelRequest {
  const candidates = inputs.flatMap(({ ids }, input) =>
    [2, 0, 1, 2].slice(0, input % 5).map((step, i) => ({
      input,
      position: (step * 7) % ids.length,
      pieces: Array.from({ length: 1 + ((input + i) % 4) }, (_, k) => (input * 13 + i * 5 + k) % 120),
    })),
  );
  return { inputs, candidates: candidates.reverse(), ...asked };
}

const toHalf = (all: readonly FileTensor[]) => all.map((tensor) => convertTensor(tensor, "F16"));

/** Gives the MLM readout a decoder of its own: the embeddings upside down. */
function untie(all: readonly FileTensor[]): readonly FileTensor[] {
  const words = all.find(({ name }) => name.endsWith("word_embeddings.weight"))!;
  const rows = Array.from({ length: 120 }, (_, v) => words.bytes.subarray((119 - v) * 128, (120 - v) * 128));
  return [...all, { ...words, name: "cls.predictions.decoder.weight", bytes: Buffer.concat(rows) }];
}

describe("runSlips, through a model", () => {
  const models: OnnxModel[] = [];
  const open = async (folder: string, options: OnnxModelOptions = {}): Promise<OnnxModel> => {
    const model = await createOnnxModel(folder, { threads: 1, cacheFolder: createFolder(), ...options });
    models.push(model);
    return model;
  };
  afterEach(async () => {
    for (const model of models.splice(0)) await model.dispose();
  });
  after(removeFolders);

  const lengths = [9, 5, 9, 9, 17, 5, 1, 9, 40, 40, 17, 2, 2];
  const inputs = lengths.map((length, seed) => drawInput(seed, length));

  it("answers as PyTorch does, all cases in one request", async () => {
    const golden = readGolden("tiny-bert").cases;
    const { cases } = SLIP_GOLDEN;
    const model = await open(createSlipFolder());
    const output = await model.run({
      inputs: cases.map(({ name }) => golden.find((each) => each.name === name)!),
      candidates: cases.flatMap(({ candidates }, input) => candidates.map((place) => ({ input, ...place }))),
      actions: true,
      classifier: true,
    });
    let row = 0;
    for (const [index, case_] of cases.entries()) {
      const rows = output.candidates!.slice(row, (row += case_.candidates.length));
      assertClose(joinRows(rows), case_.logits, `candidates, ${case_.name}`);
      assertClose(output.actions![index], case_.actions, `actions, ${case_.name}`);
      const { classifier } = golden.find(({ name }) => name === case_.name)!;
      assertClose(output.classifier![index], classifier, `classifier, ${case_.name}`);
    }
  });

  for (const { name, folder } of [
    { name: "tiny BERT", folder: () => createSlipFolder() },
    { name: "tiny DistilBERT", folder: () => TINY_DISTILBERT },
    { name: "tiny BERT in F16", folder: () => createSlipFolder({ tensors: toHalf }) },
    { name: "tiny BERT with a decoder of its own", folder: () => createSlipFolder({ tensors: untie }) },
  ]) {
    for (const { precision, tolerance } of [
      { precision: "fp32", tolerance: TOLERANCE },
      // The decoder of `mlm` reads states in 8 bits, that of candidates reads them in float32.
      { precision: "int8", tolerance: 0.2 },
    ] as const) {
      it(`gives candidates the logits that they have among all: ${name}, ${precision}`, async () => {
        const model = await open(folder(), { precision });
        const request = askAll(inputs);
        const { candidates = [] } = await model.run(request);
        const { mlm = [] } = await model.run({ inputs, mlm: request.candidates! });
        assert.ok(candidates.length > 20 && candidates.length === mlm.length);
        let worst = 0;
        for (const [row, { pieces }] of request.candidates!.entries()) {
          assert.equal(candidates[row]!.length, pieces.length);
          for (const [k, piece] of pieces.entries()) {
            worst = Math.max(worst, Math.abs(candidates[row]![k]! - mlm[row]![piece]!));
          }
        }
        assert.ok(worst <= tolerance, `${worst} from the logit among all, expected at most ${tolerance}`);
      });
    }
  }

  for (const precision of ["fp32", "int8"] as const) {
    for (const asked of [{}, { actions: true, classifier: true, nsp: true }] as const) {
      it(`gives each sequence the answer it gets alone, bit for bit: ${Object.keys(asked).length + 1} outputs, ${precision}`, async () => {
        const model = await open(createSlipFolder(), { precision });
        const request = askAll(inputs, asked);
        const together = await model.run(request);
        for (const [index, input] of inputs.entries()) {
          const own = request.candidates!.flatMap((each, row) => (each.input === index ? [{ ...each, row }] : []));
          const candidates = own.map(({ position, pieces }) => ({ input: 0, position, pieces }));
          const alone = await model.run({ ...request, inputs: [input], candidates });
          for (const [i, { row }] of own.entries()) assert.deepEqual(together.candidates![row], alone.candidates![i]);
          for (const readout of ["actions", "classifier", "nsp"] as const) {
            assert.deepEqual(together[readout]?.[index], alone[readout]?.[0], `${readout} of sequence ${index}`);
          }
        }
        assert.deepEqual(Object.keys(together).sort(), ["candidates", ...Object.keys(asked)].sort());
      });
    }

    for (const { name, folder } of [
      { name: "tiny BERT", folder: () => createSlipFolder() },
      { name: "bundled model", folder: () => BUNDLED },
    ]) {
      it(`leaves the other readouts their numbers, bit for bit, in the same run or after it: ${name}, ${precision}`, async () => {
        const model = await open(folder(), { precision });
        const mlm = inputs.map((_, input) => ({ input, position: 0 }));
        const usual: ModelRequest = { inputs, mlm, nsp: true, classifier: true };
        const before = await model.run(usual);
        const actions = model.info.slipActions === undefined ? {} : ({ actions: true } as const);
        const { mlm: words, nsp, classifier } = await model.run({ ...askAll(inputs, actions), ...usual });
        assert.deepEqual({ mlm: words, nsp, classifier }, before);
        assert.deepEqual(await model.run(usual), before);
      });
    }
  }

  it("runs the encoder once for candidates, actions and classifier, and makes its session when it is first asked", async () => {
    const runtime = await countRuns();
    const model = await open(createSlipFolder(), { runtime });
    const short = inputs.filter(({ ids }) => ids.length === 9);
    await model.run({ inputs: short, classifier: true });
    assert.deepEqual(runtime.counts, { sessions: 1, runs: 1, disposed: 0 });
    await model.run(askAll(short, { actions: true, classifier: true, nsp: true }));
    assert.deepEqual(runtime.counts, { sessions: 2, runs: 2, disposed: 1 });
    await model.run({ inputs: short, classifier: true });
    assert.deepEqual(runtime.counts, { sessions: 2, runs: 3, disposed: 1 });
  });

  it("answers side by side what it answers alone, also while a team of the smaller graph is there", async () => {
    const model = await open(createSlipFolder(), { precision: "int8", threads: 2, sessionPath: SESSION });
    const usual: ModelRequest = { inputs, classifier: true };
    const request = askAll(inputs, { actions: true, classifier: true });
    const [tones, expected] = [await model.run(usual), await model.run(request)];
    const fresh = await open(createSlipFolder(), { precision: "int8", threads: 2, sessionPath: SESSION });
    const runAll = async (asked: ModelRequest): Promise<readonly ModelOutput[]> => {
      while (fresh.parallel === 1) await new Promise(setImmediate);
      return Promise.all(Array.from({ length: 3 }, () => fresh.runBeside(asked)));
    };
    fresh.expect(1000);
    for (const found of await runAll(usual)) assert.deepEqual(found, tones);
    fresh.expect(1000, { slips: true });
    for (const found of await runAll(request)) assert.deepEqual(found, expected);
    for (const found of await runAll(usual)) assert.deepEqual(found, tones);
  });

  it("gives empty lists where nothing is asked of a sequence", async () => {
    const model = await open(createSlipFolder());
    assert.deepEqual(await model.run({ inputs: [], candidates: [], actions: true }), { candidates: [], actions: [] });
    assert.deepEqual(await model.run({ inputs, candidates: [] }), { candidates: [] });
  });

  it("says what its actions are, and that another model has none", async () => {
    const calibration = { slip: { slope: 1, middle: 2 } };
    const config = { cloze_slips: { actions: SLIP_GOLDEN.actions, calibration } };
    const { info } = await open(createSlipFolder({ config }));
    assert.deepEqual([info.slipActions, info.slipCalibration], [SLIP_GOLDEN.actions, calibration]);
    assert.equal(info.lacks?.slips, undefined);
    const other = await open(TINY_BERT);
    assert.deepEqual([other.info.slipActions, other.info.slipCalibration], [undefined, undefined]);
    await assert.rejects(
      other.run({ inputs, actions: true }),
      /no layer for words too many and missing: .*slips\.weight/,
    );
  });
});

async function countRuns() {
  const counts = { sessions: 0, runs: 0, disposed: 0 };
  const real = await openOnnxRuntime();
  const runtime: OnnxRuntime & { readonly counts: typeof counts } = {
    ...real,
    counts,
    createSession: async (options) => {
      const session = await real.createSession(options);
      counts.sessions += 1;
      return {
        run: (...run) => {
          counts.runs += 1;
          return session.run(...run);
        },
        dispose: () => {
          counts.disposed += 1;
          return session.dispose();
        },
      };
    },
  };
  return runtime;
}
