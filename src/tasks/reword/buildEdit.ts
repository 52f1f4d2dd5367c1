/* eslint-disable regexp/no-super-linear-move -- a text to reword has at most MOST_UNITS characters, which rewordText.ts checks. */
import type { Span } from "../../text/spans/span";
import { selectArticle } from "../slips/article/selectArticle";
import { caseLike } from "../words/caseLike";
import type { IsWord } from "../words/knownWords";
import type { Edit } from "./rewrite";

const STARTS_SENTENCE = /(?:^|[.!?…]["'”’)]*\s+)["'“‘([*_>-]*$/;
const ENDS_SENTENCE = /^["'”’)*_]*[.!?…;:]|^\s*$/;
/** The last word before a place, if it is an article. */
const ARTICLE_BEFORE = /(?<![\p{L}\p{N}])(an?)(\s+)$/iu;

interface Wording extends Span {
  /** What to write; empty to drop what stands there. */
  readonly text: string;
  readonly cost: number;
}

/**
 * A change of words as a change of the text: with the space that a dropped word takes along, the comma that was for it
 * alone, the capital at the start of a sentence, and "a" or "an" before what comes to stand there.
 */
export function buildEdit(text: string, wording: Wording, isWord: IsWord): Edit {
  const edit = wording.text === "" ? drop(text, wording) : replace(text, wording);
  return fitArticle(text, { ...edit, cost: wording.cost }, isWord);
}

function replace(text: string, { start, end, text: written }: Wording): Omit<Edit, "cost"> {
  if (start === end) return { start, end, text: written };
  const isStart = STARTS_SENTENCE.test(text.slice(Math.max(0, start - 20), start));
  const original = text.slice(start, end);
  // Words inside a sentence keep their case, as long as nobody shouts.
  const isLoud = original.length > 1 && original === original.toUpperCase() && /\p{Lu}/u.test(original);
  return { start, end, text: isStart || isLoud ? caseLike(written, original) : written };
}

function drop(text: string, { start, end }: Wording): Omit<Edit, "cost"> {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (STARTS_SENTENCE.test(before.slice(-20))) {
    const gap = /^[,:!…]*\s*/.exec(after)?.[0] ?? "";
    const next = /^\p{L}/u.exec(after.slice(gap.length))?.[0] ?? "";
    return { start, end: end + gap.length + next.length, text: next.toUpperCase() };
  }
  const comma = /,\s*$/.exec(before);
  if (comma && after.startsWith(",")) return { start: comma.index, end: end + 1, text: "" };
  const dash = /\s*[,–—]\s*$|\s+-{1,2}\s+$/.exec(before);
  if (dash && ENDS_SENTENCE.test(after)) return { start: dash.index, end, text: "" };
  const space = /^\s+/.exec(after)?.[0];
  if (space !== undefined) return { start, end: end + space.length, text: "" };
  return { start: start - (/\s+$/.exec(before)?.[0].length ?? 0), end, text: "" };
}

/** Before a vowel "an" stands, and "a" elsewhere. */
function fitArticle(text: string, edit: Edit, isWord: IsWord): Edit {
  const found = ARTICLE_BEFORE.exec(text.slice(Math.max(0, edit.start - 10), edit.start));
  const [, article = "", space = ""] = found ?? [];
  if (found === null) return edit;
  const next = edit.text + text.slice(edit.end, edit.end + 60);
  const wanted = selectArticle(next, isWord);
  if (wanted === undefined || wanted === article.toLowerCase()) return edit;
  const start = edit.start - article.length - space.length;
  return { ...edit, start, text: caseLike(wanted, article) + space + edit.text };
}
