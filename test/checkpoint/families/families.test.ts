import assert from "node:assert/strict";
import { ARCHITECTURES } from "../../../src/checkpoint/checkpoint";
import { FAMILIES } from "../../../src/checkpoint/families/families";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { MODEL_KINDS } from "../../../src/library/modelKinds";
import { createFolder, removeFolders } from "../checkpointFolder";
import { expectError } from "../expectError";
import type { FileTensor } from "../safetensorsFile";

/** Tensors of tiny-bert under the names of another family. */
const rename = (to: "roberta" | "electra") => (tensors: readonly FileTensor[]) =>
  tensors.map((tensor) => ({ ...tensor, name: tensor.name.replace(/^bert\./, `${to}.`) }));

/** Of the row of a table that every token reads; that of tiny-bert has two. */
const config = (to: "roberta" | "electra") => ({ model_type: to, type_vocab_size: 2, pad_token_id: 1 });

describe("families of models", () => {
  after(removeFolders);

  it("are the same kinds for the engine and for what fetches models", () => {
    assert.deepEqual(MODEL_KINDS, ARCHITECTURES);
    assert.deepEqual(Object.keys(FAMILIES), [...ARCHITECTURES]);
  });

  it("RoBERTa reads positions from behind padding, no segments, and no next sentence", async () => {
    const checkpoint = await readCheckpoint(createFolder({ config: config("roberta"), tensors: rename("roberta") }));
    const { maxTokens, firstPosition, segments, unusedSegments } = checkpoint.config;
    assert.deepEqual(
      { maxTokens, firstPosition, segments, unusedSegments },
      { maxTokens: 510, firstPosition: 2, segments: 0, unusedSegments: 2 },
    );
    const { nsp, mlm } = checkpoint.readouts;
    assert.deepEqual(nsp, { present: false, reason: "RoBERTa was trained without next-sentence prediction" });
    assert.deepEqual(mlm, { present: false, reason: "the checkpoint has no tensor lm_head.dense.weight" });
  });

  it("an ELECTRA without a generator's layers says why it fills no masks", async () => {
    const { readouts } = await readCheckpoint(createFolder({ config: config("electra"), tensors: rename("electra") }));
    assert.ok(!readouts.mlm.present && readouts.mlm.reason.includes("discriminator"), JSON.stringify(readouts.mlm));
    assert.ok(!readouts.nsp.present && readouts.nsp.reason.startsWith("ELECTRA was trained"));
  });

  it("layers of ALBERT share the weights of their groups, as transformers numbers them", () => {
    const layer = (index: number, sharing: { groups: number; inner: number }, layers: number) =>
      FAMILIES.albert.names.layer(index, { layers, sharing }).query.replace(/\D+/g, " ").trim();
    // transformers' modeling_albert.py: 5 steps in 2 groups of 2 layers.
    const two = Array.from({ length: 10 }, (_, index) => layer(index, { groups: 2, inner: 2 }, 10));
    assert.deepEqual(two, ["0 0", "0 1", "0 0", "0 1", "0 0", "0 1", "1 0", "1 1", "1 0", "1 1"]);
    assert.equal(layer(11, { groups: 1, inner: 1 }, 12), "0 0");
  });

  it("an ALBERT with more groups than layers is refused", () =>
    expectError(
      readCheckpoint(
        createFolder({
          config: { model_type: "albert", embedding_size: 16, num_hidden_groups: 9, num_hidden_layers: 2 },
        }),
      ),
      "bad-config",
      ["9 groups of 1 layers for num_hidden_layers 2"],
    ));

  it("an ALBERT without the size of its embeddings is refused", () =>
    expectError(readCheckpoint(createFolder({ config: { model_type: "albert" } })), "bad-config", ["embedding_size"]));

  for (const kind of ["deberta-v2", "t5"]) {
    it(`a ${kind} is refused by name, and what runs is said`, () =>
      expectError(readCheckpoint(createFolder({ config: { model_type: kind } })), "unsupported", [
        `model_type is "${kind}"`,
        "roberta",
        "camembert",
      ]));
  }

  it("a padding row beyond the table of positions is refused", () =>
    expectError(
      readCheckpoint(createFolder({ config: { ...config("roberta"), pad_token_id: 600 }, tensors: rename("roberta") })),
      "bad-config",
      ["max_position_embeddings"],
    ));
});
