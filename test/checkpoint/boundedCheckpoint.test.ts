import assert from "node:assert/strict";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { readTokenizerSpec } from "../../src/checkpoint/vocabulary/readTokenizerSpec";
import { type Change, createFolder, removeFolders } from "./checkpointFolder";
import { expectError } from "./expectError";
import { writeFile } from "./safetensorsFile";

/** Characters of a message, its paths included: what a person reads. */
const MOST_MESSAGE = 600;
const LONG = "x".repeat(900_000);
const MANY = new Array<number>(400_000).fill(1);

/** Whatever a checkpoint holds, it is refused in a sentence, and in the memory that real ones need. */
describe("readCheckpoint keeps within bounds", function () {
  this.timeout(60_000);
  after(removeFolders);

  const header = (entry: unknown) => ({
    "model.safetensors": writeFile(JSON.stringify({ a: entry }), new Uint8Array(4)),
  });
  const tensor = { dtype: "F32", shape: [1], data_offsets: [0, 4] };
  const settings = (values: object) => ({ "tokenizer_config.json": JSON.stringify(values) });
  const cases: readonly { readonly name: string; readonly change: Change }[] = [
    { name: "a model_type", change: { config: { model_type: LONG } } },
    { name: "a list for a model_type", change: { config: { model_type: MANY } } },
    { name: "a kind of positions", change: { config: { position_embedding_type: LONG } } },
    { name: "an activation", change: { config: { hidden_act: LONG } } },
    { name: "a size", change: { config: { hidden_size: LONG } } },
    { name: "an entry about quantization", change: { config: { quantization_config: { [LONG]: LONG } } } },
    { name: "a name of a class", change: { config: { architectures: { [LONG]: 1 } } } },
    {
      name: "a tensor's name",
      change: { files: { "model.safetensors": writeFile(`{"${LONG}":0}`, new Uint8Array()) } },
    },
    { name: "a tensor's type", change: { files: header({ ...tensor, dtype: LONG }) } },
    { name: "a tensor's shape", change: { files: header({ ...tensor, shape: MANY }) } },
    { name: "a shape of as many bytes", change: { files: header({ ...tensor, shape: [...MANY, 2] }) } },
    { name: "offsets", change: { files: header({ ...tensor, data_offsets: MANY }) } },
    {
      name: "a tensor that has another shape",
      change: { tensors: (all) => all.map((one) => ({ ...one, shape: [...MANY, ...one.shape] })) },
    },
    {
      name: "a file of the index",
      change: {
        files: {
          "model.safetensors": undefined,
          "model.safetensors.index.json": JSON.stringify({ weight_map: { [LONG]: LONG } }),
        },
      },
    },
    { name: "a tokenizer's class", change: { files: settings({ tokenizer_class: LONG }) } },
    { name: "a kind of words", change: { files: settings({ word_tokenizer_type: LONG }) } },
    { name: "an unknown piece", change: { files: settings({ unk_token: LONG }) } },
    { name: "an added token", change: { files: { "added_tokens.json": JSON.stringify({ [LONG]: 7 }) } } },
    { name: "a list of added tokens", change: { files: settings({ additional_special_tokens: [MANY] }) } },
    { name: "a kind of tokenizer", change: { files: { "tokenizer.json": JSON.stringify({ model: { type: LONG } }) } } },
    { name: "a piece", change: { files: { "vocab.txt": `${LONG}\n[UNK]` } } },
    {
      name: "a name that occurs twice",
      change: { files: { "config.json": `{"${LONG}":1,"${LONG}":1}`.replaceAll(LONG, LONG.slice(0, 500_000)) } },
    },
  ];
  for (const { name, change } of cases) {
    it(`quotes of ${name} only the start`, async () => {
      await assert.rejects(
        readCheckpoint(createFolder(change)).then(({ readouts }) => {
          throw new Error(JSON.stringify(readouts));
        }),
        (error: Error) => {
          assert.ok(
            error.message.length <= MOST_MESSAGE,
            `${error.message.length} characters: ${error.message.slice(0, 100)}`,
          );
          assert.doesNotMatch(error.message, /x{100}/);
          return true;
        },
      );
    });
  }

  for (const { name, config } of [
    { name: "a problem type", config: { problem_type: LONG } },
    { name: "a label", config: { id2label: { 0: LONG, 1: "b", 2: "c" } } },
    { name: "a class", config: { architectures: [`${LONG}ForTokenClassification`] } },
    { name: "a temperature", config: { cloze_temperature: LONG } },
  ]) {
    it(`gives ${name} that is too long as the reason why there is no classifier, in a sentence`, async () => {
      const { readouts } = await readCheckpoint(createFolder({ config }));
      assert.ok(!readouts.classifier.present);
      assert.ok(readouts.classifier.reason.length <= MOST_MESSAGE);
    });
  }

  for (const value of [1e39, 3.5e38, 1e-39, 1e-60, -1e-12, 0]) {
    it(`refuses ${value} as layer_norm_eps, which 32 bits do not hold as a number above 0`, async () => {
      await expectError(readCheckpoint(createFolder({ config: { layer_norm_eps: value } })), "bad-config", [
        `layer_norm_eps is ${value}`,
        "32 bits",
      ]);
    });
  }

  it("finds no classifier where it has no labels", async () => {
    const { readouts, labels } = await readCheckpoint(
      createFolder({
        config: { id2label: {} },
        tensors: (all) =>
          all.map((one) =>
            one.name.startsWith("classifier.")
              ? { ...one, shape: [0, ...one.shape.slice(1)], bytes: new Uint8Array() }
              : one,
          ),
      }),
    );
    assert.deepEqual(labels, []);
    assert.ok(!readouts.classifier.present && readouts.classifier.reason.includes("0 labels"));
  });

  const MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
  const wordPiece = (pieces: readonly string[]) => ({
    model: {
      type: "WordPiece",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
    },
    normalizer: { type: "BertNormalizer" },
    pre_tokenizer: { type: "BertPreTokenizer" },
  });

  it("reads as many pieces as LaBSE has, the most of any BERT, from either file", async () => {
    const pieces = [...MARKS, ...Array.from({ length: 501_148 }, (_, id) => `##häuser${id}`)];
    const text = createFolder({ files: { "vocab.txt": pieces.join("\n") } });
    assert.equal((await readTokenizerSpec(text)).pieces.length, 501_153);
    const json = createFolder({
      files: { "vocab.txt": undefined, "tokenizer.json": JSON.stringify(wordPiece(pieces)) },
    });
    assert.equal((await readTokenizerSpec(json)).pieces.length, 501_153);
  });

  it("reads a tokenizer.json of the kind and size of XLM-RoBERTa's", async () => {
    const vocab = Array.from({ length: 250_002 }, (_, id) => [`▁häuser-und-städte-in-${id}`.repeat(2), -id / 7]);
    const pre_tokenizer = { type: "Metaspace", replacement: "▁", prepend_scheme: "always" };
    const file = JSON.stringify({ model: { type: "Unigram", unk_id: 3, vocab }, pre_tokenizer });
    assert.ok(file.length > 14e6, `${file.length}`);
    const folder = createFolder({ files: { "vocab.txt": undefined, "tokenizer.json": file } });
    const { pieces, kind } = await readTokenizerSpec(folder);
    assert.deepEqual([kind, pieces.length], ["unigram", 250_002]);
  });

  for (const { name, files } of [
    { name: "lines", files: { "vocab.txt": "\n".repeat(2_200_000) } },
    { name: "values", files: { "tokenizer.json": `[${"[],".repeat(4_100_000)}0]` } },
    {
      name: "names",
      files: { "tokenizer.json": `{${Array.from({ length: 1_500_001 }, (_, i) => `"${i}":0`).join()}}` },
    },
  ]) {
    it(`refuses more ${name} than any file has`, async () => {
      await expectError(readTokenizerSpec(createFolder({ files })), "too-large", [name]);
    });
  }
});
