import type { Token } from "../../tokenizer/encoding";
import type { HeadShares } from "../schemas/sharesSchema";

/** Sums up where the attention of a head goes. @param weights - [T, T], rows attend to columns. */
export function measureShares(tokens: readonly Token[], weights: Float32Array): HeadShares {
  const T = tokens.length;
  // An [UNK] is a word of the text that the vocabulary lacks: no special token.
  const kinds = Uint8Array.from(tokens, ({ kind, segment }) =>
    kind === "word" || kind === "continuation" || kind === "unk" ? segment : KIND_SPECIAL,
  );
  let [special, itself, previous, next, sameSegment, otherSegment] = [0, 0, 0, 0, 0, 0];
  // Plain sums over typed arrays: with 512 tokens, a head has a quarter of a million weights.
  for (let from = 0; from < T; from += 1) {
    const own = tokens[from]?.segment;
    for (let to = 0; to < T; to += 1) {
      const weight = (weights[from * T + to] ?? NaN) / T;
      if (kinds[to] === KIND_SPECIAL) special += weight;
      else if (to === from) itself += weight;
      else if (to === from - 1) previous += weight;
      else if (to === from + 1) next += weight;
      else if (kinds[to] === own) sameSegment += weight;
      else otherSegment += weight;
    }
  }
  return { special, itself, previous, next, sameSegment, otherSegment };
}

/** What a special token counts as, beside the segments 0 and 1. */
const KIND_SPECIAL = 2;
