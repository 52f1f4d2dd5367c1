import type { Checkpoint } from "../../checkpoint/checkpoint";
import { TENSOR_NAMES } from "../../checkpoint/tensors/tensorNames";
import { readWeightFile } from "../../checkpoint/weightFile";
import { readFloats } from "../../graph/readFloats";
import type { EmbeddingTable } from "../../tasks/model/model";

/**
 * Rows of one of the tables of embeddings, as the checkpoint holds them, before they are added and normalized.
 *
 * @param rows - Indices; each row is read once.
 * @returns [rows, H]; `undefined` if the architecture has no such table.
 * @throws {CheckpointError} `changed`; {GraphError} `bad-weight`; {RangeError} for a row that there is not.
 */
export async function readEmbeddingRows(
  checkpoint: Checkpoint,
  table: EmbeddingTable,
  rows: readonly number[],
): Promise<Float32Array | undefined> {
  const name = TENSOR_NAMES[checkpoint.config.architecture][table];
  const tensor = checkpoint.tensors.get(name);
  const { segments, unusedSegments = 0 } = checkpoint.config;
  if (tensor === undefined || (table === "segments" && segments + unusedSegments === 0)) return undefined;
  const [count = 0, width = 0] = tensor.shape;
  return readWeightFile(checkpoint, tensor.file, async (handle) => {
    const known = new Map<number, Float32Array>();
    const found = new Float32Array(rows.length * width);
    for (const [index, row] of rows.entries()) {
      if (!(row >= 0 && row < count)) throw new RangeError(`row ${row} of "${name}", expected 0 to ${count - 1}`);
      const values =
        known.get(row) ?? (await readFloats(handle, { ...tensor, name }, { start: row * width, count: width }));
      known.set(row, values);
      found.set(values, index * width);
    }
    return found;
  });
}
