import { createRandom } from "../../random/createRandom";
import type { Token } from "../../tokenizer/encoding";
import type { Corruption } from "./corruptRequest";

/** The part of a text's pieces that is to be guessed. */
const CHOSEN_SHARE = 0.15;
const MASKED_SHARE = 0.8;
/** Of what is not masked. */
const KEPT_SHARE = 0.5;

export interface CorruptedPiece {
  readonly position: number;
  readonly corruption: Corruption;
  /** Of the piece that the model reads there. */
  readonly id: number;
}

export interface DrawCorruptionOptions {
  readonly seed: number;
  readonly vocabularySize: number;
  readonly maskId: number;
  readonly wholeWords: boolean;
}

/**
 * Draws the pieces to be guessed, and what the model reads in their place: of 15 % of the pieces, at least one, 80 % become
 * masks, 10 % a piece of the vocabulary at random, whatever it is, and 10 % stay. Special tokens are never chosen. Of whole
 * words, those that would go over the 15 % are left out, unless no other was chosen.
 *
 * @returns In the order of positions; none if there is nothing to choose.
 * Source: google-research/bert, `create_masked_lm_predictions` of create_pretraining_data.py, which counts [CLS] and [SEP]
 * in the 15 %; transformers v5, `DataCollatorForLanguageModeling`, which does not, and chooses each piece by a draw of its own.
 */
export function drawCorruption(
  tokens: readonly Token[],
  { seed, vocabularySize, maskId, wholeWords }: DrawCorruptionOptions,
): readonly CorruptedPiece[] {
  const random = createRandom(seed);
  const units = listUnits(tokens, wholeWords);
  const count = units.reduce((sum, unit) => sum + unit.length, 0);
  const wanted = Math.max(1, Math.round(count * CHOSEN_SHARE));
  const chosen: Token[] = [];
  for (const unit of shuffle(units, random)) {
    if (chosen.length === 0 || chosen.length + unit.length <= wanted) chosen.push(...unit);
  }
  return chosen
    .sort((a, b) => a.position - b.position)
    .map(({ position, id }) => {
      if (random() < MASKED_SHARE) return { position, corruption: "mask", id: maskId };
      if (random() < KEPT_SHARE) return { position, corruption: "keep", id };
      return { position, corruption: "random", id: Math.floor(random() * vocabularySize) };
    });
}

/** What is chosen as one: pieces, or the pieces of a word. */
function listUnits(tokens: readonly Token[], wholeWords: boolean): readonly (readonly Token[])[] {
  const units = new Map<string, Token[]>();
  for (const token of tokens) {
    if (token.kind !== "word" && token.kind !== "continuation") continue;
    const key = wholeWords ? `${token.segment}:${token.word ?? ""}` : String(token.position);
    units.set(key, [...(units.get(key) ?? []), token]);
  }
  return [...units.values()];
}

/** Fisher–Yates. */
function shuffle<T>(items: readonly T[], random: () => number): readonly T[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled;
}
