/** UTF-16 units of the sentence that a message quotes: enough to tell it from others in a list. */
const MOST_QUOTED = 60;

/** The beginning of a sentence, as a message about it quotes it. */
export function quoteSentence(text: string): string {
  if (text.length <= MOST_QUOTED) return `“${text}”`;
  // A cut may fall inside a surrogate pair.
  const cut = text.slice(0, MOST_QUOTED).replace(/[\ud800-\udbff]$/, "");
  const end = cut.lastIndexOf(" ");
  return `“${end > MOST_QUOTED / 2 ? cut.slice(0, end) : cut}…”`;
}
