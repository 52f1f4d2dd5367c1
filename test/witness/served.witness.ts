import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { exportModel } from "../../src/engine/serving/exportModel";
import type { ServedHead } from "../../src/tasks/schemas/servedHeadSchema";
import { ANSWERS } from "./answers";
import { assertWithin } from "./assertWithin";
import { FAMILY } from "./familyAnswers";

interface Case {
  readonly name: string;
  readonly folder: string;
  readonly head: ServedHead;
}

const CASES: readonly Case[] = [
  { name: "published weights", folder: ANSWERS.pretraining, head: "mlm" },
  { name: "published weights", folder: ANSWERS.pretraining, head: "nsp" },
  { name: "published weights", folder: ANSWERS.classifier, head: "classifier" },
  ...FAMILY.models.flatMap(({ name, folder }) =>
    (["mlm", "classifier"] as const).map((head) => ({ name: `a seeded ${name}`, folder, head })),
  ),
];

describe("models exported for servers", () => {
  const out = mkdtempSync(join(tmpdir(), "cloze-served-"));
  after(() => rmSync(out, { recursive: true }));

  it("answer padded batches as transformers does, are valid ONNX, and run in Python", async () => {
    const written = [];
    for (const [index, { folder, head }] of CASES.entries()) {
      const to = join(out, String(index));
      const options = { cacheFolder: join(out, "cache"), onStep: () => Promise.resolve() };
      await exportModel({ model: folder, to, for: "onnx", head }, options);
      written.push({ folder, head, file: join(to, "model.onnx") });
    }
    const python = process.env["CLOZE_WITNESS_PYTHON"];
    assert.ok(python, "CLOZE_WITNESS_PYTHON is not set: run these tests by npm run test:witness");
    const script = resolve(import.meta.dirname, "check_served.py");
    const { status, stdout, stderr } = spawnSync(python, [script], {
      input: JSON.stringify(written),
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr.slice(-2000));
    const differences = JSON.parse(stdout) as readonly number[];
    assert.equal(differences.length, CASES.length);
    for (const [index, { name, head }] of CASES.entries()) {
      assertWithin([differences[index]!], [0], { kind: "logits of an exported model", what: `${name}, ${head}` });
    }
  }).timeout(120_000);
});
