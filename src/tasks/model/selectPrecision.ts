import type { ModelInfo, Precision } from "./model";

/** What the readouts of a request are computed in. */
export function selectPrecision(
  { precision, statesPrecision }: Pick<ModelInfo, "precision" | "statesPrecision">,
  { exact = false }: { readonly exact?: boolean | undefined },
): Precision {
  return exact && statesPrecision === "fp32" ? "fp32" : precision;
}
