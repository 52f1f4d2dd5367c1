import type { TokenRange } from "../../tokenizer/sequences/cutWindows";
import { softmax } from "../model/softmax";

/** A stretch of a window's tokens, both ends included. */
export interface TokenSpan {
  readonly first: number;
  readonly last: number;
  readonly probability: number;
}

export interface SpanScores {
  /** The likeliest first; equals by where they start. */
  readonly spans: readonly TokenSpan[];
  /** The probability that there is no answer: what the model gives to [CLS] as start and as end. */
  readonly none: number;
}

export interface SpanOptions {
  /** The tokens of the text, among those of the window. */
  readonly text: TokenRange;
  /** Most tokens of an answer. */
  readonly maxTokens: number;
  /** Most spans. */
  readonly most: number;
}

/**
 * Scores every stretch of a window that may be an answer. Start and end are two distributions over [CLS] and the tokens of
 * the text; the question and special tokens have no part in them.
 *
 * @param logits - [T, 2] of one window.
 * Source: huggingface/transformers v4.57.1, pipelines/question_answering.py, `select_starts_ends` and `decode_spans`.
 */
export function scoreSpans(logits: Float32Array, { text, maxTokens, most }: SpanOptions): SpanScores {
  const starts = selectProbabilities(logits, text, 0);
  const ends = selectProbabilities(logits, text, 1);
  const count = text.end - text.start;
  const spans: TokenSpan[] = [];
  for (let first = 0; first < count; first += 1) {
    for (let last = first; last < Math.min(count, first + maxTokens); last += 1) {
      const probability = (starts[first + 1] ?? NaN) * (ends[last + 1] ?? NaN);
      spans.push({ first: text.start + first, last: text.start + last, probability });
    }
  }
  spans.sort((a, b) => b.probability - a.probability || a.first - b.first || a.last - b.last);
  return { spans: spans.slice(0, most), none: (starts[0] ?? NaN) * (ends[0] ?? NaN) };
}

/** @returns The probability of [CLS], then that of each token of the text. */
function selectProbabilities(logits: Float32Array, { start, end }: TokenRange, column: 0 | 1): Float64Array {
  const chosen = Float32Array.from({ length: end - start + 1 }, (_, i) => {
    const token = i === 0 ? CLS : start + i - 1;
    return logits[2 * token + column] ?? NaN;
  });
  return softmax(chosen);
}

/** Position of [CLS]. */
const CLS = 0;
