import * as l10n from "@vscode/l10n";
import type { SentenceList } from "../../../prose/packedSentences";
import { joinSentences } from "../../../text/sentences/joinSentences";
import { pairSentences } from "../../../text/sentences/pairSentences";
import type { Prose } from "../../../text/spans/sentence";
import { EditorError } from "../../editorError";

/** Most sentences whose earlier form is looked for: the extension host may not be held. */
const MOST_CHANGED = 500;

/** The sentences of a document, as they are and as they were. */
export interface Versions {
  readonly now: SentenceList;
  readonly earlier: SentenceList;
}

/**
 * What a text of the panel was in an earlier version of its document.
 *
 * @param side - The text where it stands now: whole sentences.
 * @throws {EditorError} `no-text` for a part of a sentence, or one that was not there.
 */
export function findEarlier({ now, earlier }: Versions, side: Prose): string {
  const from = now.findIndex(side.span.start) ?? now.selectFirst(side.span.start);
  const to = now.selectFirst(side.span.end);
  const own = Array.from({ length: Math.max(0, to - from) }, (_, i) => now.at(from + i));
  if (own.length === 0 || joinSentences(own).text !== side.text) {
    throw new EditorError(
      "no-text",
      l10n.t("Whole sentences can be compared with what they were: put the cursor in one, or select some."),
    );
  }
  const pairs = pairAround(now.listTexts(), earlier.listTexts(), { from, to });
  const found = own.flatMap(({ text }, i) => {
    const before = pairs[i];
    return before === undefined ? [text] : before === null ? [] : [before];
  });
  if (found.length === 0) {
    throw new EditorError("no-text", l10n.t("Nothing like this was there: what is shown is new."));
  }
  return found.join(" ");
}

/** See `pairSentences`; of the sentences `from` to `to` alone. */
function pairAround(
  now: readonly string[],
  before: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): ReturnType<typeof pairSentences> {
  const shorter = Math.min(now.length, before.length);
  let start = 0;
  while (start < shorter && now[start] === before[start]) start += 1;
  let end = 0;
  while (end < shorter - start && now.at(-1 - end) === before.at(-1 - end)) end += 1;
  const [changed, earlier] = [now.slice(start, now.length - end), before.slice(start, before.length - end)];
  const known = new Set(earlier);
  if (changed.filter((text) => !known.has(text)).length > MOST_CHANGED) {
    throw new EditorError(
      "no-text",
      l10n.t("More than {0} sentences differ, too many to say which was which.", MOST_CHANGED),
    );
  }
  const isChanged = (index: number) => index >= start && index < now.length - end;
  const pairs = pairSentences(changed, earlier);
  return Array.from({ length: to - from }, (_, i) => (isChanged(from + i) ? pairs[from + i - start] : undefined));
}
