import { createOnnxModel } from "../../../src/engine/model/onnxModel";
import { createFolder, removeFolders } from "../../checkpoint/checkpointFolder";
import { expectError } from "../../checkpoint/expectError";

const SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];

describe("openTokenizer", () => {
  after(removeFolders);

  for (const { name, pieces, says } of [
    { name: "a vocabulary without [MASK]", pieces: SPECIALS, says: ["mask", "[MASK]"] },
    { name: "an empty vocabulary", pieces: [], says: ["0 pieces"] },
    { name: "a piece twice", pieces: [...SPECIALS, "[MASK]", "a", "b", "a"], says: ['"a"', "5", "7"] },
  ]) {
    it(`refuses ${name}, and names the folder`, async () => {
      const folder = createFolder({ files: { "vocab.txt": pieces.map((piece) => `${piece}\n`).join("") } });
      await expectError(createOnnxModel(folder), "bad-vocabulary", [folder, ...says]);
    });
  }
});
