import { ModelError, type ModelOutput, type ModelRequest } from "../tasks/model";
import type { Feed, OnnxSession } from "./onnxSession";
import { planBatches, type BatchMember } from "./planBatches";

/**
 * Runs the heads that the request asks for, in batches.
 *
 * @param session - Of a graph with all heads of the checkpoint; those not asked for are fed no rows.
 * @param vocabularySize - Logits of a row that have a piece; an embedding table may have rows beyond.
 */
export async function runHeads(
  session: OnnxSession,
  request: ModelRequest,
  vocabularySize: number,
): Promise<ModelOutput> {
  const mlm: Float32Array[] = [];
  const nsp: Float32Array[] = [];
  const classifier: Float32Array[] = [];
  for (const batch of planBatches(request)) {
    if (!isPooled(request) && batch.every((member) => member.mlm.length === 0)) continue;
    const outputs = await session.run(feedBatch(request, batch));
    const asked = batch.flatMap((member) => member.mlm);
    const sequences = batch.map((member) => member.input);
    for (const [rows, name, targets] of [
      [mlm, "mlm", asked],
      [nsp, "nsp", request.nsp === true ? sequences : []],
      [classifier, "classifier", request.classifier === true ? sequences : []],
    ] as const) {
      placeRows(rows, outputs.get(name), targets);
    }
  }
  return {
    ...(request.mlm && { mlm: mlm.map((row) => row.subarray(0, vocabularySize)) }),
    ...(request.nsp === true && { nsp: nsp }),
    ...(request.classifier === true && { classifier: classifier }),
  };
}

function isPooled({ nsp = false, classifier = false }: ModelRequest): boolean {
  return nsp || classifier;
}

/** Writes the rows of one output to their places among all rows. */
function placeRows(rows: Float32Array[], values: Float32Array | undefined, targets: readonly number[]): void {
  if (targets.length === 0) return;
  if (values === undefined) throw new ModelError("failed", "the graph lacks an output that was asked for");
  const size = values.length / targets.length;
  targets.forEach((target, index) => {
    rows[target] = values.subarray(index * size, (index + 1) * size);
  });
}

/** @param batch - Of equal lengths T, each with the same number of MLM positions. */
function feedBatch(request: ModelRequest, batch: readonly BatchMember[]): Readonly<Record<string, Feed>> {
  const inputs = batch.map(({ input }) => request.inputs[input]).filter((input) => input !== undefined);
  const B = inputs.length;
  const T = inputs[0]?.ids.length ?? 0;
  const cls = isPooled(request) ? [0] : [];
  const positions = batch.map(({ mlm }) => [...cls, ...mlm.map((index) => request.mlm?.[index]?.position ?? 0)]);
  const R = positions[0]?.length ?? 0;
  const rows = positions.flatMap((columns, b) => columns.map((position) => b * T + position)); // [B, R]
  const indices = rows.map((_, index) => index);
  const masked = indices.filter((index) => index % R >= cls.length);
  const pooled = indices.filter((index) => index % R < cls.length);
  return {
    ids: feed(
      inputs.flatMap(({ ids }) => ids),
      [B, T],
    ),
    segments: feed(
      inputs.flatMap(({ segments }) => segments),
      [B, T],
    ),
    rows: feed(rows, [B, R]),
    masked: feed(masked, [masked.length]),
    pooled: feed(pooled, [pooled.length]),
  };
}

function feed(values: readonly number[], shape: readonly number[]): Feed {
  return { values: Int32Array.from(values), shape };
}
