import assert from "node:assert/strict";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { createFolder, removeFolders } from "./checkpointFolder";

/** As published with all-MiniLM-L6-v2, for the tiny BERT's vectors of 32 numbers. */
const MODULES = [
  { idx: 0, name: "0", path: "", type: "sentence_transformers.models.Transformer" },
  { idx: 1, name: "1", path: "1_Pooling", type: "sentence_transformers.models.Pooling" },
  { idx: 2, name: "2", path: "2_Normalize", type: "sentence_transformers.models.Normalize" },
];
const POOLING = {
  word_embedding_dimension: 32,
  pooling_mode_cls_token: false,
  pooling_mode_mean_tokens: true,
  pooling_mode_max_tokens: false,
  pooling_mode_mean_sqrt_len_tokens: false,
};

interface Files {
  readonly modules?: unknown;
  readonly pooling?: unknown;
  readonly limit?: unknown;
  readonly prompts?: unknown;
}

async function read({ modules = MODULES, pooling = POOLING, limit = { max_seq_length: 24 }, prompts }: Files) {
  const write = (value: unknown) => (value === null || value === undefined ? undefined : JSON.stringify(value));
  const files = {
    "modules.json": write(modules),
    "1_Pooling/config.json": write(pooling),
    "sentence_bert_config.json": write(limit),
    "config_sentence_transformers.json": write(prompts),
  };
  return (await readCheckpoint(createFolder({ files }))).pooling;
}

describe("readPooling, through readCheckpoint", () => {
  after(removeFolders);

  const flag = (name: string) => ({ ...POOLING, pooling_mode_mean_tokens: false, [name]: true });
  for (const { name, files, expected } of [
    {
      name: "the files of a published model",
      files: {},
      expected: { tokens: "mean", isNormalized: true, maxTokens: 24 },
    },
    { name: "no normalization", files: { modules: MODULES.slice(0, 2) }, expected: { isNormalized: false } },
    {
      name: "classes of newer versions",
      files: { modules: MODULES.map((each) => ({ ...each, type: each.type.replace("models", "base.modules") })) },
      expected: { tokens: "mean" },
    },
    { name: "the first token", files: { pooling: flag("pooling_mode_cls_token") }, expected: { tokens: "cls" } },
    { name: "the largest values", files: { pooling: flag("pooling_mode_max_tokens") }, expected: { tokens: "max" } },
    { name: "roots", files: { pooling: flag("pooling_mode_mean_sqrt_len_tokens") }, expected: { tokens: "mean-sqrt" } },
    { name: "weights", files: { pooling: flag("pooling_mode_weightedmean_tokens") }, expected: { tokens: "weighted" } },
    { name: "the last token", files: { pooling: flag("pooling_mode_lasttoken") }, expected: { tokens: "last" } },
    {
      name: "a pooling by name",
      files: { pooling: { embedding_dimension: 32, pooling_mode: "cls" } },
      expected: { tokens: "cls" },
    },
    { name: "no limit of its own", files: { limit: null }, expected: { maxTokens: 512 } },
    { name: "a limit over the model's", files: { limit: { max_seq_length: 1024 } }, expected: { maxTokens: 512 } },
  ] as const) {
    it(`reads ${name}`, async () => {
      const found = await read(files);
      assert.ok(found.present, JSON.stringify(found));
      assert.deepEqual({ ...found, ...expected }, found);
    });
  }

  for (const { name, files, reason } of [
    { name: "no modules.json", files: { modules: null }, reason: /no modules\.json/ },
    { name: "a list that is none", files: { modules: {} }, reason: /modules\.json: expected a list/ },
    {
      name: "a module that Cloze does not know",
      files: { modules: [...MODULES.slice(0, 2), { ...MODULES[2], type: "sentence_transformers.models.Dense" }] },
      reason: /lists Transformer, Pooling, Dense, expected Transformer, Pooling and perhaps Normalize/,
    },
    {
      name: "a path that leads elsewhere",
      files: { modules: [MODULES[0], { ...MODULES[1], path: "../other" }] },
      reason: /path is "\.\.\/other", expected the name of a folder/,
    },
    { name: "no pooling file", files: { pooling: null }, reason: /1_Pooling\/config\.json: no such file/ },
    {
      name: "two poolings side by side",
      files: { pooling: { ...POOLING, pooling_mode_cls_token: true } },
      reason: /pooling cls, mean, expected one/,
    },
    {
      name: "no pooling",
      files: { pooling: { pooling_mode: "attention" } },
      reason: /pooling "attention", expected one/,
    },
    {
      name: "vectors of another size",
      files: { pooling: { ...POOLING, word_embedding_dimension: 384 } },
      reason: /word_embedding_dimension is 384, expected an integer from 32 to 32/,
    },
    { name: "small letters", files: { limit: { do_lower_case: true } }, reason: /do_lower_case/ },
    { name: "a prompt", files: { prompts: { default_prompt_name: "query" } }, reason: /default_prompt_name/ },
  ] as const) {
    it(`says why there is none: ${name}`, async () => {
      const found = await read(files);
      assert.equal(found.present, false);
      assert.match("reason" in found ? found.reason : "", reason);
    });
  }
});
