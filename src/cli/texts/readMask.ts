/** "2026" is the word where a text has it, and else the position of a token; 2026 of a JSON line is the position. */
export function readMask(mask: number | string, texts: readonly string[]): number | string {
  if (typeof mask === "number" || !/^\d+$/.test(mask)) return mask;
  const word = new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])${mask}(?![\\p{L}\\p{N}\\p{M}])`, "u");
  return texts.some((text) => word.test(text)) ? mask : Number(mask);
}
