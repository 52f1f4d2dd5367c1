import type * as vscode from "vscode";
import { findToneWords, MOST_WORDS, type ToneWords } from "../lint/findToneWords";
import { findCode } from "./findCode";
import { formatPercent } from "./formatPercent";
import type { Services } from "./services";

/** What the reason of a finding is asked of. */
export type ReasonServices = Pick<Services, "engine" | "models" | "prose" | "log">;

/** Somebody waits with the pointer on the sentence: after this long it is shown without a reason. */
const PATIENCE_MS = 2000;

/**
 * Why the sentence at `offset` reads negative, in Markdown.
 *
 * @param signal - Ends the search.
 * @returns `undefined` where the engine does not answer, or not in time: the finding needs no reason to be shown.
 */
export async function readToneReason(
  { engine, models, prose, log }: ReasonServices,
  document: vscode.TextDocument,
  offset: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const sentences = await prose.read(document);
    const index = sentences.findIndex(offset);
    if (index === undefined) return undefined;
    const either = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const model = await models.resolve("tone");
    const found = await findToneWords(sentences.at(index).text, async (texts) => {
      const tones = await engine.request("tone", { model, sentences: texts }, { signal: either });
      return tones.map(({ scores }) => scores.negative);
    });
    return describeWords(found);
  } catch (error) {
    log.info(`tone: no reason for a hover (${findCode(error)})`);
    return undefined;
  }
}

function describeWords(found: ToneWords | undefined): string {
  if (found === undefined) return `It is more than ${MOST_WORDS} words that make it so.`;
  // Letters, digits, hyphens and apostrophes: nothing that Markdown would read as its own.
  const words = found.words.map((word) => `**${word}**`);
  const listed = [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(" and ");
  return `Mostly for ${listed}: without ${words.length === 1 ? "it" : "them"}, ${formatPercent(found.without)} negative.`;
}
