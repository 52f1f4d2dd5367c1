/**
 * Words that stand in prose for what is no prose. Each is one plain English noun that every BERT vocabulary has, so that
 * the sentence around it stays one: "Run `npm ci` first" is read as "Run code first".
 */
export const CODE_WORD = "code";
export const LINK_WORD = "link";
/** What mathematics most often is. */
export const MATH_WORD = "x";
