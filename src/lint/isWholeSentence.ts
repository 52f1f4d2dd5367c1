import type { Sentence } from "../text/spans/sentence";

/** A sentence of fewer words is a label or a heading, and a model only guesses at those. */
const LEAST_WORDS = 3;

/** True for what a rule about whole sentences may judge: not for a label, and not for a link, which repeats a heading. */
export function isWholeSentence({ text, kind }: Pick<Sentence, "text" | "kind">): boolean {
  return kind !== "link" && (text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? []).length >= LEAST_WORDS;
}
