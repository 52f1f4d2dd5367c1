/**
 * A fill in the case of the word it replaces: ALL CAPITALS of two letters or more, a capital first, else as it is.
 * For models that know no capitals; a cased model has chosen for itself.
 */
export function caseLike(fill: string, original: string): string {
  const letters = original.match(/\p{Cased}/gu) ?? [];
  if (letters.length > 1 && original === original.toUpperCase()) return fill.toUpperCase();
  const first = /\p{L}/u.exec(original)?.[0];
  if (first === undefined || first === first.toLowerCase()) return fill;
  return fill.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}
