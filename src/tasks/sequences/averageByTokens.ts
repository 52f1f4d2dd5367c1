import type { ModelInput } from "../model/model";

/**
 * The mean of what was said of a text's windows, weighed by their tokens.
 *
 * @param rows - [K] of each window.
 * @returns [K]
 */
export function averageByTokens(windows: readonly ModelInput[], rows: readonly Float64Array[]): readonly number[] {
  const total = windows.reduce((sum, { ids }) => sum + ids.length, 0);
  const mean = Array.from(rows[0] ?? [], () => 0);
  for (const [i, row] of rows.entries()) {
    const share = (windows[i]?.ids.length ?? 0) / total;
    for (const [k, value] of row.entries()) mean[k] = (mean[k] ?? 0) + share * value;
  }
  return mean;
}
