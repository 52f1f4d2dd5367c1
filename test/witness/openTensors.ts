import { readFileSync } from "node:fs";
import type { StoredTensor } from "../../src/checkpoint/storedTensor";
import { readSafetensors } from "../../src/checkpoint/tensors/readSafetensors";

/** The folder of what the scripts beside this file wrote. @throws {Error} if no run made it. */
export function findFolder(): string {
  const folder = process.env["CLOZE_WITNESS"];
  if (folder === undefined) throw new Error("CLOZE_WITNESS is not set: run these tests by npm run test:witness");
  return folder;
}

/** @returns Reads a tensor of the file; throws an Error if it has no such float32 tensor. */
export async function openTensors(file: string): Promise<(name: string) => Float32Array> {
  const bytes = readFileSync(file);
  const stored = new Map<string, StoredTensor>();
  for (const tensor of await readSafetensors(file)) stored.set(tensor.name, tensor);
  return (name) => {
    const tensor = stored.get(name);
    if (tensor?.dtype !== "F32") throw new Error(`${file}: no float32 tensor "${name}"`);
    // A copy: where a tensor starts in the file, no number may.
    return new Float32Array(
      Uint8Array.from(bytes.subarray(tensor.byteOffset, tensor.byteOffset + tensor.byteLength)).buffer,
    );
  };
}
