import type * as vscode from "vscode";
import { toErrorCode } from "../../engine/client/toErrorCode";
import type { SentenceList } from "../../prose/packedSentences";
import { findTextSpan } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import type { Services } from "../services";

/** Gives P(negative) of a sentence with each of these words in it, in order; empty if unknown. */
export type ReadTones = (words: readonly string[], signal: AbortSignal) => Promise<readonly number[]>;

/** For a sentence whose tone nobody asks about. */
export const NO_TONES: ReadTones = () => Promise.resolve([]);

/** Longest sentence, in UTF-16 units: it is read once for each word of the list. */
const LONGEST = 2000;

/**
 * Creates what reads the tone of the sentence around `place` with other words there.
 *
 * @param place - In the document as it is now; later edits are not followed.
 */
export function createToneReader(
  { engine, models, prose, log }: Pick<Services, "engine" | "models" | "prose" | "log">,
  document: vscode.TextDocument,
  place: Span,
): ReadTones {
  const around = prose.read(document).then((sentences) => findAround(sentences, place));
  // It may fail before the first call, or there may be none: no rejection may stay unhandled.
  around.catch(() => undefined);
  return async (words, signal) => {
    try {
      const parts = await around;
      if (parts === undefined) return [];
      const model = await models.resolve("tone");
      const sentences = words.map((word) => parts.before + word + parts.after);
      const tones = await engine.request("tone", { model, sentences }, { signal });
      return tones.map(({ scores }) => scores.negative);
    } catch (error) {
      // Words can be chosen without their tones.
      log.info(`fill: no tones for ${words.length} words (${toErrorCode(error)})`);
      return [];
    }
  };
}

function findAround(sentences: SentenceList, place: Span) {
  const index = sentences.findIndex(place.start);
  const sentence = index === undefined ? undefined : sentences.at(index);
  const span = sentence && findTextSpan(sentence, place);
  if (sentence === undefined || span === undefined || sentence.text.length > LONGEST) return undefined;
  return { before: sentence.text.slice(0, span.start), after: sentence.text.slice(span.end) };
}
