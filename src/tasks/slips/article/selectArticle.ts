import { readFirstSound, type Sound } from "./readFirstSound";

export type Article = "a" | "an";

const ARTICLES: Readonly<Record<Sound, Article>> = { consonant: "a", vowel: "an" };

/**
 * What may stand between an article and its word without being said: tags of emphasis and of code, quotes, brackets, marks
 * of emphasis and of code.
 */
const UNSAID = /^(?:<(?:code|kbd|samp|tt|var|b|em|i|strong)>|&lt;)+|^["'“”‘’«`*([{<]+(?:[$£€](?=\d))?|^[$£€](?=\d)/;
/** Words before which "a" is no article, but a letter or a name, or is one article too many. */
const NEVER_AFTER = /^(?:a|an|and|are|as|at|by|for|has|in|is|of|on|or|than|the|to|was|were|with)(?![\p{L}\p{N}_-])/u;
/** What is said of a word: letters and digits, with what joins them. */
const WORD = /^[\p{L}\p{N}](?:['’.,&+#\\:/-]*[\p{L}\p{N}])*/u;

/**
 * The article for what follows it, by how that is said: words, numbers, abbreviations, names in code.
 *
 * @param next - The text behind the article and its space.
 * @param isWord - Whether letters, all small, are a word: "NODE" is said as one, "NTFS" letter by letter.
 * @returns `undefined` where both are in use ("an SQL query"), or nobody can say ("a --flag").
 */
export function selectArticle(next: string, isWord: (letters: string) => boolean): Article | undefined {
  if (NEVER_AFTER.test(next)) return undefined;
  const word = WORD.exec(next.slice(0, 60).replace(UNSAID, ""))?.[0];
  const sound = word === undefined ? undefined : readFirstSound(word, isWord);
  return sound && ARTICLES[sound];
}
