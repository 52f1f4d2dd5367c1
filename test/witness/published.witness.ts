import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import type { EngineClient } from "../../src/engine/client/engineClient";
import { createOnnxModel, type OnnxModel } from "../../src/engine/model/onnxModel";
import { openTokenizer } from "../../src/engine/model/openTokenizer";
import { softmax } from "../../src/tasks/model/softmax";
import type { WitnessEncoding } from "./answers";
import { assertWithin } from "./assertWithin";
import { openEngine } from "./openEngine";
import { findFolder, openTensors } from "./openTensors";

/** What `write_published.py` wrote; it says what each part is. */
interface Published {
  readonly models: readonly {
    readonly name: string;
    readonly folder: string;
    /** Pieces. */
    readonly vocabulary: number;
    readonly readouts: readonly string[];
    /** Probabilities of all labels, by the place of a text among the cases; empty without a classifier. */
    readonly labels: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly cases: readonly WitnessEncoding[];
  }[];
}

const PUBLISHED = JSON.parse(readFileSync(join(findFolder(), "published.json"), "utf8")) as Published;
/** Readouts that give one row of logits a text. */
const OTHERS = ["nsp", "classifier", "answers", "tags"] as const;
const readTensor = await openTensors(join(findFolder(), "published.safetensors"));

for (const { name, folder, vocabulary, readouts, labels, cases } of PUBLISHED.models) {
  describe(`published ${name}`, () => {
    let model: OnnxModel;
    let engine: EngineClient;
    before(async () => {
      model = await createOnnxModel(folder);
      engine = openEngine();
    });
    after(async () => {
      engine.dispose();
      await model.dispose();
    });

    const read = (index: number, part: string) => readTensor(`${name}/${index}/${part}`);
    const has = (readout: string) => readouts.includes(readout);

    it("has the readouts that it was published with, and no others", () => {
      const { mlm, nsp, classifier, answers, tags } = model.info.has;
      const found = Object.entries({ mlm, nsp, classifier, answers, tags }).filter(([, isThere]) => isThere);
      assert.deepEqual(new Set(found.map(([readout]) => readout)), new Set(readouts));
    });

    it("reads texts as its tokenizer does", async () => {
      const tokenizer = openTokenizer({ folder, tokenizer: (await readCheckpoint(folder)).tokenizer });
      for (const { text, pair, ids, spans } of cases) {
        const options = { specials: "reference" } as const;
        const { tokens } = pair === null ? tokenizer.encode(text, options) : tokenizer.encodePair(text, pair, options);
        const found = {
          ids: tokens.map(({ id }) => id),
          spans: tokens.map(({ word, span }) => (word === undefined ? null : [span.start, span.end])),
        };
        assert.deepEqual(found, { ids, spans }, text);
      }
    });

    it("computes the hidden states, attention and logits of transformers", async () => {
      const { layers, heads, hiddenSize } = model.info;
      for (const [index, { ids, segments }] of cases.entries()) {
        const what = `${name}, ${ids.length} tokens`;
        const T = ids.length;
        const isShort = T <= MOST_ATTENTION;
        const all = Array.from({ length: layers + 1 }, (_, layer) => layer);
        const output = await model.run({
          inputs: [{ ids, segments }],
          hidden: all,
          ...(isShort && { attention: all.slice(0, layers) }),
          ...(has("mlm") && { mlm: ids.map((_, position) => ({ input: 0, position })) }),
          ...Object.fromEntries(OTHERS.filter(has).map((readout) => [readout, true])),
        });
        for (const layer of all) {
          const expected = read(index, "hidden").subarray(layer * T * hiddenSize, (layer + 1) * T * hiddenSize);
          assertWithin(output.hidden?.[0]?.[layer], expected, { kind: "hidden states as published", what });
          if (layer === layers || !isShort) continue;
          const size = heads * T * T;
          const maps = read(index, "attention").subarray(layer * size, (layer + 1) * size);
          assertWithin(output.attention?.[0]?.[layer], maps, { kind: "attention as published", what });
        }
        for (const [position, row] of (output.mlm ?? []).entries()) {
          const mlm = read(index, "mlm");
          const start = (position * mlm.length) / T;
          const expected = mlm.subarray(start, start + vocabulary);
          assertWithin(row, expected, { kind: "MLM logits as published", what });
        }
        for (const readout of OTHERS.filter(has)) {
          assertWithin(output[readout]?.[0], read(index, readout), { kind: `${readout} logits as published`, what });
        }
      }
    });

    it("answers requests as transformers' numbers say", async () => {
      const mask = model.tokenizer.vocabulary.specials.mask?.id;
      for (const [index, { text, pair, ids }] of cases.entries()) {
        const what = `${name}, ${ids.length} tokens`;
        const request = { model: folder, text, specials: "reference" } as const;
        if (pair === null && has("mlm") && ids.includes(mask ?? -1)) {
          const mlm = read(index, "mlm");
          const size = mlm.length / ids.length;
          const places = ids.flatMap((id, place) => (id === mask ? [place] : []));
          const best = places.map((at) => [...softmax(mlm.subarray(at * size, at * size + vocabulary))].sort(descend));
          const { masks } = await engine.request("fill", { model: folder, text, top: 5 });
          const found = masks.flatMap(({ fills }) => fills.map(({ probability }) => probability));
          assertWithin(
            found,
            best.flatMap((row) => row.slice(0, 5)),
            { kind: "fills as published", what },
          );
        }
        if (pair !== null && has("nsp")) {
          const { isNext } = await engine.request("pair", { model: folder, text, pair });
          assertWithin([isNext], [softmax(read(index, "nsp"))[0]!], { kind: "P(next) as published", what });
        }
        if (labels[index] !== undefined) {
          const found = await engine.request("label", { model: folder, text });
          const scores = new Map(found.labels.map(({ label, probability }) => [label, probability]));
          assert.deepEqual(new Set(scores.keys()), new Set(Object.keys(labels[index])));
          const own = Object.keys(labels[index]).map((label) => scores.get(label) ?? NaN);
          assertWithin(own, Object.values(labels[index]), { kind: "labels as published", what });
        }
        const last = read(index, "hidden").subarray(model.info.layers * ids.length * model.info.hiddenSize);
        const { embedding } = await engine.request("embed", {
          ...request,
          pooling: "cls",
          ...(pair !== null && { pair }),
        });
        const expected = last.subarray(0, model.info.hiddenSize);
        assertWithin(embedding, expected, { kind: "vectors of [CLS] as published", what });
      }
    });
  });
}

/** A longer text's maps were not written. */
const MOST_ATTENTION = 70;

const descend = (a: number, b: number) => b - a;
