import type { Checkpoint, CheckpointConfig } from "../../checkpoint/checkpoint";
import type { EmbeddingPart, EmbeddingTable, ModelInput } from "../../tasks/model/model";
import { readEmbeddingRows } from "./readEmbeddingRows";

/**
 * The embeddings that are added up for each token of a sequence, as the graph adds them: those of words, of segments if
 * the model has any, and of positions.
 *
 * @throws {CheckpointError} `changed`; {GraphError} `bad-weight`; {RangeError} for a row that there is not.
 */
export async function readEmbeddingParts(
  checkpoint: Checkpoint,
  { ids, segments }: ModelInput,
): Promise<readonly EmbeddingPart[]> {
  const { config } = checkpoint;
  const wanted: readonly (readonly [EmbeddingTable, readonly number[]])[] = [
    ["words", ids],
    ...(config.segments > 0 ? [["segments", segments] as const] : []),
    // A table that is there and tells nothing apart is added all the same.
    ...((config.unusedSegments ?? 0) > 0 ? [["segments", ids.map(() => 0)] as const] : []),
    ["positions", listPositions(config, ids)],
  ];
  const parts: EmbeddingPart[] = [];
  for (const [table, rows] of wanted) {
    const values = await readEmbeddingRows(checkpoint, table, rows);
    if (values !== undefined) parts.push({ table, rows, values });
  }
  return parts;
}

/** Behind the row of padding, if it has one, rows count the tokens that are no padding: see `writeEmbeddings`. */
function listPositions({ firstPosition = 0 }: CheckpointConfig, ids: readonly number[]): readonly number[] {
  const padding = firstPosition - 1;
  let counted = 0;
  return ids.map((id, position) => {
    if (firstPosition === 0) return position;
    if (id === padding) return padding;
    counted += 1;
    return padding + counted;
  });
}
