import type { Token } from "../../tokenizer/encoding";
import type { Tag } from "./tagRequest";

/** A token and what it was labelled. */
export interface LabelledToken extends Pick<Token, "span"> {
  /** "B-PER": it begins a name. "I-PER": it goes on with one. */
  readonly label: string;
  readonly probability: number;
}

/** The label of tokens that are part of nothing. */
const OUTSIDE = "O";

/**
 * Joins neighbours of one label, unless the second begins a name of its own. A label without B- or I- is joined as one
 * with I- is.
 *
 * Source: huggingface/transformers v5.24.0, pipelines/token_classification.py, `group_entities` of the strategy "simple".
 */
export function joinTags(tokens: readonly LabelledToken[]): readonly Tag[] {
  const groups: { label: string; tokens: LabelledToken[] }[] = [];
  for (const token of tokens) {
    const { label, begins } = readLabel(token.label);
    const last = groups.at(-1);
    if (last?.label === label && !begins) last.tokens.push(token);
    else groups.push({ label, tokens: [token] });
  }
  return groups.flatMap(({ label, tokens: own }) => {
    const [first, last] = [own[0], own.at(-1)];
    if (label === OUTSIDE || first === undefined || last === undefined) return [];
    const probability = own.reduce((sum, each) => sum + each.probability, 0) / own.length;
    return [{ span: { start: first.span.start, end: last.span.end }, label, probability }];
  });
}

function readLabel(label: string): { readonly label: string; readonly begins: boolean } {
  const mark = /^[BI]-/.exec(label)?.[0];
  return { label: mark === undefined ? label : label.slice(mark.length), begins: mark === "B-" };
}
