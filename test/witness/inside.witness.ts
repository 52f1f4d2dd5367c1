import assert from "node:assert/strict";
import type { EngineClient } from "../../src/engine/client/engineClient";
import { ANSWERS } from "./answers";
import { assertWithin } from "./assertWithin";
import { FAMILY } from "./familyAnswers";
import { openEngine } from "./openEngine";

const { cases, readTensor } = ANSWERS;
const OCCLUDED = [...cases.entries()].flatMap(([index, { occluded, ...rest }]) =>
  occluded === undefined ? [] : [{ index, occluded, ...rest }],
);
/** Names of special tokens are ordinary text to requests that read what people wrote; of an empty text nothing follows. */
const PAIRS = [...cases.entries()].filter(
  ([, { text, pair }]) => text !== "" && pair !== null && pair !== "" && !`${text}${pair}`.includes("["),
);

describe("what the first layer is given", () => {
  let engine: EngineClient;
  before(() => {
    engine = openEngine();
  });
  after(() => engine.dispose());

  it("is what transformers' embeddings add up, of a published model", async () => {
    for (const [index, { name: what, text, pair }] of cases.entries()) {
      const params = { model: ANSWERS.published, text, specials: "reference", ...(pair !== null && { pair }) } as const;
      const { tables, sums, outputs, total, windows } = await engine.request("input", params);
      const read = (part: string) => readTensor(`input/${index}/${part}`);
      assert.deepEqual(
        tables.map(({ table }) => table),
        ["words", "segments", "positions"],
      );
      for (const { table, lengths } of tables) {
        assertWithin(lengths, read(table), { kind: "lengths of embeddings", what });
      }
      assertWithin(sums, read("sums"), { kind: "lengths of sums", what });
      assertWithin(outputs, read("outputs"), { kind: "lengths after LayerNorm", what });
      assert.deepEqual([total, windows.length], [cases[index]!.ids.length, 1]);
    }
  });

  for (const { name, folder, cases: own } of FAMILY.models) {
    it(`is what transformers' embeddings add up, of a seeded ${name}`, async () => {
      const isWithoutSegments = name === "mpnet";
      for (const [index, { text, pair }] of own.entries()) {
        const params = { model: folder, text, specials: "reference", ...(pair !== null && { pair }) } as const;
        const { tables, sums } = await engine.request("input", params);
        const read = (part: string) => FAMILY.readTensor(`${name}/${index}/input/${part}`);
        assert.equal(tables.length, isWithoutSegments ? 2 : 3);
        for (const { table, lengths } of tables) {
          assertWithin(lengths, read(table), { kind: "lengths of embeddings of a family", what: text });
        }
        assertWithin(sums, read("sums"), { kind: "lengths of sums of a family", what: text });
      }
    });
  }
});

describe("a masked word of a model whose pieces spell spaces and bytes", () => {
  it("and its fills are written as people write them", async () => {
    const engine = openEngine();
    try {
      const roberta = FAMILY.models.find(({ name }) => name === "roberta")!;
      const { masked } = await engine.request("mask", {
        model: roberta.folder,
        text: "the whole engine",
        mask: [1],
        top: 50,
      });
      assert.equal(masked.map(({ original }) => original.text).join(""), "the");
      const texts = masked.flatMap(({ fills }) => fills.map(({ text }) => text));
      // "Ġ" spells a space, and "Ċ" a line break.
      assert.deepEqual(
        texts.filter((text) => /[\u0120\u010a]/u.test(text)),
        [],
      );
    } finally {
      engine.dispose();
    }
  });
});

describe("words that are hidden one after the other", () => {
  it("change the labels as in transformers, and have the attention of its [CLS]", async () => {
    const engine = openEngine();
    try {
      assert.ok(OCCLUDED.length > 10, "some of the texts");
      for (const { index, name: what, text, occluded } of OCCLUDED) {
        const found = await engine.request("occlude", { model: ANSWERS.classifier, text });
        const rows = readTensor(`occluded/${index}`);
        const K = found.labels.length;
        assert.deepEqual(
          found.words.map(({ start, end }) => [start, end]),
          occluded,
          what,
        );
        const probabilities = [
          ...found.labels.map(({ probability }) => probability),
          ...found.words.flatMap(({ without }) => without),
        ];
        assertWithin(probabilities, rows, { kind: "labels without a word", what });
        const best = found.labels.findIndex(({ label }) => label === found.label);
        assert.equal(rows[best], Math.max(...rows.subarray(0, K)), what);
        const falls = occluded.map((_, w) => rows[best]! - rows[(w + 1) * K + best]!);
        assertWithin(
          found.words.map(({ fall }) => fall),
          falls,
          { kind: "falls of labels", what },
        );
        assertWithin(found.attention, readTensor(`cls/${index}`), { kind: "attention of [CLS]", what });
      }
    } finally {
      engine.dispose();
    }
  });
});

describe("two texts and what is between them", () => {
  it("have the attention of transformers' maps, and its P(next), swapped and with other texts", async () => {
    const engine = openEngine();
    try {
      assert.ok(PAIRS.length >= 3, "some of the pairs");
      for (const [index, { name: what, text, pair, ids }] of PAIRS) {
        const params = { model: ANSWERS.pretraining, text, pair: pair!, look: true };
        const found = await engine.request("pair", { ...params, document: ANSWERS.compared });
        const between = found.between!.layers.flatMap((heads) => heads.flatMap(({ ab, ba }) => [ab, ba]));
        assertWithin(between, readTensor(`between/${index}`), { kind: "attention between two texts", what });
        if (ids.length === 512) continue;
        assert.deepEqual(found.drawn, ANSWERS.compared);
        const next = readTensor(`compared/${index}`);
        const { isNext, swapped, others, margin } = found;
        assertWithin([isNext, swapped, ...others], next, { kind: "P(next) of what is compared", what });
        const [own, ...compared] = Array.from(next, (p) => Math.log(p / (1 - p)));
        const mean = compared.reduce((sum, each) => sum + each, 0) / compared.length;
        assertWithin([margin], [own! - mean], { kind: "margin", what, tolerance: 1e-3 });
      }
    } finally {
      engine.dispose();
    }
  });
});
