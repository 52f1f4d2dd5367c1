import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { judgeAgreement } from "../../../src/engine/agreement/judgeAgreement";
import { keepAgreement } from "../../../src/engine/agreement/keptAgreement";
import { detectMatrixType } from "../../../src/engine/devices/detectMatrixType";
import { rememberMatrixType } from "../../../src/engine/devices/rememberMatrixType";
import { createOnnxModel, type OnnxModel, type OnnxModelOptions } from "../../../src/engine/model/onnxModel";
import { ModelError } from "../../../src/tasks/model/model";
import { softmax } from "../../../src/tasks/model/softmax";
import { createFolder, removeFolders, TINY_BERT, TINY_DISTILBERT } from "../../checkpoint/checkpointFolder";
import { readGolden } from "../../graph/golden";
import { drawInput } from "./drawInput";

const BUNDLED = join(import.meta.dirname, "..", "..", "..", "models", "cloze-small");

/** Rounding to int8 moves logits and states, which are of the order of 1 here, by less than a tenth, at worst by two tenths. */
const LOGIT_TOLERANCE = 0.25;
const ATTENTION_TOLERANCE = 0.05;

describe("prepareWeights", () => {
  const models: OnnxModel[] = [];
  let cacheFolder: string;
  const open = async (folder: string, options: OnnxModelOptions = {}): Promise<OnnxModel> => {
    const model = await createOnnxModel(folder, { precision: "int8", cacheFolder, ...options });
    models.push(model);
    return model;
  };
  before(() => {
    cacheFolder = mkdtempSync(join(tmpdir(), "cloze-cache-"));
  });
  afterEach(async () => {
    for (const model of models.splice(0)) await model.dispose();
  });
  after(() => {
    rmSync(cacheFolder, { recursive: true });
    removeFolders();
  });

  for (const { name, from, makeFolder } of [
    { name: "tiny-bert", from: "tiny-bert", makeFolder: () => TINY_BERT },
    { name: "tiny-distilbert", from: "tiny-distilbert", makeFolder: () => TINY_DISTILBERT },
    // The lower bound of an activation decides how its outputs are quantized.
    ...["relu", "silu", "gelu_new"].map((hidden_act) => ({
      name: `tiny-bert with ${hidden_act}`,
      from: "tiny-bert" as const,
      makeFolder: () => createFolder({ config: { hidden_act } }),
    })),
  ] as const) {
    it(`answers in int8 nearly as in fp32: every readout, layer and map of ${name}`, async () => {
      const folder = makeFolder();
      const inputs = readGolden(from).cases;
      const mlm = inputs.flatMap(({ masks }, input) => masks.map((position) => ({ input, position })));
      const request = {
        inputs,
        mlm,
        nsp: from === "tiny-bert",
        classifier: true,
        hidden: [0, 1, 2, 3],
        attention: [2],
      };
      const exact = await (await open(folder, { precision: "fp32" })).run(request);
      const found = await (await open(folder)).run(request);
      assertNear(found.mlm!, exact.mlm!, LOGIT_TOLERANCE);
      assertNear(found.nsp ?? [], exact.nsp ?? [], LOGIT_TOLERANCE);
      assertNear(found.classifier!, exact.classifier!, LOGIT_TOLERANCE);
      assertNear(found.hidden!.flat(), exact.hidden!.flat(), LOGIT_TOLERANCE);
      assertNear(found.attention!.flat(), exact.attention!.flat(), ATTENTION_TOLERANCE);
    });
  }

  it("agrees with fp32 on the bundled weights: in the first choice for 97 % of the words of a letter, and in probabilities within 0.1", async () => {
    const fp32 = await open(BUNDLED, { precision: "fp32" });
    const int8 = await open(BUNDLED);
    const letter = readFileSync(join(import.meta.dirname, "..", "..", "sample", "letter.txt"), "utf8");
    const { mask } = fp32.tokenizer.vocabulary.specials;
    // Each word in three contexts: of 80 words, a few are near ties, which any change may tip either way.
    const windows = [20, 40, 80].flatMap((maxTokens) => fp32.tokenizer.encodeWindows(letter, { maxTokens }));
    const places = windows.flatMap(({ tokens }) =>
      tokens.flatMap(({ word }, position) => {
        if (word === undefined) return [];
        const ids = tokens.map(({ id }, at) => (at === position ? mask!.id : id));
        return [{ ids, segments: ids.map(() => 0), position }];
      }),
    );
    assert.ok(places.length > 200, `${places.length} places`);
    const request = { inputs: places, mlm: places.map(({ position }, input) => ({ input, position })) };
    const [exact, found] = [(await fp32.run(request)).mlm!, (await int8.run(request)).mlm!];
    let same = 0;
    for (const [place, logits] of exact.entries()) {
      const [a, b] = [softmax(logits), softmax(found[place]!)];
      const best = a.indexOf(Math.max(...a));
      same += Number(best === b.indexOf(Math.max(...b)));
      assert.ok(Math.abs(a[best]! - b[best]!) < 0.1, `${a[best]} became ${b[best]}`);
    }
    assert.ok(same >= 0.97 * places.length, `${same} of ${places.length}`);
  });

  for (const { precision, readouts, states } of [
    { precision: "auto", readouts: "int8", states: "fp32" },
    { precision: "int8", readouts: "int8", states: "int8" },
    { precision: "fp32", readouts: "fp32", states: "fp32" },
  ] as const) {
    it(`says what it computes in, and computes in it, bit for bit: ${precision}`, async () => {
      const checkpoint = await readCheckpoint(TINY_BERT);
      const subject = { checkpoint, matrixType: await rememberMatrixType(cacheFolder), cacheFolder };
      await keepAgreement(subject, { places: 60, firstChoices: 0.9, judged: 60, labels: 0.95, difference: 0.25 });
      const inputs = [drawInput(1, 9)];
      const usual = { inputs, mlm: [{ input: 0, position: 3 }], nsp: true };
      const looking = { ...usual, exact: true, hidden: [1, 3], attention: [2] };
      const model = await open(TINY_BERT, { precision });
      assert.deepEqual([model.info.precision, model.info.statesPrecision], [readouts, states]);
      const pure = { fp32: await open(TINY_BERT, { precision: "fp32" }), int8: await open(TINY_BERT) };
      assert.notDeepEqual(await pure.int8.run(looking), await pure.fp32.run(looking));
      assert.deepEqual(await model.run(usual), await pure[readouts].run(usual));
      assert.deepEqual(await model.run(looking), await pure[states].run(looking));
    });
  }

  describe("as long as it is not known whether int8 agrees", () => {
    let empty: string;
    beforeEach(() => {
      empty = mkdtempSync(join(tmpdir(), "cloze-cache-"));
    });
    afterEach(async () => {
      for (const model of models.splice(0)) await model.dispose();
      rmSync(empty, { recursive: true });
    });
    const turn = () => Promise.resolve();
    const openAuto = () => open(TINY_BERT, { precision: "auto", cacheFolder: empty });

    it("answers in float32, and once it was measured, as the outcome says", async () => {
      const before = await openAuto();
      assert.equal(before.info.precision, "fp32");
      assert.match(before.info.precisionReason, /not known yet/);
      assert.equal(before.isStale(), false);
      await before.measure(turn);
      assert.equal(before.isStale(), true);
      // What is under way stays as it was.
      assert.equal(before.info.precision, "fp32");
      const { agreement, precision, precisionReason } = (await openAuto()).info;
      assert.equal(agreement?.places, 60);
      assert.equal(agreement.judged, 60);
      const { agrees, reason } = judgeAgreement(agreement);
      assert.deepEqual([precision, precisionReason], [agrees ? "int8" : "fp32", reason]);
    });

    it("stays with float32 where they do not agree, and says how far they do", async () => {
      const subject = {
        checkpoint: await readCheckpoint(TINY_BERT),
        matrixType: await detectMatrixType(),
        cacheFolder: empty,
      };
      await keepAgreement(subject, { places: 60, firstChoices: 0.85, judged: 60, labels: 1, difference: 0.5 });
      const { info } = await openAuto();
      assert.equal(info.precision, "fp32");
      assert.match(info.precisionReason, /^only 51 of 60 first choices and 60 of 60 labels .* expected 90 % and 95 %$/);
      assert.equal((await open(TINY_BERT, { cacheFolder: empty })).info.precision, "int8");
    });

    it("is measured again if a measuring was cancelled, and anew where that is asked", async () => {
      const model = await openAuto();
      await assert.rejects(
        model.measure(() => Promise.reject(new Error("cancelled"))),
        /cancelled/,
      );
      assert.equal(model.isStale(), false);
      await model.measure(turn);
      const known = await openAuto();
      await known.measure(() => Promise.reject(new Error("not needed")));
      assert.equal(known.isStale(), false);
      await known.measure(turn, true);
      assert.equal(known.isStale(), true);
    });
  });

  describe("with a cache folder that cannot be used", () => {
    let folder: string;
    let unusable: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "cloze-cache-"));
      unusable = join(folder, "file");
      writeFileSync(unusable, "");
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("falls back to fp32 if either precision will do", async () => {
      const model = await open(TINY_BERT, { cacheFolder: unusable, precision: "auto" });
      assert.equal(model.info.precision, "fp32");
      assert.equal((await model.run({ inputs: [drawInput(1, 9)], nsp: true })).nsp!.length, 1);
    });

    it("refuses int8, and names the folder", async () => {
      await assert.rejects(
        open(TINY_BERT, { cacheFolder: unusable }),
        (error) => error instanceof ModelError && error.code === "failed" && error.message.includes(unusable),
      );
    });
  });
});

function assertNear(found: readonly Float32Array[], expected: readonly Float32Array[], tolerance: number): void {
  assert.equal(found.length, expected.length);
  for (const [row, values] of expected.entries()) {
    assert.equal(found[row]!.length, values.length);
    const worst = values.reduce((most, value, i) => Math.max(most, Math.abs(value - found[row]![i]!)), 0);
    assert.ok(worst <= tolerance, `row ${row}: ${worst} from fp32, expected at most ${tolerance}`);
  }
}
