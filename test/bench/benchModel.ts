import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Checkpoint } from "../../src/checkpoint/checkpoint";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { installOnce } from "../harness/installOnce";
import { exportOnnx } from "./exportOnnx";
import { writeSeededCheckpoint } from "./seededCheckpoint";

const ROOT = resolve(import.meta.dirname, "../..");
/** Whose vocabulary the seeded checkpoints have. */
const BUNDLED = join(ROOT, "models", "cloze-small");
/** Part of folder names in the cache: to be raised with what this room writes. */
const VERSION = 2;

const SEEDED_NAMES = ["mini", "distil", "base"] as const;
export const MODEL_NAMES = ["bundled", ...SEEDED_NAMES] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

/** Those that are measured unless others are named. */
export const usualModels = ({ isQuick }: { readonly isQuick: boolean }): readonly ModelName[] =>
  isQuick ? ["bundled"] : SEEDED_NAMES;

/** One model in the form of either side, the weights the same. */
export interface BenchModel {
  readonly name: ModelName;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
  readonly embeddingRows: number;
  /** Folder of the checkpoint, which has all readouts. */
  readonly folder: string;
  /** Holds folders "fill" and "tone" in the layout that transformers.js reads. */
  readonly exported: string;
  /** Sentences asked for in one round: fills for a second or so of the slowest side. */
  readonly counts: { readonly fill: number; readonly tone: number };
}

const SHAPES = {
  mini: { architecture: "bert", layers: 4, heads: 4, hiddenSize: 256, extraPieces: false },
  distil: { architecture: "distilbert", layers: 6, heads: 12, hiddenSize: 768, extraPieces: true },
  base: { architecture: "bert", layers: 12, heads: 12, hiddenSize: 768, extraPieces: true },
} as const;
const COUNTS = {
  bundled: { fill: 40, tone: 1000 },
  mini: { fill: 100, tone: 1000 },
  distil: { fill: 24, tone: 1000 },
  base: { fill: 12, tone: 1000 },
};

/** Makes what is not in the cache folder yet: seeded checkpoints, and the ONNX files of the other side. */
export async function prepareModel(name: ModelName): Promise<BenchModel> {
  const folder = await findCheckpoint(name);
  const checkpoint = await readCheckpoint(folder);
  // The bundled weights change with training, the seeded ones with the version alone.
  const weights = name === "bundled" ? await hashWeights(folder) : "seeded";
  const exported = await installOnce(`bench-onnx-${VERSION}-${name}-${weights}`, async (staging) => {
    process.stderr.write(`Writing the ONNX files of ${name}, once …\n`);
    await exportFolder(checkpoint, join(staging, "fill"), "mlm");
    await exportFolder(checkpoint, join(staging, "tone"), "classifier");
  });
  const { layers, hiddenSize, feedForwardSize, embeddingRows } = checkpoint.config;
  return { name, layers, hiddenSize, feedForwardSize, embeddingRows, folder, exported, counts: COUNTS[name] };
}

/** The folder of a checkpoint; a seeded one is made once. */
export async function findCheckpoint(name: ModelName): Promise<string> {
  if (name === "bundled") return BUNDLED;
  return installOnce(`bench-checkpoint-${VERSION}-${name}`, (staging) => {
    process.stderr.write(`Writing a seeded checkpoint of ${name}, once …\n`);
    return writeSeededCheckpoint(staging, { ...SHAPES[name], vocabularyFolder: BUNDLED });
  });
}

async function hashWeights(folder: string): Promise<string> {
  const weights = await readFile(join(folder, "model.safetensors"));
  return createHash("sha256").update(weights).digest("hex").slice(0, 12);
}

async function exportFolder(checkpoint: Checkpoint, folder: string, head: "mlm" | "classifier"): Promise<void> {
  const onnx = join(folder, "onnx");
  await mkdir(onnx, { recursive: true });
  await copyFile(join(checkpoint.folder, "config.json"), join(folder, "config.json"));
  await copyFile(join(checkpoint.folder, "tokenizer_config.json"), join(folder, "tokenizer_config.json"));
  await writeFile(join(folder, "tokenizer.json"), JSON.stringify(describeTokenizer(checkpoint)));
  await exportOnnx(checkpoint, join(onnx, "model.onnx"), { head, precision: "fp32" });
  await exportOnnx(checkpoint, join(onnx, "model_quantized.onnx"), { head, precision: "q8" });
}

/** A `tokenizer.json` of BERT's form. */
function describeTokenizer({ tokenizer }: Checkpoint): unknown {
  if (tokenizer.kind === "bytes" || tokenizer.kind === "unigram")
    throw new RangeError("another vocabulary, expected one of BERT's form");
  const { pieces, specials, lowercase, stripAccents, splitCjk, maxWordLength, continuingPrefix } = tokenizer;
  const special = (text: string, segment: number) => ({ SpecialToken: { id: text, type_id: segment } });
  const sequence = (id: string, segment: number) => ({ Sequence: { id, type_id: segment } });
  const idOf = (text: string) => pieces.indexOf(text);
  const start = [special(specials.cls, 0), sequence("A", 0), special(specials.sep, 0)];
  const named = [specials.cls, specials.sep].map((text) => [text, { id: text, ids: [idOf(text)], tokens: [text] }]);
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: Object.values(specials).map((content) => ({
      id: idOf(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: splitCjk,
      strip_accents: stripAccents,
      lowercase,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: start,
      pair: [...start, sequence("B", 1), special(specials.sep, 1)],
      special_tokens: Object.fromEntries(named) as unknown,
    },
    decoder: { type: "WordPiece", prefix: continuingPrefix, cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: specials.unk,
      continuing_subword_prefix: continuingPrefix,
      max_input_chars_per_word: maxWordLength,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
    },
  };
}
