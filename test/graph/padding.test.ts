import { InferenceSession, Tensor } from "onnxruntime-node";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { buildGraph } from "../../src/graph/buildGraph";
import type { Wanted } from "../../src/graph/wanted";
import { TINY_BERT, TINY_DISTILBERT } from "../checkpoint/checkpointFolder";
import { type Answer, assertClose, type GoldenCase, readGolden } from "./golden";

/** Padding: an id and a segment that must not be read. */
const FILLER = { id: 11, segment: 1 };

const int32 = (values: readonly number[], shape: readonly number[]): Tensor =>
  new Tensor("int32", Int32Array.from(values), shape);

/** Puts every sequence in one batch, padded to the longest. */
function feedPadded(cases: readonly GoldenCase[]): Readonly<Record<string, Tensor>> {
  const B = cases.length;
  const T = Math.max(...cases.map(({ ids }) => ids.length));
  const pad = (values: readonly number[], filler: number): readonly number[] =>
    Array.from({ length: T }, (_, index) => values[index] ?? filler);
  // Two rows of each sequence are read: [CLS] and the first masked position.
  const rows = cases.flatMap(({ masks }, b) => [b * T, b * T + masks[0]!]);
  return {
    ids: int32(
      cases.flatMap(({ ids }) => pad(ids, FILLER.id)),
      [B, T],
    ),
    segments: int32(
      cases.flatMap(({ segments }) => pad(segments, FILLER.segment)),
      [B, T],
    ),
    mask: new Tensor(
      "bool",
      Uint8Array.from(
        cases.flatMap(({ ids }) =>
          pad(
            ids.map(() => 1),
            0,
          ),
        ),
      ),
      [B, 1, 1, T],
    ),
    rows: int32(rows, [B, 2]),
    masked: int32(
      rows.flatMap((_, index) => (index % 2 === 1 ? [index] : [])),
      [B],
    ),
    top: int32([3], [1]),
    pooled: int32(
      rows.flatMap((_, index) => (index % 2 === 0 ? [index] : [])),
      [B],
    ),
  };
}

async function run(folder: string, wanted: Wanted, feeds: Readonly<Record<string, Tensor>>) {
  const checkpoint = await readCheckpoint(folder);
  const session = await InferenceSession.create(buildGraph(checkpoint, { ...wanted, padding: true }), {
    logSeverityLevel: 4,
    extra: { session: { model_external_initializers_file_folder_path: checkpoint.weightsFolder } },
  });
  const outputs = await session.run(Object.fromEntries(session.inputNames.map((name) => [name, feeds[name]!])));
  await session.release();
  return (name: string) => outputs[name]!.data as Float32Array;
}

/** Cuts each attention head's [T, T] to its first `tokens` rows and columns. */
function cutMaps(maps: Float32Array, T: number, tokens: number): Float32Array {
  const heads = maps.length / (T * T);
  const cut = new Float32Array(heads * tokens * tokens);
  for (let row = 0; row < heads * tokens; row += 1) {
    const start = (Math.floor(row / tokens) * T + (row % tokens)) * T;
    cut.set(maps.subarray(start, start + tokens), row * tokens);
  }
  return cut;
}

/** These tests of `buildGraph` have a file of their own, because they run its graphs in a padded batch. */
for (const [name, folder] of [
  ["tiny-bert", TINY_BERT],
  ["tiny-distilbert", TINY_DISTILBERT],
] as const) {
  describe(`a padded batch of ${name}`, () => {
    const golden = readGolden(name);
    const cases = golden.cases.filter(({ ids }) => ids.length < 100);
    const T = Math.max(...cases.map(({ ids }) => ids.length));
    const feeds = feedPadded(cases);
    const answersOf = (case_: GoldenCase): readonly (Answer & { from: string })[] => [
      { ...case_, from: "alone" },
      { ...golden.padded.find((padded) => padded.name === case_.name)!, from: "padded" },
    ];

    it("gives each sequence its hidden states, whatever padding follows it", async () => {
      const output = await run(folder, { hidden: [0, 1, 2, 3] }, feeds);
      for (const [b, case_] of cases.entries()) {
        for (const answer of answersOf(case_)) {
          for (const [layer, packed] of answer.hidden.entries()) {
            const start = b * T * 32;
            const found = output(`hidden_${layer}`).subarray(start, start + case_.ids.length * 32);
            assertClose(found, packed, `${case_.name}, ${answer.from}, layer ${layer}`);
          }
        }
      }
    });

    for (const layer of [0, 1, 2]) {
      it(`gives each sequence its attention in layer ${layer}`, async () => {
        const output = await run(folder, { attention: [layer] }, feeds);
        const size = output(`attention_${layer}`).length / cases.length;
        for (const [b, case_] of cases.entries()) {
          const maps = cutMaps(output(`attention_${layer}`).subarray(b * size, (b + 1) * size), T, case_.ids.length);
          for (const answer of answersOf(case_))
            assertClose(maps, answer.attention[layer]!, `${case_.name}, ${answer.from}`);
        }
      });
    }

    it("gives each sequence its logits, with the last layer computed only for the rows that are read", async () => {
      const isBert = name === "tiny-bert";
      const output = await run(folder, { mlm: true, nsp: isBert, classifier: true }, feeds);
      for (const [b, case_] of cases.entries()) {
        for (const { from, ...answer } of answersOf(case_)) {
          const first = { ...answer.mlm, size: 120, base64: cutBase64(answer.mlm.base64, 120) };
          assertClose(output("mlm").subarray(b * 120, (b + 1) * 120), first, `mlm, ${case_.name}, ${from}`);
          assertClose(output("classifier").subarray(b * 3, b * 3 + 3), answer.classifier, `classifier, ${case_.name}`);
          if (answer.nsp) assertClose(output("nsp").subarray(b * 2, b * 2 + 2), answer.nsp, `nsp, ${case_.name}`);
        }
      }
    });
  });
}

/** Cuts packed values to the first ones. */
function cutBase64(base64: string, values: number): string {
  return Buffer.from(base64, "base64")
    .subarray(0, values * 4)
    .toString("base64");
}
