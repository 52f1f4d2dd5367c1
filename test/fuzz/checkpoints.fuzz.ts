import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CheckpointError } from "../../src/checkpoint/files/checkpointError";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { GraphError } from "../../src/graph/graphError";
import { ModelError } from "../../src/tasks/model/model";
import { TINY_BERT, TINY_DISTILBERT } from "../checkpoint/checkpointFolder";
import { toColumns, writeTorchFile } from "../checkpoint/pickle/torchFolder";
import { readTensorsOf } from "../checkpoint/safetensorsFile";
import { changeJson } from "./drawValue";
import type { Fuzzer } from "./fuzzer";
import type { Random } from "./random";

/** Characters of an error: a sentence, with a path or two. */
const MOST_MESSAGE = 800;

/**
 * Promise 7: whatever the files of a checkpoint hold, it is refused in a sentence, or it answers with numbers. No fault of
 * a file is an error of any other kind.
 */
export const fuzzer: Fuzzer = {
  name: "checkpoints",
  share: 60,
  async run(random: Random) {
    const folder = mkdtempSync(join(tmpdir(), "cloze-fuzz-"));
    try {
      writeCheckpoint(random, folder);
      const checkpoint = await refuseInWords(readCheckpoint(folder));
      if (checkpoint === undefined) return;
      const model = await refuseInWords(
        createOnnxModel(folder, { precision: "fp32", threads: 1, cacheFolder: folder }),
      );
      await (model && refuseInWords(model.answerOnce()));
      await model?.dispose();
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function refuseInWords<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const isKnown = error instanceof CheckpointError || error instanceof ModelError || error instanceof GraphError;
    assert.ok(isKnown, error instanceof Error ? (error.stack ?? error.message) : String(error));
    assert.ok(
      error.message.length <= MOST_MESSAGE,
      `${error.message.length} characters: ${error.message.slice(0, 200)}`,
    );
    return undefined;
  }
}

/** A tiny checkpoint with one of its files changed in one to three places. */
function writeCheckpoint(random: Random, folder: string): void {
  const from = random.oneOf([TINY_BERT, TINY_DISTILBERT]);
  const weights = random.chance(0.4) ? "pytorch_model.bin" : "model.safetensors";
  const files = ["config.json", "tokenizer_config.json", "vocab.txt", weights];
  const changed = random.oneOf(files);
  for (const file of files) {
    const bytes = file === "pytorch_model.bin" ? pickleWeights(from) : readFileSync(join(from, file));
    writeFileSync(join(folder, file), file === changed ? change(random, file, bytes) : bytes);
  }
}

function change(random: Random, file: string, bytes: Buffer): string | Uint8Array {
  if (random.chance(0.2)) return damage(random, bytes);
  switch (file) {
    case "vocab.txt": {
      const lines = bytes.toString().split("\n");
      const at = random.below(lines.length);
      return lines.toSpliced(at, random.below(3), ...random.many(0, 2, () => random.oneOf(lines))).join("\n");
    }
    case "model.safetensors": {
      const start = 8 + Number(bytes.readBigUInt64LE(0));
      const header = JSON.stringify(changeJson(random, JSON.parse(bytes.toString("utf8", 8, start))));
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(Buffer.byteLength(header)));
      return Buffer.concat([length, Buffer.from(header), bytes.subarray(start)]);
    }
    case "pytorch_model.bin":
      return damageStart(random, bytes);
    default:
      return JSON.stringify(changeJson(random, JSON.parse(bytes.toString())));
  }
}

const pickled = new Map<string, Buffer>();

function pickleWeights(from: string): Buffer {
  const bytes =
    pickled.get(from) ?? Buffer.from(writeTorchFile(readTensorsOf(join(from, "model.safetensors")).map(toColumns)));
  pickled.set(from, bytes);
  return bytes;
}

/** Changes bytes of the pickle, which stands first, and not of the numbers, of which there are many more. */
function damageStart(random: Random, bytes: Buffer): Uint8Array {
  const copy = Buffer.from(bytes);
  const end = copy.indexOf("m/data/0");
  for (const at of random.many(1, 4, () => random.below(end)))
    copy[at] = random.chance(0.5) ? random.below(256) : copy[random.below(end)]!;
  return copy;
}

/** Flips bytes, or cuts or repeats a part. */
function damage(random: Random, bytes: Buffer): Uint8Array {
  const copy = Buffer.from(bytes);
  if (random.chance(0.3)) return copy.subarray(0, random.below(copy.length));
  if (random.chance(0.2)) return Buffer.concat([copy, copy.subarray(random.below(copy.length))]);
  for (const at of random.many(1, 20, () => random.below(copy.length))) copy[at] = random.below(256);
  return copy;
}
