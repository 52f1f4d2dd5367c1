import assert from "node:assert/strict";
import { createOnnxModel } from "../../../src/engine/model/onnxModel";
import { createFolder, removeFolders } from "../../checkpoint/checkpointFolder";
import { expectError } from "../../checkpoint/expectError";

const REQUIRED = ["[UNK]", "[CLS]", "[SEP]"];

describe("openTokenizer", () => {
  after(removeFolders);

  for (const { name, pieces, says } of [
    { name: "a vocabulary without [SEP]", pieces: ["[PAD]", "[UNK]", "[CLS]", "a"], says: ["sep", "[SEP]"] },
    { name: "a vocabulary without [CLS]", pieces: ["[PAD]", "[UNK]", "[SEP]", "a"], says: ["cls", "[CLS]"] },
    { name: "an empty vocabulary", pieces: [], says: ["0 pieces"] },
  ]) {
    it(`refuses ${name}, and names the folder`, async () => {
      const folder = createFolder({ files: { "vocab.txt": pieces.map((piece) => `${piece}\n`).join("") } });
      await expectError(createOnnxModel(folder), "bad-vocabulary", [folder, ...says]);
    });
  }

  for (const { name, pieces, mask } of [
    { name: "without [MASK] and [PAD], which only some tasks need", pieces: [...REQUIRED, "a"], mask: undefined },
    {
      name: "with a piece twice, as the reference does",
      pieces: [...REQUIRED, "[MASK]", "a", "b", "a"],
      mask: "[MASK]",
    },
  ]) {
    it(`takes a vocabulary ${name}`, async () => {
      const folder = createFolder({ files: { "vocab.txt": pieces.map((piece) => `${piece}\n`).join("") } });
      const model = await createOnnxModel(folder);
      try {
        assert.equal(model.info.mask, mask);
        assert.equal(model.tokenizer.encode("a").tokens.length, 3);
      } finally {
        await model.dispose();
      }
    });
  }
});
