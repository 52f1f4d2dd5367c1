import { checkWhole } from "../../tasks/model/checkWhole";
import { selectTop } from "../../tasks/model/selectTop";
import type { NearestResult } from "../../tasks/similar/nearestRequest";
import type { Work } from "../steps/work";
import { embedTexts } from "./embedTexts";
import type { ModelAnswers } from "./modelAnswers";
import { requireIndexRows } from "./requireIndexRows";

const DEFAULT_TOP = 10;
const MOST_TOP = 1000;

/**
 * The rows most like a text, by comparing all of them: exact, but for the rounding of what is kept.
 *
 * @throws {TaskError} `stale`, `bad-option`.
 */
export async function findNearest(
  { model, vectors }: Pick<ModelAnswers, "model" | "vectors">,
  params: {
    readonly epoch: string;
    readonly rows: Int32Array;
    readonly text: string;
    readonly top?: number | undefined;
  },
  work: Work,
): Promise<NearestResult> {
  await vectors.open();
  const top = checkWhole("top", params.top ?? DEFAULT_TOP, 1, MOST_TOP);
  const rows = requireIndexRows(vectors, params);
  const asked = { texts: [params.text], normalize: true };
  const { vectors: vector, precision } = await embedTexts(model, asked, { ...work, report: () => undefined });
  const cosines = vectors.table.compare(vector, rows);
  return {
    matches: selectTop(cosines, top).map((index) => ({ index, similarity: cosines[index] ?? NaN })),
    precision,
  };
}
