import type { Model } from "../../tasks/model/model";

/** How a model takes many sequences: in batches, some of them side by side. */
export interface Batching {
  /** Most tokens of one batch, unless a single sequence is longer. */
  readonly batchTokens: number;
  /** Number of batches that may be under way at once, at this moment. */
  readonly parallel: number;
  /**
   * Announces sequences before they are grouped into batches, so that the model can get ready to run batches side by side.
   *
   * @param options - `slips`: candidates or actions will be asked for.
   */
  expect(sequences: number, options?: { readonly slips?: boolean }): void;
  /** Does the same as `run`, but up to `parallel` calls may overlap. */
  readonly runBeside: Model["run"];
}
