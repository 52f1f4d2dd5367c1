import assert from "node:assert/strict";
import { runFake } from "../fakeContext";

const WRITTEN = {
  folder: "/folder/out",
  name: "mine",
  files: ["model.onnx", "model-settings.json"],
  head: "classifier",
  others: ["mlm"],
  inputs: ["input_ids", "attention_mask"],
  outputs: ["logits"],
  bytes: 1_234_567,
};

describe("cloze model export", () => {
  it("asks the engine with absolute folders, and says what was written, of which head", async () => {
    const words = ["model", "export", "out", "--model", "mine", "--for", "mlserver", "--head", "classifier"];
    const { exitCode, output, requests } = await runFake([...words, "--precision", "fp16"], { answer: () => WRITTEN });
    assert.equal(exitCode, 0);
    assert.deepEqual(requests, [
      {
        kind: "export",
        params: { model: "/models/mine", to: "/folder/out", for: "mlserver", head: "classifier", precision: "fp16" },
      },
    ]);
    assert.equal(
      output,
      "/folder/out: model.onnx, model-settings.json\n" +
        'model "mine": 1.2 MB, in: input_ids, attention_mask; out: logits of the head "classifier"\n' +
        "--head gives another: mlm\n",
    );
  });

  it("writes the file alone, in float32, unless it is told more, and prints JSON", async () => {
    const { output, requests } = await runFake(["model", "export", "out", "--json"], { answer: () => WRITTEN });
    assert.deepEqual(JSON.parse(output), WRITTEN);
    assert.deepEqual(requests[0]?.params, { model: "/models/cloze-small", to: "/folder/out", for: "onnx" });
  });
});
