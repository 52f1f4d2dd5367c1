import { logSumExp } from "./logSumExp";
import { selectTop } from "./selectTop";
import { spellPiece } from "./spellPiece";

export interface ReadGuessOptions {
  /** The piece that stands, or stood, at the place. */
  readonly id: number;
  readonly text: string;
  /** How many pieces are wanted. */
  readonly top: number;
}

/**
 * What a model would write at one place, and how it ranks the piece that stands there.
 *
 * @param logits - [V]
 */
export function readGuess(
  vocabulary: Parameters<typeof spellPiece>[0],
  logits: Float32Array,
  { id, text, top }: ReadGuessOptions,
) {
  const all = logSumExp(logits);
  const probabilityOf = (piece: number) => Math.exp((logits[piece] ?? NaN) - all);
  const own = logits[id] ?? NaN;
  return {
    fills: selectTop(logits, top).map((piece) => ({
      text: spellPiece(vocabulary, piece),
      probability: probabilityOf(piece),
    })),
    original: {
      text,
      probability: probabilityOf(id),
      rank: 1 + logits.reduce((count, logit) => count + (logit > own ? 1 : 0), 0),
    },
  };
}
