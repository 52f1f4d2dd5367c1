import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExportRecord } from "../../../src/exports/exportRecord";
import { run } from "../runProgram";

const HASH = "0".repeat(64);
const RECORD: ExportRecord = {
  cloze: "0.0.0",
  view: "Links",
  settings: {},
  model: { name: "cloze-small", weights: HASH, tokenizer: HASH },
  device: "CPU",
  precision: { answers: "fp32", looking: "fp32" },
  onnxruntime: "0.0.0",
  asked: [{ kind: "embed", params: { text: "a" } }],
  answers: [{ embedding: [] }],
  again: "cloze reproduce FILE",
};

// That an export is the same is tested where one is made: test/e2e/panelExport.e2e.ts.
describe("cloze reproduce, built", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-reproduce-"));
    await writeFile(join(folder, "other.json"), JSON.stringify(RECORD));
    const lost = { ...RECORD, model: { ...RECORD.model, name: "nobody/has-this" } };
    await writeFile(join(folder, "lost.json"), JSON.stringify(lost));
    await writeFile(join(folder, "empty.json"), "");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const { file, exitCode, message } of [
    {
      file: "other.json",
      exitCode: 1,
      message: /^another model: "cloze-small" has other weights or another tokenizer/,
    },
    { file: "lost.json", exitCode: 2, message: /nobody\/has-this/ },
    { file: "empty.json", exitCode: 2, message: /the file is no JSON, expected a file that Cloze exported/ },
    { file: "gone.json", exitCode: 2, message: /gone\.json is not there/ },
    { file: ".", exitCode: 2, message: /is a folder, expected a file/ },
  ]) {
    it(`says what is to be said of ${file}`, async () => {
      const ended = await run(["reproduce", file], { folder });
      assert.match(ended.output + ended.errors, message);
      assert.equal(ended.exitCode, exitCode);
    });
  }
});
