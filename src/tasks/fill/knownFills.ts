import type { Tokenizer } from "../../tokenizer/encoding";
import type { Model } from "../model/model";
import { createKnownWords, type IsWord, type ReadWords } from "../words/knownWords";
import type { FillReading } from "./fillRequest";
import type { FindOptions } from "./findWords";
import { followsWord, type Mask, type MaskedText, readBefore } from "./maskedText";

/**
 * Which letters may fill a mask by several pieces. What stands under a mask proves nothing: it may be the slip that is to
 * be mended.
 */
export async function readKnownFills(
  { tokenizer }: Model,
  { text, masks }: MaskedText,
  { request, readWords }: { readonly request: FillReading; readonly readWords: ReadWords },
): Promise<IsWord> {
  const { pair = "", before = [], after = [], words = [] } = request;
  const starts = [0, ...masks.map(({ span }) => span.end)];
  const between = starts.map((start, i) => text.slice(start, masks[i]?.span.start));
  return createKnownWords(await readWords(), [...between, pair, ...before, ...after, ...words], tokenizer.cased);
}

/** No known word has more letters. */
const MOST_AROUND = 100;

/** The letters that touch a mask: "run[MASK]" is filled to a word that begins with "run". */
export function readAround({ vocabulary }: Tokenizer, text: string, mask: Mask): FindOptions["around"] {
  const { start, end } = mask.span;
  return {
    opens: vocabulary.opensWord(readBefore(text, mask)),
    isFirst: start === 0,
    before: followsWord(text, mask)
      ? // eslint-disable-next-line regexp/no-super-linear-move -- of MOST_AROUND characters
        (/[\p{L}\p{N}\p{M}]*$/u.exec(text.slice(Math.max(0, start - MOST_AROUND), start))?.[0] ?? "")
      : "",
    after: /^[\p{L}\p{N}\p{M}]*/u.exec(text.slice(end, end + MOST_AROUND))?.[0] ?? "",
  };
}
