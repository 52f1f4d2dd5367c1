/** A sentence without its stop. A pattern for "all of these up to the end" would try at each of many spaces anew. */
export function trimEnd(sentence: string): string {
  let end = sentence.length;
  while (end > 0 && /[.\s]/.test(sentence.charAt(end - 1))) end -= 1;
  return sentence.slice(0, end);
}
