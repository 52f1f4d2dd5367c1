import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { removeFolders } from "../../checkpoint/checkpointFolder";
import { call, global, pickle, string } from "../../checkpoint/pickle/pickleWriter";
import { createTorchFolder } from "../../checkpoint/pickle/torchFolder";
import { writeZip } from "../../checkpoint/pickle/zipWriter";
import { runFake } from "../fakeContext";
import { run } from "../runProgram";

const WRITTEN = {
  folder: "/folder/out",
  files: ["config.json", "vocab.txt", "model.safetensors"],
  tensors: 39,
  bytes: 1_234_567,
  leftOut: [{ name: "bert.embeddings.position_ids", dtype: "I64" }],
};

describe("cloze model convert", () => {
  it("asks the engine with absolute folders, and says what was written and what was not", async () => {
    const answer = () => WRITTEN;
    const { exitCode, output, requests } = await runFake(["model", "convert", "mine", "out", "--overwrite"], {
      answer,
    });
    assert.equal(exitCode, 0);
    assert.deepEqual(requests, [
      { kind: "convert", params: { model: "/models/mine", to: "/folder/out", overwrite: true } },
    ]);
    assert.equal(
      output,
      "/folder/out: 3 files, 39 tensors in 1.2 MB of safetensors\n" +
        "left out, because no model here computes with such numbers: bert.embeddings.position_ids (I64)\n",
    );
  });

  it("prints JSON, and shows how far it is", async () => {
    const options = { answer: () => WRITTEN, progress: [[500_000, 1_000_000]] as const, isTerminal: true };
    const { output, errors, requests } = await runFake(["model", "convert", "mine", "out", "--json"], options);
    assert.deepEqual(JSON.parse(output), WRITTEN);
    assert.match(errors, /500 kB of 1\.0 MB/);
    assert.deepEqual(requests[0]?.params, { model: "/models/mine", to: "/folder/out" });
  });

  describe("in a process", () => {
    let folder: string;
    before(() => (folder = mkdtempSync(path.join(os.tmpdir(), "cloze-convert-"))));
    after(() => {
      rmSync(folder, { recursive: true });
      removeFolders();
    });

    it("writes a model that answers the same, and refuses to write it twice", async () => {
      const environment = { XDG_CACHE_HOME: path.join(folder, "cache") };
      const model = createTorchFolder({ isByColumns: true });
      const convert = () => run(["model", "convert", model, "out"], { folder, environment });
      assert.equal((await convert()).exitCode, 0);
      const fill = async (name: string) =>
        (await run(["fill", "a [MASK] .", "--precision", "fp32", "--json", "--model", name], { folder, environment }))
          .output;
      const answer = await fill(model);
      assert.match(answer, /"probability"/);
      assert.equal(await fill("./out"), answer);
      const weights = readFileSync(path.join(folder, "out/model.safetensors"));
      const again = await convert();
      assert.deepEqual([again.exitCode, again.output], [2, ""]);
      assert.match(again.errors, /^cloze: .*out: is there already and not empty, .*\(bad-request\)\n$/);
      assert.deepEqual(readFileSync(path.join(folder, "out/model.safetensors")), weights);
      assert.deepEqual(readdirSync(folder).sort(), ["cache", "out"]);
    });

    it("runs nothing of a file that would, and says what it names", async () => {
      const trace = path.join(folder, "trace");
      const bytes = pickle(call(global("posix", "system"), string(`touch ${trace}`)));
      const model = createTorchFolder({ files: { "pytorch_model.bin": writeZip([{ name: "m/data.pkl", bytes }]) } });
      const { exitCode, errors } = await run(["model", "convert", model, "other"], { folder });
      assert.equal(exitCode, 2);
      assert.match(errors, /pytorch_model\.bin: data\.pkl: .*names posix\.system, .*\(unsupported\)/);
      assert.ok(!existsSync(trace) && !existsSync(path.join(folder, "other")));
    });
  });
});
