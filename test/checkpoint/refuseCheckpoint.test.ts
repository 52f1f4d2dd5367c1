import { join } from "node:path";
import type { CheckpointErrorCode } from "../../src/checkpoint/files/checkpointError";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { createSharded, reshape } from "./changeTensors";
import { type Change, createFolder, removeFolders, TINY_BERT } from "./checkpointFolder";
import { expectError } from "./expectError";

function mapValues(map: Record<string, string>, change: (file: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([name, file]) => [name, change(file)]));
}

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 440449768\n`;

/** As many bytes as 64-bit numbers take in place of 32-bit ones. */
function widen(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.length * 2);
}

/** The refusals of `readCheckpoint` have a file of their own, because there are many. */
describe("readCheckpoint refuses", () => {
  after(removeFolders);

  const words = "bert.embeddings.word_embeddings.weight";
  const cases: { name: string; change: Change; code: CheckpointErrorCode; says: readonly string[] }[] = [
    { name: "no config", change: { files: { "config.json": undefined } }, code: "missing-file", says: ["config.json"] },
    {
      name: "no weights",
      change: { files: { "model.safetensors": undefined } },
      code: "missing-file",
      says: ["model.safetensors"],
    },
    {
      name: "a ready-made graph only",
      change: { files: { "model.safetensors": undefined, "model.onnx": "x" } },
      code: "unsupported",
      says: ["model.onnx"],
    },
    {
      name: "a folder with a ready-made graph",
      change: { files: { "config.json": undefined, "model.onnx": "x" } },
      code: "unsupported",
      says: ["model.onnx"],
    },
    {
      name: "no vocabulary",
      change: { files: { "vocab.txt": undefined } },
      code: "missing-file",
      says: ["vocab.txt", "tokenizer.json"],
    },
    {
      name: "a config that is not JSON",
      change: { files: { "config.json": "{" } },
      code: "bad-json",
      says: ["config.json"],
    },
    {
      name: "a config that is a list",
      change: { files: { "config.json": "[]" } },
      code: "bad-config",
      says: ["config.json", "object"],
    },
    {
      name: "a config over the limit",
      change: { files: { "config.json": " ".repeat(1_048_577) } },
      code: "too-large",
      says: ["1048577", "1048576"],
    },
    {
      name: "another architecture",
      change: { config: { model_type: "deberta" } },
      code: "unsupported",
      says: ["model_type", "deberta"],
    },
    {
      name: "relative positions",
      change: { config: { position_embedding_type: "relative_key" } },
      code: "unsupported",
      says: ["relative_key"],
    },
    { name: "a decoder", change: { config: { is_decoder: true } }, code: "unsupported", says: ["is_decoder"] },
    {
      name: "quantized weights",
      change: { config: { quantization_config: { bits: 4 } } },
      code: "unsupported",
      says: ["quantization_config"],
    },
    {
      name: "an unknown activation",
      change: { config: { hidden_act: "mish" } },
      code: "unsupported",
      says: ["hidden_act", "mish", "gelu"],
    },
    {
      name: "an activation named like a method of Object",
      change: { config: { hidden_act: "toString" } },
      code: "unsupported",
      says: ["toString"],
    },
    {
      name: "half a layer",
      change: { config: { num_hidden_layers: 2.5 } },
      code: "bad-config",
      says: ["num_hidden_layers", "2.5"],
    },
    {
      name: "a size in words",
      change: { config: { hidden_size: "32" } },
      code: "bad-config",
      says: ["hidden_size", '"32"'],
    },
    {
      name: "no size",
      change: { config: { hidden_size: undefined } },
      code: "bad-config",
      says: ["hidden_size", "nothing"],
    },
    {
      name: "a size that overflows",
      change: { config: { hidden_size: 2 ** 40 } },
      code: "bad-config",
      says: ["hidden_size", "65536"],
    },
    {
      name: "a number of attention heads that does not divide the hidden size",
      change: { config: { num_attention_heads: 5 } },
      code: "bad-config",
      says: ["32", "5"],
    },
    {
      name: "one layer more than the weights have",
      change: { config: { num_hidden_layers: 4 } },
      code: "missing-tensor",
      says: ["bert.encoder.layer.3.", "[32, 32]"],
    },
    {
      name: "weights of another shape",
      change: { config: { intermediate_size: 128 } },
      code: "bad-tensor",
      says: ["[64, 32]", "[128, 32]"],
    },
    {
      name: "transposed weights",
      change: { tensors: reshape(words, [32, 120]) },
      code: "bad-tensor",
      says: [words, "[32, 120]", "[120, 32]"],
    },
    {
      name: "a tensor under its old and its new name",
      change: {
        tensors: (all) => [
          ...all,
          { ...all.find(({ name }) => name.endsWith("LayerNorm.bias"))!, name: "bert.embeddings.LayerNorm.beta" },
        ],
      },
      code: "duplicate-tensor",
      says: ["LayerNorm.beta"],
    },
    ...["config.json", "vocab.txt", "tokenizer_config.json", "model.safetensors"].map((file) => ({
      name: `a Git LFS pointer for ${file}`,
      change: { files: { [file]: POINTER } },
      code: "missing-file" as const,
      says: [file, "Git LFS pointer", "git lfs pull"],
    })),
    {
      name: "a Git LFS pointer for a shard's index",
      change: { files: { "model.safetensors": undefined, "model.safetensors.index.json": POINTER } },
      code: "missing-file",
      says: ["index.json", "git lfs pull"],
    },
    {
      name: "weights of 64 bits",
      change: { tensors: (all) => all.map((tensor) => ({ ...tensor, dtype: "F64", bytes: widen(tensor.bytes) })) },
      code: "unsupported",
      says: [words, "F64", "F32", "model.float()"],
    },
    {
      name: "weights of 8 bits",
      change: {
        tensors: (all) =>
          all.map((tensor) => ({ ...tensor, dtype: "I8", bytes: tensor.bytes.subarray(0, tensor.bytes.length / 4) })),
      },
      code: "unsupported",
      says: [words, "I8", "quantized"],
    },
    {
      name: "a vocabulary longer than the embeddings",
      change: {
        files: {
          "vocab.txt": `[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n${Array.from({ length: 116 }, (_, i) => `w${i}`).join("\n")}\n`,
        },
      },
      code: "bad-vocabulary",
      says: ["121", "120"],
    },
  ];
  for (const { name, change, code, says } of cases) {
    it(`a folder: ${name}`, async () => {
      await expectError(readCheckpoint(createFolder(change)), code, says);
    });
  }

  for (const { name, weightMap, code, says } of [
    {
      name: "a way out of the folder",
      weightMap: (map: Record<string, string>) => ({ ...map, [words]: "../x.safetensors" }),
      code: "bad-index",
      says: [words, "../x.safetensors"],
    },
    {
      name: "an absolute path",
      weightMap: (map: Record<string, string>) => ({ ...map, [words]: "/etc/x.safetensors" }),
      code: "bad-index",
      says: ["/etc/x.safetensors"],
    },
    {
      name: "a way out with backslashes",
      weightMap: (map: Record<string, string>) => ({ ...map, [words]: "..\\x.safetensors" }),
      code: "bad-index",
      says: [words],
    },
    {
      name: "a name that hides a null character",
      weightMap: (map: Record<string, string>) => ({ ...map, [words]: "a\0.safetensors" }),
      code: "bad-index",
      says: [words],
    },
    {
      name: "a number in place of a file name",
      weightMap: (map: Record<string, string>) => ({ ...map, [words]: 1 }),
      code: "bad-index",
      says: [words, "1"],
    },
    {
      name: "a file that does not exist",
      weightMap: (map: Record<string, string>) => mapValues(map, (file) => file.replace("model-00002", "model-3")),
      code: "missing-file",
      says: ["model-3-of-00002.safetensors"],
    },
    {
      name: "a tensor in the wrong file",
      weightMap: (map: Record<string, string>) => ({
        ...map,
        [words]: Object.values(map).find((file) => file !== map[words]),
      }),
      code: "bad-index",
      says: [words],
    },
    { name: "no tensors", weightMap: () => ({}), code: "bad-index", says: ["weight_map"] },
  ] as const) {
    it(`an index with ${name}`, async () => {
      await expectError(readCheckpoint(createSharded(weightMap)), code, says);
    });
  }

  it("a folder that does not exist", async () => {
    await expectError(readCheckpoint(join(TINY_BERT, "nothing")), "missing-file", ["nothing"]);
  });
  it("a file in place of a folder", async () => {
    await expectError(readCheckpoint(join(TINY_BERT, "vocab.txt")), "missing-file", ["vocab.txt"]);
  });
});
