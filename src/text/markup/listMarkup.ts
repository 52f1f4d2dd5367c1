import { NextMatch } from "./nextMatch";
import type { Replacement } from "./proseBuilder";

/** A kind of markup within a block. */
export interface MarkupRule {
  /**
   * Global, never empty. Where it has a group "text" (and the flag "d"), that is what is left of the markup; how much it
   * can hold is bounded, since each opening without an end looks that far for one.
   */
  readonly pattern: RegExp;
  /** What stands for all of it, where no text is left; nothing unless said. */
  readonly word?: string | ((markup: string) => string);
  /** What stands for the markup on either side of the text that is left; nothing unless said. */
  readonly mark?: string;
  /** Of the text that is left. */
  readonly inner?: readonly MarkupRule[];
}

/** What is to be replaced for markup to be gone. Of markup that begins at one place the first rule counts. */
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
