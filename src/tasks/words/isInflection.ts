/** Forms of a word, by their endings: a verb has all four, a noun the first. */
const ENDINGS = ["s", "ed", "ing"] as const;
type Ending = (typeof ENDINGS)[number];

/**
 * Whether a word is a regular form of a known word that has another regular form, too: "reconfigures", where
 * "reconfigured" is known. One form alone proves nothing: "beautiful" is known, and "beautifuls" is not a word.
 *
 * @param word - In small letters.
 */
export function isInflection(word: string, isKnown: (word: string) => boolean): boolean {
  return ENDINGS.some((ending) => {
    if (!word.endsWith(ending)) return false;
    return listStems(word.slice(0, -ending.length), ending).some(
      (stem) =>
        isKnown(stem) &&
        inflect(stem, ending).includes(word) &&
        ENDINGS.some((other) => other !== ending && inflect(stem, other).some(isKnown)),
    );
  });
}

/** What may stand before an ending that was cut off: "stopp" → "stop", "configur" → "configure", "trie" → "try". */
function listStems(rest: string, ending: Ending): readonly string[] {
  const stems = [rest];
  if (ending !== "s") stems.push(`${rest}e`);
  if (ending === "s" && rest.endsWith("e")) stems.push(rest.slice(0, -1));
  if (ending !== "ing" && /ie?$/.test(rest)) stems.push(rest.replace(/ie?$/, "y"));
  if (/([^aeiou])\1$/.test(rest)) stems.push(rest.slice(0, -1));
  return stems;
}

/** The regular forms of a word: one, or two where the doubling of its last letter depends on how it is stressed. */
function inflect(word: string, ending: Ending): readonly string[] {
  if (ending === "s") {
    if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
    return [/(?:[sxz]|[cs]h)$/.test(word) ? `${word}es` : `${word}s`];
  }
  if (word.endsWith("e"))
    return [/(?:[eoy]e)$/.test(word) && ending === "ing" ? `${word}ing` : `${word.slice(0, -1)}${ending}`];
  if (ending === "ed" && /[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ied`];
  if (!/[^aeiou][aeiou][^aeiouwxy]$/.test(word)) return [word + ending];
  const doubled = word + (word.at(-1) ?? "") + ending;
  return /^[^aeiou]*[aeiou][^aeiou]$/.test(word) ? [doubled] : [doubled, word + ending];
}
