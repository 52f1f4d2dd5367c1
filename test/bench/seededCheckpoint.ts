import { open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CheckpointConfig } from "../../src/checkpoint/checkpoint";
import {
  expectDense,
  type ExpectedTensor,
  expectedTensors,
  expectNorm,
} from "../../src/checkpoint/tensors/expectedTensors";
import { CLASSIFIER_NAME, TENSOR_NAMES } from "../../src/checkpoint/tensors/tensorNames";
import { createRandom } from "../graph/createRandom";

export const TONES = ["negative", "neutral", "positive"];

/** Rows of the published models' word embeddings. */
const EMBEDDING_ROWS = 30522;
/** Distance of a weight from 0, at most: the published standard deviation 0.02, doubled so that answers differ. */
const SPREAD = 0.04 * Math.sqrt(3);
/** Distinct weights, repeated: a prime, so that no two rows are the same. */
const PERIOD = 1_000_003;

/** Fills a folder with a checkpoint of seeded weights, with the readouts for fills and tone. */
export async function writeSeededCheckpoint(
  folder: string,
  {
    vocabularyFolder,
    extraPieces,
    ...shape
  }: Pick<CheckpointConfig, "layers" | "architecture" | "heads" | "hiddenSize"> & {
    readonly vocabularyFolder: string;
    /** Whether the vocabulary is made up to the published size, with pieces that occur in no text. */
    readonly extraPieces: boolean;
  },
): Promise<void> {
  const pieces = (await readFile(join(vocabularyFolder, "vocab.txt"), "utf8")).trimEnd().split("\n");
  while (extraPieces && pieces.length < EMBEDDING_ROWS) pieces.push(`[unused-${pieces.length}]`);
  const config = describe(shape, pieces.length);
  await writeFile(join(folder, "vocab.txt"), `${pieces.join("\n")}\n`);
  await writeFile(
    join(folder, "tokenizer_config.json"),
    await readFile(join(vocabularyFolder, "tokenizer_config.json")),
  );
  await writeFile(join(folder, "config.json"), JSON.stringify(toConfigFile(config), undefined, 2));
  await writeWeights(join(folder, "model.safetensors"), listTensors(config));
}

function describe(
  shape: Pick<CheckpointConfig, "layers" | "architecture" | "heads" | "hiddenSize">,
  embeddingRows: number,
): CheckpointConfig {
  return {
    ...shape,
    feedForwardSize: 4 * shape.hiddenSize,
    embeddingRows,
    maxTokens: 512,
    segments: shape.architecture === "bert" ? 2 : 0,
    activation: "gelu",
    layerNormEpsilon: 1e-12,
  };
}

function toConfigFile(config: CheckpointConfig): Readonly<Record<string, unknown>> {
  const shared = {
    vocab_size: config.embeddingRows,
    max_position_embeddings: config.maxTokens,
    id2label: Object.fromEntries(TONES.entries()),
  };
  if (config.architecture === "distilbert") {
    const { hiddenSize: dim, layers: n_layers, heads: n_heads, feedForwardSize: hidden_dim } = config;
    return { model_type: "distilbert", ...shared, dim, n_layers, n_heads, hidden_dim, activation: "gelu" };
  }
  return {
    model_type: "bert",
    ...shared,
    hidden_size: config.hiddenSize,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    intermediate_size: config.feedForwardSize,
    type_vocab_size: config.segments,
    hidden_act: "gelu",
    layer_norm_eps: config.layerNormEpsilon,
  };
}

function listTensors(config: CheckpointConfig): readonly ExpectedTensor[] {
  const { mlm, pooler } = TENSOR_NAMES[config.architecture];
  const H = config.hiddenSize;
  const readouts = [
    ...expectDense(mlm.transform, H, H),
    ...expectNorm(mlm.norm, H),
    [mlm.biases[0]!, [config.embeddingRows]] as const,
    ...expectDense(pooler, H, H),
    ...expectDense(CLASSIFIER_NAME, TONES.length, H),
  ];
  return [...expectedTensors(config), ...readouts];
}

async function writeWeights(path: string, tensors: readonly ExpectedTensor[]): Promise<void> {
  const random = createRandom(1);
  const table = Float32Array.from({ length: PERIOD }, () => (2 * random() - 1) * SPREAD);
  const header: Record<string, unknown> = {};
  let offset = 0;
  for (const [name, shape] of tensors) {
    const end = offset + 4 * count(shape);
    header[name] = { dtype: "F32", shape, data_offsets: [offset, end] };
    offset = end;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const file = await open(path, "w");
  try {
    await file.write(Buffer.concat([length, text]));
    let start = 0;
    for (const [name, shape] of tensors) {
      const values = new Float32Array(count(shape));
      if (shape.length === 1) values.fill(name.endsWith("weight") ? 1 : 0);
      else for (let i = 0; i < values.length; i += 1) values[i] = table[(start + i) % PERIOD]!;
      start += values.length;
      await file.write(new Uint8Array(values.buffer));
    }
  } finally {
    await file.close();
  }
}

function count(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
