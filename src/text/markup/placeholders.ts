/**
 * Words that replace whatever is not prose. Each is a plain English noun that every BERT vocabulary has, so the sentence
 * around it stays a sentence: "Run `npm ci` first" is read as "Run code first".
 */
export const CODE_WORD = "code";
export const LINK_WORD = "link";
/** The most common formula. */
export const MATH_WORD = "x";
