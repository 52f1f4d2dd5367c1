import type { Vocabulary } from "../../tokenizer/encoding";

/** Says that pieces go on with the word before them, where the vocabulary has no sign for that. */
const CONTINUES = "##";

/**
 * What pieces spell where they fill a mask.
 *
 * @param opens - Whether a word begins there, as `Vocabulary.opensWord` says: pieces that go on with one are marked.
 */
export function spellPieces(vocabulary: Vocabulary, ids: readonly number[], opens: boolean): string {
  const text = vocabulary.spell(ids);
  const { continuingPrefix: prefix } = vocabulary;
  if (!opens || ids.length === 0 || vocabulary.beginsWord(ids[0] ?? 0)) return text;
  // Where only what begins a word is marked, commas and the like are not, but go on with nothing.
  const goesOn = prefix !== "" || /^[\p{L}\p{N}\p{M}]/u.test(text);
  const isPrefix = text === prefix;
  return goesOn && !isPrefix && !isSpecial(vocabulary, ids[0]) ? (prefix || CONTINUES) + text : text;
}

function isSpecial({ specials }: Vocabulary, id: number | undefined): boolean {
  return Object.values(specials).some((special) => special.id === id);
}
