import { quote } from "../wording/quote";
import type { Activation, CheckpointConfig } from "./checkpoint";
import { CheckpointError } from "./files/checkpointError";
import type { JsonFields } from "./files/jsonFields";

/** Large enough for any BERT, and small enough that a product of three sizes is still an exact integer in a double. */
const SIZE = { min: 1, max: 65_536 };
const LAYERS = { min: 1, max: 1024 };
const ROWS = { min: 1, max: 4_194_304 };

/** Names as in huggingface/transformers v4.57.0, activations.py, `ACT2CLS`, which include those of google-research/bert. */
const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  gelu: "gelu",
  gelu_python: "gelu",
  gelu_new: "gelu-tanh",
  gelu_fast: "gelu-tanh",
  gelu_pytorch_tanh: "gelu-tanh",
  relu: "relu",
  silu: "silu",
  swish: "silu",
};

/** What config.json tells of the encoder in addition to the weights. `readClassifier` reads the rest. */
export interface ConfigFile {
  readonly config: CheckpointConfig;
  /** Classes that the checkpoint was saved from, such as "BertForMaskedLM". */
  readonly architectures: readonly string[];
}

/** @throws {CheckpointError} `bad-config` naming the field; `unsupported` for another architecture. */
export function readConfig(fields: JsonFields): ConfigFile {
  refuseVariants(fields);
  const architecture = readArchitecture(fields);
  const config = architecture === "bert" ? readBert(fields) : readDistilBert(fields);
  if (config.hiddenSize % config.heads !== 0) {
    throw new CheckpointError(
      "bad-config",
      `${fields.where}: hidden size ${config.hiddenSize}, expected a multiple of the ${config.heads} attention heads`,
    );
  }
  return {
    config,
    architectures: fields.findTexts("architectures") ?? [],
  };
}

function readArchitecture(fields: JsonFields): "bert" | "distilbert" {
  // The bert_config.json of google-research/bert has no model_type.
  const found = fields.find("model_type") === undefined ? "bert" : fields.text("model_type");
  if (found === "bert" || found === "distilbert") return found;
  throw unsupported(fields, "model_type", found, '"bert" or "distilbert"');
}

function refuseVariants(fields: JsonFields): void {
  const positions = fields.find("position_embedding_type");
  if (positions !== undefined && positions !== "absolute") {
    throw unsupported(fields, "position_embedding_type", positions, '"absolute"');
  }
  for (const name of ["is_decoder", "is_encoder_decoder", "add_cross_attention"]) {
    if (fields.findFlag(name) === true) throw unsupported(fields, name, true, "false: Cloze runs encoders");
  }
  const quantization = fields.find("quantization_config");
  if (quantization !== undefined) {
    throw unsupported(fields, "quantization_config", quantization, "none: Cloze reads F32, F16 and BF16 weights");
  }
}

function readBert(fields: JsonFields): CheckpointConfig {
  return {
    architecture: "bert",
    layers: fields.integer("num_hidden_layers", LAYERS),
    heads: fields.integer("num_attention_heads", SIZE),
    hiddenSize: fields.integer("hidden_size", SIZE),
    feedForwardSize: fields.integer("intermediate_size", SIZE),
    embeddingRows: fields.integer("vocab_size", ROWS),
    maxTokens: fields.integer("max_position_embeddings", SIZE),
    segments: fields.find("type_vocab_size") === undefined ? 2 : fields.integer("type_vocab_size", SIZE),
    activation: readActivation(fields, "hidden_act"),
    layerNormEpsilon: fields.find("layer_norm_eps") === undefined ? 1e-12 : fields.positive("layer_norm_eps"),
  };
}

function readDistilBert(fields: JsonFields): CheckpointConfig {
  return {
    architecture: "distilbert",
    layers: fields.integer("n_layers", LAYERS),
    heads: fields.integer("n_heads", SIZE),
    hiddenSize: fields.integer("dim", SIZE),
    feedForwardSize: fields.integer("hidden_dim", SIZE),
    embeddingRows: fields.integer("vocab_size", ROWS),
    maxTokens: fields.integer("max_position_embeddings", SIZE),
    segments: 0,
    activation: readActivation(fields, "activation"),
    // Its config has no epsilon: huggingface/transformers v4.57.0, modeling_distilbert.py, has this constant.
    layerNormEpsilon: 1e-12,
  };
}

function readActivation(fields: JsonFields, name: string): Activation {
  const found = fields.find(name) === undefined ? "gelu" : fields.text(name);
  const activation = Object.hasOwn(ACTIVATIONS, found) ? ACTIVATIONS[found] : undefined;
  if (activation !== undefined) return activation;
  throw unsupported(fields, name, found, `one of ${Object.keys(ACTIVATIONS).join(", ")}`);
}

function unsupported(fields: JsonFields, name: string, found: unknown, expected: string): CheckpointError {
  return new CheckpointError("unsupported", `${fields.where}: ${name} is ${quote(found)}, expected ${expected}`);
}
