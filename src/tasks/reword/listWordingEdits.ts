import type { Span } from "../../text/spans/span";
import type { IsWord } from "../words/knownWords";
import { buildEdit } from "./buildEdit";
import { touchesKept } from "./listKept";
import type { Edit } from "./rewrite";
import type { Wording } from "./wordings/wording";

export interface Surroundings {
  readonly text: string;
  /** Ascending. */
  readonly kept: readonly Span[];
  readonly isWord: IsWord;
}

/** Each way in which some of the words may be written, as a change of the text; what is kept stays. */
export function listWordingEdits(
  { text, kept, isWord }: Surroundings,
  wordings: readonly Wording[],
  cost: number,
): readonly Edit[] {
  const matches = wordings.flatMap(({ pattern, write }) =>
    Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
      span: { start: index, end: index + found.length },
      found,
      write,
    })),
  );
  // "A recipe for disaster" is one wording: what stands in it is none.
  const isInside = ({ start, end }: Span) =>
    matches.some(({ span }) => span.start <= start && end <= span.end && end - start < span.end - span.start);
  return matches
    .filter(({ span }) => !isInside(span) && !touchesKept(kept, span))
    .flatMap(({ span, found, write }) =>
      write(found).flatMap((written) => {
        if (isOutOfPlace(text, span, written)) return [];
        const edit = buildEdit(text, { ...span, text: written, cost }, isWord);
        // The space, the comma or the article that an edit takes along may be kept.
        return touchesKept(kept, edit) ? [] : [edit];
      }),
    );
}

/** Whether a wording does not stand where it would make English, as far as the words beside it tell. */
function isOutOfPlace(text: string, span: Span, written: string): boolean {
  const before = text.slice(Math.max(0, span.start - 10), span.start);
  // "Cannot be bothered to" is no past tense.
  if (/\bbe\s+$/.test(before) && /^bother/i.test(text.slice(span.start, span.end))) return true;
  return isNoThing(text, span, written);
}

/** Whether a word that says what something is would come to stand where a thing must: "an eyesore that", "a mess of". */
function isNoThing(text: string, { start, end }: Span, written: string): boolean {
  const wasThing = /^an?\s/i.test(text.slice(start, end));
  if (!wasThing || /^an?\s/.test(written)) return false;
  const next = text.slice(end, end + 10);
  // "It is a shame that" says it of what follows.
  if (/^\s+that\b/.test(next)) return !/\bit(?:['’]s| is| was)\s+$/i.test(text.slice(Math.max(0, start - 10), start));
  return /^\s+(?:which|who|of|with|from)\b/.test(next);
}
