import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StoredTensor } from "../../src/checkpoint/storedTensor";
import { GOLDEN } from "./checkpointFolder";

interface Goldens {
  readonly files: Readonly<Record<string, string>>;
}

const goldens = JSON.parse(readFileSync(join(GOLDEN, "forms.json"), "utf8")) as Record<"torch" | "tensorflow", Goldens>;

/** A file as PyTorch or TensorFlow wrote it; test/oracle/make_form_goldens.py says what is in it. */
export function readGoldenFile(kind: keyof typeof goldens, name: string): Buffer {
  const text = goldens[kind].files[name];
  if (text === undefined) throw new Error(`forms.json: no ${kind} file "${name}"`);
  return Buffer.from(text, "base64");
}

/** The numbers of a float32 tensor, in the order of its bytes. */
export function floatsAt(file: Uint8Array, { byteOffset, byteLength }: StoredTensor): readonly number[] {
  return [...new Float32Array(Uint8Array.from(file.subarray(byteOffset, byteOffset + byteLength)).buffer)];
}
