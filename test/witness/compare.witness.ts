import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineClient } from "../../src/engine/client/engineClient";
import type { Requests } from "../../src/engine/protocol/protocol";
import { assertWithin } from "./assertWithin";
import { openEngine } from "./openEngine";
import { findFolder, openTensors } from "./openTensors";

type Positions = readonly number[] | null;
type Words = readonly (readonly [before: Positions, after: Positions])[];

/** What `write_compare.py` wrote; it says what each part is. */
interface Compared {
  readonly cases: readonly {
    readonly name: string;
    readonly before: readonly [text: string, pair?: string];
    readonly after: readonly [text: string, pair?: string];
    readonly fill: readonly [before: string, after: string];
    readonly words: Words;
  }[];
  readonly two: readonly { readonly text: string; readonly words: Words }[];
  /** Pieces, by id. */
  readonly vocabulary: readonly string[];
}

const folder = findFolder();
const { cases, two, vocabulary } = JSON.parse(readFileSync(join(folder, "compare.json"), "utf8")) as Compared;
const readTensor = await openTensors(join(folder, "compare.safetensors"));
const ids = new Map(vocabulary.map((piece, id) => [piece, id]));

describe("two texts, and two models that read one, side by side", () => {
  let engine: EngineClient;
  before(() => {
    engine = openEngine();
  });
  after(() => engine.dispose());

  const compare = (model: string, { before: [text, pair], after: [other, otherPair] }: Compared["cases"][number]) => ({
    model: join(folder, model),
    ...{ text, ...(pair !== undefined && { pair }) },
    other: { text: other, ...(otherPair !== undefined && { pair: otherPair }) },
  });

  for (const [index, each] of cases.entries()) {
    const what = each.name;
    it(`${what}: has the attention, vectors, fills and labels of transformers on both sides`, async () => {
      const isMask = each.fill[0] === "[MASK]";
      const asked = { ...compare("pretraining", each), ...(!isMask && { mask: [each.fill[0]] }), top: 10 };
      const found = await engine.request("compare", asked);
      assert.deepEqual(listPositions(found), each.words);
      checkAttention(found, `${index}`, what);
      const shared = found.words.filter(({ change }) => change === "same" || change === "replaced");
      const kind = "two texts";
      assertWithin(found.layers!.flat(), readTensor(`${index}/layers`), { kind: `${kind}: how far heads moved`, what });
      const cosines = shared.map(({ cosine }) => cosine!);
      assertWithin(cosines, readTensor(`${index}/cosines`), { kind: `${kind}: cosines`, what });
      if (each.before.length > 1) {
        const { next } = found;
        assertWithin([next!.before!, next!.after!], readTensor(`${index}/next`), { kind: `${kind}: P(next)`, what });
      } else {
        const { labels } = await engine.request("compare", compare("classifier", each));
        const names = ["NEGATIVE", "NEUTRAL", "POSITIVE"];
        const rows = (["before", "after"] as const).flatMap((side) =>
          names.map((name) => labels.find(({ label }) => label === name)?.[side] ?? NaN),
        );
        assertWithin(rows, readTensor(`${index}/labels`), { kind: `${kind}: labels`, what });
      }
      checkFills(found, index, what);
    });
  }

  for (const [index, { text, words }] of two.entries()) {
    it(`"${text}": BERT and RoBERTa, which cut other words, have the attention of transformers between words of both`, async () => {
      const other = { model: join(folder, "roberta") };
      const found = await engine.request("compare", { model: join(folder, "pretraining"), text, other });
      assert.deepEqual(listPositions(found), words);
      assert.ok(found.words.every(({ change }) => change === "same"));
      checkAttention(found, `two/${index}`, text);
      assert.equal(found.layers, undefined);
    });
  }
});

function listPositions({ words }: Requests["compare"]["result"]): Words {
  return words.map(({ before = null, after = null }) => [before, after]);
}

function checkAttention({ links, words }: Requests["compare"]["result"], name: string, what: string): void {
  const [a, b] = [readTensor(`${name}/before`), readTensor(`${name}/after`)];
  const W = words.length;
  const at = links.map(({ from, to }) => from * W + to);
  const kind = "attention between words, compared";
  const pick = (numbers: Float32Array) => at.map((each) => numbers[each]!);
  assertWithin(
    links.map(({ before }) => before),
    pick(a),
    { kind, what },
  );
  assertWithin(
    links.map(({ after }) => after),
    pick(b),
    { kind, what },
  );
  const changes = Float32Array.from(a, (weight, i) => Math.abs(weight - b[i]!))
    .sort()
    .reverse();
  assertWithin(
    links.map(({ before, after }) => Math.abs(after - before)),
    changes.slice(0, links.length),
    { kind, what },
  );
  const moved = words.flatMap((word) => word.moved ?? []);
  assertWithin(moved, readTensor(`${name}/moved`), { kind: "attention that moved, compared", what });
}

/** The ten best of each side are there, and whatever is there has the probability of its piece. */
function checkFills({ fills }: Requests["compare"]["result"], index: number, what: string): void {
  const [place] = fills;
  assert.equal(fills.length, 1, what);
  const both = readTensor(`${index}/fills`);
  const V = vocabulary.length;
  for (const [row, side] of (["before", "after"] as const).entries()) {
    const probabilities = both.subarray(row * V, (row + 1) * V);
    const found = place!.fills.flatMap(({ text, [side]: share }) => (share === undefined ? [] : [{ text, share }]));
    const best = Float32Array.from(probabilities).sort().reverse();
    const most = found.map(({ share }) => share).sort((a, b) => b - a);
    const kind = "two texts: fills";
    assertWithin(most.slice(0, 10), best.subarray(0, 10), { kind, what });
    // A piece that continues a word is written without its mark.
    const expected = found.map(({ text }) => {
      const pieces = [text, text.toLowerCase(), `##${text}`].flatMap((piece) => ids.get(piece) ?? []);
      return Math.max(...pieces.map((id) => probabilities[id]!));
    });
    assertWithin(
      found.map(({ share }) => share),
      expected,
      { kind, what },
    );
  }
}
