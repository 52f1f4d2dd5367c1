import * as l10n from "@vscode/l10n";
import { quote } from "../wording/quote";
import { type Activation, type Architecture, ARCHITECTURES, type CheckpointConfig } from "./checkpoint";
import { FAMILIES } from "./families/families";
import type { ConfigFields, Family } from "./families/family";
import { CheckpointError } from "./files/checkpointError";
import type { JsonFields } from "./files/jsonFields";

/** Large enough for any BERT, and small enough that a product of three sizes is still an exact integer in a double. */
const SIZE = { min: 1, max: 65_536 };
const LAYERS = { min: 1, max: 1024 };
const PADDING = { min: 0, max: 4_096 };
/** Where config.json says nothing: huggingface/transformers v5.24.0, `configuration_*.py`. */
const EPSILON = 1e-12;
const DISTANCE_BUCKETS = 32;
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
  const config = readEncoder(fields, readArchitecture(fields));
  if (config.hiddenSize % config.heads !== 0) {
    throw new CheckpointError(
      "bad-config",
      l10n.t(
        "{0}: hidden size {1}, expected a multiple of the {2} attention heads",
        fields.where,
        config.hiddenSize,
        config.heads,
      ),
    );
  }
  return {
    config,
    architectures: fields.findTexts("architectures") ?? [],
  };
}

function readArchitecture(fields: JsonFields): Architecture {
  // The bert_config.json of google-research/bert has no model_type.
  const found = fields.find("model_type") === undefined ? "bert" : fields.text("model_type");
  const known = ARCHITECTURES.find((architecture) => architecture === found);
  if (known !== undefined) return known;
  throw unsupported(
    fields,
    "model_type",
    found,
    l10n.t("one of {0}, whose encoders Cloze runs", ARCHITECTURES.join(", ")),
  );
}

function refuseVariants(fields: JsonFields): void {
  const positions = fields.find("position_embedding_type");
  if (positions !== undefined && positions !== "absolute") {
    throw unsupported(fields, "position_embedding_type", positions, '"absolute"');
  }
  for (const name of ["is_decoder", "is_encoder_decoder", "add_cross_attention"]) {
    if (fields.findFlag(name) === true) throw unsupported(fields, name, true, l10n.t("false: Cloze runs encoders"));
  }
  const quantization = fields.find("quantization_config");
  if (quantization !== undefined) {
    throw unsupported(
      fields,
      "quantization_config",
      quantization,
      l10n.t("none: Cloze reads F32, F16 and BF16 weights"),
    );
  }
}

function readEncoder(fields: JsonFields, architecture: Architecture): CheckpointConfig {
  const family = FAMILIES[architecture];
  const { fields: names } = family;
  const firstPosition = readFirstPosition(fields, family);
  const rows = fields.integer("max_position_embeddings", { ...SIZE, min: firstPosition + 1 });
  const segments =
    family.segments === "none"
      ? 0
      : fields.find("type_vocab_size") === undefined
        ? 2
        : fields.integer("type_vocab_size", SIZE);
  return {
    architecture,
    ...readLayers(fields, names),
    heads: fields.integer(names.heads, SIZE),
    hiddenSize: fields.integer(names.hiddenSize, SIZE),
    feedForwardSize: fields.integer(names.feedForwardSize, SIZE),
    embeddingRows: fields.integer("vocab_size", ROWS),
    maxTokens: rows - firstPosition,
    segments: family.segments === "given" ? segments : 0,
    activation: readActivation(fields, names.activation, family.activation),
    layerNormEpsilon:
      family.hasEpsilon && fields.find("layer_norm_eps") !== undefined ? fields.positive("layer_norm_eps") : EPSILON,
    ...readEmbeddingSize(fields, family),
    ...readDistances(fields, names),
    ...(family.segments === "first" && { unusedSegments: segments }),
    ...(firstPosition > 0 && { firstPosition }),
  };
}

function readLayers(fields: JsonFields, names: ConfigFields): Pick<CheckpointConfig, "layers" | "sharing"> {
  const stretches = fields.integer(names.layers, LAYERS);
  if (names.sharing === undefined) return { layers: stretches };
  const read = (name: string) => (fields.find(name) === undefined ? 1 : fields.integer(name, LAYERS));
  const sharing = { groups: read(names.sharing.groups), inner: read(names.sharing.inner) };
  const layers = stretches * sharing.inner;
  if (sharing.groups > stretches || layers > LAYERS.max) {
    throw new CheckpointError(
      "bad-config",
      l10n.t(
        "{0}: {1} groups of {2} layers for {3} {4}, expected at most as many groups and {5} layers",
        fields.where,
        sharing.groups,
        sharing.inner,
        names.layers,
        stretches,
        LAYERS.max,
      ),
    );
  }
  return { layers, sharing };
}

function readEmbeddingSize(
  fields: JsonFields,
  { fields: names, alwaysProjects }: Family,
): Pick<CheckpointConfig, "embeddingSize"> {
  const { embeddingSize: name } = names;
  if (name === undefined || (fields.find(name) === undefined && alwaysProjects !== true)) return {};
  const embeddingSize = fields.integer(name, SIZE);
  return embeddingSize === fields.integer(names.hiddenSize, SIZE) && alwaysProjects !== true ? {} : { embeddingSize };
}

function readDistances(
  fields: JsonFields,
  { distanceBuckets: name }: ConfigFields,
): Pick<CheckpointConfig, "distanceBuckets"> {
  if (name === undefined) return {};
  if (fields.find(name) === undefined) return { distanceBuckets: DISTANCE_BUCKETS };
  return { distanceBuckets: fields.integer(name, { min: 4, max: 1024 }) };
}

function readFirstPosition(fields: JsonFields, { positions }: Family): number {
  if (positions === "from 0") return 0;
  const padding = fields.find("pad_token_id") === undefined ? 1 : fields.integer("pad_token_id", PADDING);
  return padding + 1;
}

function readActivation(fields: JsonFields, name: string, unnamed: Activation = "gelu"): Activation {
  if (fields.find(name) === undefined) return unnamed;
  const found = fields.text(name);
  const activation = Object.hasOwn(ACTIVATIONS, found) ? ACTIVATIONS[found] : undefined;
  if (activation !== undefined) return activation;
  throw unsupported(fields, name, found, l10n.t("one of {0}", Object.keys(ACTIVATIONS).join(", ")));
}

function unsupported(fields: JsonFields, name: string, found: unknown, expected: string): CheckpointError {
  return new CheckpointError(
    "unsupported",
    l10n.t("{0}: {1} is {2}, expected {3}", fields.where, name, quote(found), expected),
  );
}
