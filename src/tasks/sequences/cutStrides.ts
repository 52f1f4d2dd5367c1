import type { TokenRange } from "../../tokenizer/sequences/cutWindows";

/**
 * Cuts tokens into windows of `capacity`, each of which begins with the last `overlap` tokens of the one before it. Words
 * may be cut: what was taught with such windows is asked with such windows. There is a window even without tokens.
 *
 * @param overlap - Less than `capacity`.
 * Source: huggingface/tokenizers v0.22, `Encoding::truncate` with a stride.
 */
export function cutStrides(
  count: number,
  { capacity, overlap }: { readonly capacity: number; readonly overlap: number },
): readonly TokenRange[] {
  if (overlap >= capacity) throw new RangeError(`overlap ${overlap}, expected less than the capacity ${capacity}`);
  const ranges: TokenRange[] = [];
  for (let start = 0; ; start += capacity - overlap) {
    const end = Math.min(start + capacity, count);
    ranges.push({ start, end });
    if (end === count) return ranges;
  }
}
