import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { readWeightFile } from "../../checkpoint/weightFile";
import { GraphError } from "../../graph/graphError";
import type { OnnxGraph } from "../../graph/onnx/onnxGraph";
import { layOutOnnx, type PlacedInitializer, STANDARD_VERSION } from "../../graph/onnx/writeOnnx";
import { readFloats } from "../../graph/readFloats";
import { fitsHalf, toHalves } from "../../graph/toHalves";
import { formatBytes } from "../../wording/numbers/formatBytes";

/** A protobuf message of more cannot be read. */
const MOST_BYTES = 2 ** 31 - 1;
const CHUNK_BYTES = 1 << 22;

export interface OnnxFileOptions {
  /** Of a file that is not there yet. */
  readonly path: string;
  /** Called between steps, with bytes; what it throws ends the work. */
  readonly onStep: (done: number, total: number) => Promise<void>;
}

/** Where the bytes of weights come from: converted from the checkpoint's own, or as they are in files of a folder. */
export type WeightSource = { readonly checkpoint: Checkpoint } | { readonly folder: string };

/**
 * Writes a graph and its weights as one `.onnx` file, a few megabytes at a time.
 *
 * @returns Bytes of the file.
 * @throws {GraphError} `too-large`, `bad-weight`; {CheckpointError} `changed`; what the file system throws.
 */
export async function writeOnnxFile(graph: OnnxGraph, source: WeightSource, options: OnnxFileOptions): Promise<number> {
  const { parts, byteLength } = layOutOnnx(graph, STANDARD_VERSION);
  if (byteLength > MOST_BYTES) {
    throw new GraphError(
      "too-large",
      l10n.t(
        "the ONNX file would have {0}, expected at most {1}: export it in fp16 or int8",
        formatBytes(byteLength),
        formatBytes(MOST_BYTES),
      ),
    );
  }
  const output = await open(options.path, "wx");
  let done = 0;
  const write = async (bytes: Uint8Array) => {
    for (let written = 0; written < bytes.length;) written += (await output.write(bytes, written)).bytesWritten;
    done += bytes.length;
    await options.onStep(done, byteLength);
  };
  try {
    for (const part of parts) {
      if (part instanceof Uint8Array) await write(part);
      else if ("checkpoint" in source) await convertWeight(source.checkpoint, part, write);
      else await copyWeight(path.join(source.folder, part.data.file), part, write);
    }
  } finally {
    await output.close();
  }
  return done;
}

type Write = (bytes: Uint8Array) => Promise<void>;

async function convertWeight(
  checkpoint: Checkpoint,
  { name, type, data }: PlacedInitializer,
  write: Write,
): Promise<void> {
  const tensor = checkpoint.tensors.get(name);
  // Not a fault of the checkpoint: the graph was made of its tensors.
  if (tensor === undefined) throw new Error(`the graph names a tensor ${name} that the checkpoint does not have`);
  const elements = data.byteLength / (type === "float16" ? 2 : 4);
  const step = CHUNK_BYTES / 4;
  await readWeightFile(checkpoint, tensor.file, async (file) => {
    for (let start = 0; start < elements; start += step) {
      const count = Math.min(step, elements - start);
      const floats = await readFloats(file, { ...tensor, name }, { start, count });
      if (type === "float16") requireHalves(name, floats);
      const values = type === "float16" ? toHalves(floats) : floats;
      await write(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
  });
}

function requireHalves(name: string, floats: Float32Array): void {
  const found = floats.find((value) => !fitsHalf(value));
  if (found === undefined) return;
  throw new GraphError(
    "bad-weight",
    l10n.t('tensor "{0}": {1}, expected a number that float16 holds; export it in fp32', name, found),
  );
}

async function copyWeight(file: string, { name, data }: PlacedInitializer, write: Write): Promise<void> {
  const input = await open(file);
  try {
    for (let at = 0; at < data.byteLength; at += CHUNK_BYTES) {
      await write(
        await readAll(input, name, { at: data.byteOffset + at, length: Math.min(CHUNK_BYTES, data.byteLength - at) }),
      );
    }
  } finally {
    await input.close();
  }
}

async function readAll(
  input: FileHandle,
  name: string,
  { at, length }: { readonly at: number; readonly length: number },
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await input.read(bytes, 0, length, at);
  if (bytesRead === length) return bytes;
  throw new GraphError(
    "bad-weight",
    l10n.t('tensor "{0}": {1} bytes at {2}, expected {3}', name, bytesRead, at, length),
  );
}
