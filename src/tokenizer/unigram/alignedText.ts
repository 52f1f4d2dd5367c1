/** A text that was changed, and where each of its characters came from. */
export interface AlignedText {
  /** Code points. */
  readonly characters: readonly string[];
  /** UTF-16 range of each in the text as written. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** A character of a new text. `change`: 0 replaces one character, 1 is new, -n replaces one and removes n behind it. */
export type Change = readonly [character: string, change: number];

const REPLACEMENT = "\ufffd";

/** What UTF-8 cannot hold, a lone surrogate, is U+FFFD. */
export function alignText(text: string, from: number, to: number): AlignedText {
  const aligned = { characters: [] as string[], starts: [] as number[], ends: [] as number[] };
  let at = from;
  for (const character of text.slice(from, to)) {
    aligned.characters.push(/^[\ud800-\udfff]$/.test(character) ? REPLACEMENT : character);
    aligned.starts.push(at);
    at += character.length;
    aligned.ends.push(at);
  }
  return aligned;
}

/**
 * Changes a whole text. A new character has the place of the one before it, and one that replaces several that of the
 * first.
 *
 * @param removed - Characters that are removed at the start.
 * Source: huggingface/tokenizers v0.23, tokenizer/normalizer.rs, `NormalizedString::transform_range`.
 */
export function changeText(text: AlignedText, changes: readonly Change[], removed = 0): AlignedText {
  const changed = { characters: [] as string[], starts: [] as number[], ends: [] as number[] };
  let at = removed;
  for (const [character, change] of changes) {
    const from = change > 0 ? at - 1 : at;
    changed.characters.push(character);
    changed.starts.push(text.starts[from] ?? text.starts[0] ?? 0);
    changed.ends.push(text.ends[from] ?? text.starts[0] ?? 0);
    if (change <= 0) at += 1 - change;
  }
  return changed;
}

export function sliceText({ characters, starts, ends }: AlignedText, from: number, to: number): AlignedText {
  return { characters: characters.slice(from, to), starts: starts.slice(from, to), ends: ends.slice(from, to) };
}
