/** What rules call a label of a classifier: "severe-toxic" for "Severe_Toxic". Empty for one without letters of ASCII. */
export function toLabelName(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-|-$/gu, "");
}
