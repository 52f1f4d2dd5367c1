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
  return wordings.flatMap(({ pattern, write }) =>
    Array.from(text.matchAll(pattern)).flatMap(({ 0: found, index }) => {
      const span = { start: index, end: index + found.length };
      if (touchesKept(kept, span)) return [];
      return write(found).flatMap((written) => {
        if (isOutOfPlace(text, span, written)) return [];
        const edit = buildEdit(text, { ...span, text: written, cost }, isWord);
        // The space, the comma or the article that an edit takes along may be kept.
        return touchesKept(kept, edit) ? [] : [edit];
      });
    }),
  );
}

/** Whether a word that says what something is would come to stand where a thing must: "an eyesore that", "a mess of". */
function isOutOfPlace(text: string, { start, end }: Span, written: string): boolean {
  const wasThing = /^an?\s/i.test(text.slice(start, end));
  if (!wasThing || /^an?\s/.test(written)) return false;
  const next = text.slice(end, end + 10);
  // "It is a shame that" says it of what follows.
  if (/^\s+that\b/.test(next)) return !/\bit(?:['’]s| is| was)\s+$/i.test(text.slice(Math.max(0, start - 10), start));
  return /^\s+(?:which|who|of|with|from)\b/.test(next);
}
