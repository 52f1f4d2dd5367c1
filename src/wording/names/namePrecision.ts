/** What numbers were computed in, as people read it. */
export function namePrecision(precision: "fp32" | "int8"): string {
  return precision === "fp32" ? "float32" : "int8";
}
