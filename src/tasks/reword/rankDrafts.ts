import type { Tokenizer } from "../../tokenizer/encoding";
import { readRarity } from "./readRarity";
import type { Direction, Rewrite } from "./rewordRequest";
import type { Draft } from "./rewrite";

/** P(negative) from which on a text sounds calm: to be calmer is worth nothing more. */
const CALM = 0.35;
/** From about here on, a text is marked. */
const MARKED = 0.5;
/** P(negative) of a text that is to become softer by its measure; below, by its words alone. */
export const SEEMS_NEGATIVE = 0.3;
/** Least fall of P(negative) that a reader would notice. */
const LEAST_FALL = 0.05;
/** Most that P(negative) may rise where another direction is wanted. */
const MOST_RISE = 0.1;
/** Most that a rewrite may lose in fluency, in nats a word, and least cosine with the text. */
const MOST_STIFFENING = 0.6;
const LEAST_MEANING = 0.8;
/** Most that it may lose around its changes, in nats a token. */
const MOST_STIFFNESS = 2.5;

type Measures = Omit<Rewrite, "text" | "edits">;

/** What a draft costs before the slow measures are known: what is gained has a minus. */
export function costDraft(
  { edits, text }: Draft,
  {
    towards,
    original,
    tokenizer,
    negative,
  }: {
    readonly towards: Direction;
    readonly original: string;
    readonly tokenizer: Tokenizer;
    /** P(negative) of the draft. Default: unknown. */
    readonly negative: number | undefined;
  },
): number {
  const made = edits.reduce((sum, { cost }) => sum + cost, 0);
  switch (towards) {
    case "softer":
      return made + 1.5 * Math.max(0, (negative ?? CALM) - CALM) + ((negative ?? 0) >= MARKED ? 0.25 : 0);
    case "firmer":
      return made - 0.2 * edits.length;
    case "plainer":
      return made - (readRarity(tokenizer, original) - readRarity(tokenizer, text)) / 20;
    case "shorter":
      return made - (2 * (original.length - text.length)) / original.length;
  }
}

/** What a draft costs for being less usual around its changes, in nats a token; what is more usual gains a little. */
export function costStiffness(stiffness: number): number {
  return 0.12 * Math.max(-1, stiffness);
}

/** What the measures add to it. */
export function costMeasures({ meaning, fit }: Measures, stiffness: number): number {
  return costStiffness(stiffness) + 1.5 * (1 - meaning) + (fit === undefined ? 0 : 0.2 * Math.max(0, 1 - fit.ratio));
}

/** Whether a rewrite goes the way that was asked for, and stays English and near in meaning as far as measures tell. */
export function isOffered({ tone, fluency, meaning }: Measures, stiffness: number, towards: Direction): boolean {
  if (tone !== undefined) {
    const isSoftening = towards === "softer" && tone.before >= SEEMS_NEGATIVE;
    if (isSoftening ? tone.after > tone.before - LEAST_FALL : tone.after > tone.before + MOST_RISE) return false;
  }
  // A set phrase such as "due to the fact that" is so usual that what is said in its place loses by the word.
  const isTurn = towards !== "softer";
  if (!isTurn && fluency !== undefined && fluency.after < fluency.before - MOST_STIFFENING) return false;
  return stiffness <= MOST_STIFFNESS && meaning >= LEAST_MEANING;
}

/** Whether a draft goes the way at all. */
export function isTowards({ text }: Draft, original: string, tokenizer: Tokenizer, towards: Direction): boolean {
  if (towards === "plainer") return readRarity(tokenizer, text) < readRarity(tokenizer, original);
  return towards !== "shorter" || text.length < original.length;
}
