import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Checkpoint } from "../../../src/checkpoint/checkpoint";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { judgeAgreement } from "../../../src/engine/agreement/judgeAgreement";
import { findAgreement, keepAgreement, nameSubject } from "../../../src/engine/agreement/keptAgreement";
import { Measuring } from "../../../src/engine/model/measuring";
import { openTokenizer } from "../../../src/engine/model/openTokenizer";
import { openOnnxRuntime } from "../../../src/engine/sessions/onnxRuntime";
import { createFolder, removeFolders, TINY_BERT } from "../../checkpoint/checkpointFolder";

const BUNDLED = join(import.meta.dirname, "..", "..", "..", "models", "cloze-small");
const FIGURES = { places: 60, firstChoices: 1, judged: 60, labels: 1, difference: 0.01 };
/** Processors round float32 in other orders, which tips near ties. */
const TOLERANCE = 0.05;

describe("keptAgreement", () => {
  let cacheFolder: string;
  const about = (checkpoint: Checkpoint) => ({ checkpoint, matrixType: "full" as const, cacheFolder });
  beforeEach(() => {
    cacheFolder = mkdtempSync(join(tmpdir(), "cloze-agreement-"));
  });
  afterEach(() => rmSync(cacheFolder, { recursive: true }));
  after(removeFolders);

  it("knows what was kept of the same weights, tokenizer and way to compute, and of no other", async () => {
    const checkpoint = await readCheckpoint(TINY_BERT);
    assert.equal(await findAgreement(about(checkpoint)), undefined);
    await keepAgreement(about(checkpoint), FIGURES);
    assert.deepEqual(await findAgreement(about(checkpoint)), FIGURES);
    assert.equal(await findAgreement({ ...about(checkpoint), matrixType: "narrow" }), undefined);
    const other = await readCheckpoint(createFolder({ config: { hidden_act: "relu" } }));
    assert.equal(await findAgreement(about(other)), undefined);
  });

  it("takes a damaged file for none", async () => {
    const checkpoint = await readCheckpoint(TINY_BERT);
    await keepAgreement(about(checkpoint), FIGURES);
    const [name = ""] = readdirSync(cacheFolder).filter((found) => found.endsWith(".agreement"));
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      '{"a": 1}',
      JSON.stringify({ [await nameSubject(about(checkpoint))]: { places: "x" } }),
    ]) {
      writeFileSync(join(cacheFolder, name), text);
      assert.equal(await findAgreement(about(checkpoint)), undefined, text);
    }
  });

  it("believes figures that a checkpoint brings only if they are of its own weights", async () => {
    const folder = createFolder({});
    const name = await nameSubject(about(await readCheckpoint(folder)));
    writeFileSync(join(folder, "agreement.json"), JSON.stringify({ [name]: FIGURES }));
    assert.deepEqual(await findAgreement(about(await readCheckpoint(folder))), FIGURES);
    writeFileSync(join(folder, "agreement.json"), JSON.stringify({ [name.replace(/./g, "0")]: FIGURES }));
    assert.equal(await findAgreement(about(await readCheckpoint(folder))), undefined);
  });

  for (const matrixType of ["full", "narrow"] as const) {
    it(`measures of the bundled model what its own file says: ${matrixType} matrices`, async function () {
      this.timeout(120_000);
      const checkpoint = await readCheckpoint(BUNDLED);
      const subject = { checkpoint, matrixType, cacheFolder };
      const shipped = await findAgreement(subject);
      const name = await nameSubject(subject);
      assert.ok(shipped, `models/cloze-small/agreement.json has no ${name}: measure it and write it there`);
      assert.ok(judgeAgreement(shipped).agrees);
      const has = { mlm: true, nsp: true, classifier: true };
      const tokenizer = openTokenizer(checkpoint);
      const options = { threads: 2, runtime: await openOnnxRuntime(), tokenizer, has, checkPath: undefined };
      await new Measuring(options, { subject }).run(() => Promise.resolve());
      const found = await findAgreement(subject);
      assert.ok(found);
      assert.deepEqual([found.places, found.judged], [shipped.places, shipped.judged]);
      for (const figure of ["firstChoices", "labels", "difference"] as const) {
        assert.ok(Math.abs(found[figure] - shipped[figure]) <= TOLERANCE, `${figure}: ${JSON.stringify(found)}`);
      }
    });
  }
});
