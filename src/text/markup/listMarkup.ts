import { NextMatch } from "./nextMatch";
import type { Replacement } from "./proseBuilder";

/** A kind of markup within a block. */
export interface MarkupRule {
  /**
   * Global, and never matches the empty text. A group "text" (with the flag "d") is what remains of the markup. Its
   * length must be bounded: every opening without an end looks that far for one.
   */
  readonly pattern: RegExp;
  /** Replaces the markup if no text remains of it; default: nothing. */
  readonly word?: string | ((markup: string) => string);
  /** Replaces the markup on either side of the text that remains; default: nothing. */
  readonly mark?: string;
  /** Rules for the text that remains; default: none. */
  readonly inner?: readonly MarkupRule[];
}

/** What to replace so that no markup remains. Where two rules match at one place, the first one counts. */
export function listMarkup(text: string, rules: readonly MarkupRule[]): readonly Replacement[] {
  return [...listReplacements(text, rules, 0)];
}

function* listReplacements(text: string, rules: readonly MarkupRule[], shift: number): Generator<Replacement> {
  const searches = rules.map((rule) => ({ rule, next: new NextMatch(rule.pattern, text) }));
  for (let at = 0; ;) {
    const found = findFirst(searches, at);
    if (found === undefined) return;
    const { rule, match } = found;
    const [start, end] = [match.index, match.index + match[0].length];
    const kept = match.indices?.groups?.["text"];
    if (kept === undefined) {
      const word = typeof rule.word === "function" ? rule.word(match[0]) : (rule.word ?? "");
      yield { start: shift + start, end: shift + end, word };
    } else {
      const word = rule.mark ?? "";
      if (kept[0] > start) yield { start: shift + start, end: shift + kept[0], word };
      if (rule.inner) yield* listReplacements(text.slice(...kept), rule.inner, shift + kept[0]);
      if (kept[1] < end) yield { start: shift + kept[1], end: shift + end, word };
    }
    at = end;
  }
}

interface Search {
  readonly rule: MarkupRule;
  readonly next: NextMatch;
}

interface Found {
  readonly rule: MarkupRule;
  readonly match: RegExpExecArray;
}

function findFirst(searches: readonly Search[], from: number): Found | undefined {
  let first: Found | undefined;
  for (const { rule, next } of searches) {
    const match = next.from(from);
    if (match !== undefined && match.index < (first?.match.index ?? Infinity)) first = { rule, match };
  }
  return first;
}
