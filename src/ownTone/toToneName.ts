const LONGEST = 40;

/** A name that a tone may have, after the name of a file or what a person wrote: "too-harsh" for "Too harsh.json". */
export function toToneName(text: string): string {
  const name = text
    .replace(/\.(?:json|tsv)$/i, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-|-$/g, "");
  return name === "" ? "ours" : name;
}
