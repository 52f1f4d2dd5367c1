import type { EngineClient } from "../../src/engine/client/engineClient";
import { POOLINGS } from "../../src/tasks/embed/embedRequest";
import { ANSWERS } from "./answers";
import { assertWithin } from "./assertWithin";
import { openEngine } from "./openEngine";

const { cases, readTensor } = ANSWERS;

describe("vectors of whole texts", () => {
  let engine: EngineClient;
  before(() => {
    engine = openEngine();
  });
  after(() => engine.dispose());

  const embed = async (index: number, pooling?: (typeof POOLINGS)[number]) => {
    const { text, pair } = cases[index]!;
    const { embedding } = await engine.request("embed", {
      model: ANSWERS.published,
      text,
      specials: "reference",
      ...(pair !== null && { pair }),
      ...(pooling !== undefined && { pooling }),
    });
    return embedding;
  };

  for (const pooling of POOLINGS) {
    it(`are those of sentence-transformers: ${pooling}`, async () => {
      for (const [index, { name }] of cases.entries()) {
        const expected = readTensor(`pooled/${index}/${pooling}`);
        assertWithin(await embed(index, pooling), expected, { kind: `pooled vectors (${pooling})`, what: name });
      }
    });
  }

  it("point where those do that the published model is meant to give", async () => {
    const expected = readTensor("sentences");
    const H = expected.length / ANSWERS.sentences.length;
    for (const [row, index] of ANSWERS.sentences.entries()) {
      const vector = await embed(index);
      const length = Math.hypot(...vector);
      const found = vector.map((value) => value / length);
      const what = { kind: "embeddings of length 1", what: cases[index]!.name };
      assertWithin(found, expected.subarray(row * H, (row + 1) * H), what);
    }
  });
});
