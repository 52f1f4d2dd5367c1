import { findTextSpan, type Sentence } from "../text/sentence";
import type { Span } from "../text/span";
import { findCode } from "./findCode";
import type { Services } from "./services";

/** P(negative) of a sentence with each of these words in it, in order; none where nobody wants to know, or no model says. */
export type ReadTones = (words: readonly string[], signal: AbortSignal) => Promise<readonly number[]>;

/** For a sentence whose tone does not matter. */
export const NO_TONES: ReadTones = () => Promise.resolve([]);

/**
 * Reads the tone of `sentence` with another word at `place`.
 *
 * @param place - In the document.
 */
export function createToneReader(
  { engine, models, log }: Pick<Services, "engine" | "models" | "log">,
  sentence: Sentence,
  place: Span,
): ReadTones {
  const span = findTextSpan(sentence, place);
  if (span === undefined) return NO_TONES;
  const [before, after] = [sentence.text.slice(0, span.start), sentence.text.slice(span.end)];
  return async (words, signal) => {
    try {
      const model = await models.resolve("tone");
      const sentences = words.map((word) => before + word + after);
      const tones = await engine.request("tone", { model, sentences }, { signal });
      return tones.map(({ scores }) => scores.negative);
    } catch (error) {
      // The words can be chosen without their tones.
      log.info(`fill: no tones for ${words.length} words (${findCode(error)})`);
      return [];
    }
  };
}
