import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { createOnnxModel, type OnnxModel } from "../../src/engine/model/onnxModel";
import { openTokenizer } from "../../src/engine/model/openTokenizer";
import { softmax } from "../../src/tasks/model/softmax";
import type { Tokenizer } from "../../src/tokenizer/encoding";
import { assertWithin } from "./assertWithin";
import { FAMILY, type FamilyEncoding } from "./familyAnswers";
import { openEngine } from "./openEngine";

for (const { name, folder, vocabulary, cases, encodings, others } of FAMILY.models) {
  describe(`a seeded ${name}`, () => {
    let model: OnnxModel;
    before(async () => {
      model = await createOnnxModel(folder);
    });
    after(() => model.dispose());

    it("has the ids and spans that tokenizers gives, for every text", async () => {
      const spec = (await readCheckpoint(folder)).tokenizer;
      const tokenizer = openTokenizer({ folder, tokenizer: spec });
      const isSpaced = spec.kind === "bytes" && spec.addPrefixSpace;
      const strips = spec.kind === "unigram" && spec.normalizers.some(({ kind }) => kind === "strip-accents");
      let diverging = 0;
      for (const encoding of [...cases, ...encodings]) {
        const { ids, spans, text, pair } = encoding;
        const found = encode(tokenizer, encoding);
        if (strips && NEWER_MARKS.test(text + (pair ?? ""))) {
          diverging += Number(!isDeepStrictEqual(found, { ids, spans }));
          continue;
        }
        const own = isSpaced ? found.spans.map((span, i) => shiftAfterMask(encoding, spans, { span, i })) : found.spans;
        diverging += own.filter((span, i) => span !== found.spans[i]).length;
        assert.deepEqual({ ids: found.ids, spans: own }, { ids, spans }, JSON.stringify({ text, pair }));
      }
      assert.equal(diverging > 0, isSpaced || strips, "the known divergence is gone");
    });

    it("computes the hidden states, attention and logits of transformers", async () => {
      const { layers, heads, hiddenSize } = model.info;
      for (const [index, { text, ids, segments }] of cases.entries()) {
        const read = (part: string) => FAMILY.readTensor(`${name}/${index}/${part}`);
        const hidden = Array.from({ length: layers + 1 }, (_, layer) => layer);
        const T = ids.length;
        const output = await model.run({
          inputs: [{ ids, segments }],
          mlm: ids.map((_, position) => ({ input: 0, position })),
          classifier: true,
          hidden,
          attention: hidden.slice(0, layers),
        });
        const what = `${name}, ${JSON.stringify(text)}`;
        const mlm = read("mlm");
        for (const [position, row] of (output.mlm ?? []).entries()) {
          const start = (position * mlm.length) / T;
          assertWithin(row, mlm.subarray(start, start + vocabulary), { kind: "MLM logits of a family", what });
        }
        assertWithin(output.classifier?.[0], read("classifier"), { kind: "classifier of a family", what });
        for (const layer of hidden) {
          const expected = read("hidden").subarray(layer * T * hiddenSize, (layer + 1) * T * hiddenSize);
          assertWithin(output.hidden?.[0]?.[layer], expected, { kind: "hidden states of a family", what });
        }
        for (const layer of hidden.slice(0, layers)) {
          const size = heads * T * T;
          const expected = read("attention").subarray(layer * size, (layer + 1) * size);
          assertWithin(output.attention?.[0]?.[layer], expected, { kind: "attention of a family", what });
        }
      }
    });

    if (others.length > 0) {
      it("computes the other readouts of transformers", async () => {
        const tagger = await createOnnxModel(`${folder}-tags`);
        try {
          for (const [index, { text, ids, segments }] of cases.entries()) {
            const what = `${name}, ${JSON.stringify(text)}`;
            const inputs = [{ ids, segments }];
            const { answers, nsp } = await model.run({ inputs, answers: true, nsp: true });
            const { tags } = await tagger.run({ inputs, tags: true });
            const read = (part: string) => FAMILY.readTensor(`${name}/${index}/${part}`);
            assertWithin(answers?.[0], read("answers"), { kind: "answers of a family", what });
            assertWithin(tags?.[0], read("tags"), { kind: "tags of a family", what });
            assertWithin(nsp?.[0], read("nsp"), { kind: "sentence order of a family", what });
          }
        } finally {
          await tagger.dispose();
        }
      });
    }

    it("answers requests as transformers' numbers say", async () => {
      const engine = openEngine();
      try {
        for (const [index, { text, pair, ids }] of cases.entries()) {
          if (pair !== null) continue;
          const what = `${name}, ${JSON.stringify(text)}`;
          const read = (part: string) => FAMILY.readTensor(`${name}/${index}/${part}`);
          const { tokenizer, info } = model;
          const mask = tokenizer.vocabulary.specials.mask!;
          const mlm = read("mlm");
          const rows = mlm.length / ids.length;
          const probabilities = ids
            .map((id, at) => [id, softmax(mlm.subarray(at * rows, at * rows + vocabulary))] as const)
            .filter(([id]) => id === mask.id)
            .map(([, row]) => [...row].sort((a, b) => b - a).slice(0, 5));
          // However a blank is written, it is the model's mask.
          for (const written of [text, text.replaceAll(mask.text, "[MASK]")]) {
            const { tokens } = await engine.request("tokens", { model: folder, text: written });
            assert.deepEqual(
              tokens.map(({ id }) => id),
              ids,
              what,
            );
            if (probabilities.length === 0) continue;
            const { masks } = await engine.request("fill", { model: folder, text: written, top: 5 });
            const found = masks.map(({ fills }) => fills.map(({ probability }) => probability));
            assertWithin(found.flat(), probabilities.flat(), { kind: "fills of a family", what });
          }
          const [tone] = await engine.request("tone", { model: folder, sentences: [text] });
          const own = info.labels.map((label) => tone!.scores[label as keyof NonNullable<typeof tone>["scores"]]);
          assertWithin(own, softmax(read("classifier")), { kind: "tone of a family", what });
          const last = read("hidden").subarray(info.layers * ids.length * info.hiddenSize);
          const { embedding } = await engine.request("embed", { model: folder, text, pooling: "mean" });
          const mean = embedding.map(
            (_, h) => ids.reduce((sum, _, t) => sum + last[t * info.hiddenSize + h]!, 0) / ids.length,
          );
          assertWithin(embedding, mean, { kind: "vectors of a family", what });
        }
      } finally {
        engine.dispose();
      }
    });

    it("answers in int8 nearly as in float32, in both forms of a padded batch", async () => {
      const int8 = await createOnnxModel(folder, { precision: "int8" });
      try {
        assert.equal(int8.info.precision, "int8");
        const inputs = cases.map(({ ids, segments }) => ({ ids, segments }));
        const mlm = inputs.flatMap(({ ids }, input) => ids.map((_, position) => ({ input, position })));
        const [exact, found] = [await model.run({ inputs, mlm }), await int8.run({ inputs, mlm })];
        for (const [row, logits] of (exact.mlm ?? []).entries()) {
          const likeness = computeCosine(logits, found.mlm![row]!);
          assert.ok(likeness > LEAST_INT8, `${name}: cosine ${likeness} at place ${row}`);
        }
      } finally {
        await int8.dispose();
      }
    });

    it("answers all texts in one padded batch as it answers each alone", async () => {
      const inputs = cases.map(({ ids, segments }) => ({ ids, segments }));
      const together = await model.run({ inputs, classifier: true });
      for (const [index, { text }] of cases.entries()) {
        const what = `${name}, ${JSON.stringify(text)}`;
        const expected = FAMILY.readTensor(`${name}/${index}/classifier`);
        assertWithin(together.classifier?.[index], expected, { kind: "classifier of a family, in a batch", what });
      }
    });
  });
}

/** Known divergence: the reference's table of marks is that of Unicode 9, so it keeps these, which came later. */
const NEWER_MARKS = /[\u09fe\u0afa-\u0aff\u0b55\u0c04\u0c3c\u0cf3\u0d00\u0d3b\u0d3c\u0d81]/u;

/** Of logits of seeded weights, which are less forgiving than those that were learnt. */
const LEAST_INT8 = 0.98;

function computeCosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/**
 * Known divergence: where the reference puts a space between a special token and a word that touches it, it then leaves
 * the word's first character out of the span, as if that were the space. Cloze's spans hold it.
 */
function shiftAfterMask(
  { text, pair }: FamilyEncoding,
  spans: FamilyEncoding["spans"],
  { span, i }: { readonly span: FamilyEncoding["spans"][number]; readonly i: number },
): FamilyEncoding["spans"][number] {
  const expected = spans[i];
  const side = spans.slice(0, i).filter((each) => each === null).length > 1 ? (pair ?? "") : text;
  if (!span || !expected || !side.slice(0, span[0]).endsWith(">")) return span;
  const start = span[0] + ((side.codePointAt(span[0]) ?? 0) > 0xffff ? 2 : 1);
  return expected[0] === start ? [start, Math.max(span[1], start)] : span;
}

/** As the reference describes tokens. */
function encode(tokenizer: Tokenizer, { text, pair }: FamilyEncoding): Pick<FamilyEncoding, "ids" | "spans"> {
  const options = { specials: "reference" } as const;
  const { tokens } = pair === null ? tokenizer.encode(text, options) : tokenizer.encodePair(text, pair, options);
  return {
    ids: tokens.map(({ id }) => id),
    spans: tokens.map(({ word, span }) => (word === undefined ? null : [span.start, span.end])),
  };
}
