import type * as vscode from "vscode";
import { findToneWords, MOST_WORDS } from "../lint/findToneWords";
import { findDocumentSpan } from "../text/sentence";
import type { Span } from "../text/span";
import { findCode } from "./findCode";
import { formatPercent } from "./formatPercent";
import type { Services } from "./services";

/** What the reason of a finding is asked of. */
export type ReasonServices = Pick<Services, "engine" | "models" | "prose" | "log">;

/** Why a sentence reads negative. */
export interface ToneReason {
  /** The words without which it would not, the one that weighs most first; empty where `without` is no number. */
  readonly words: readonly ReasonWord[];
  /** P(negative) without them; `undefined` where no few words are the reason. */
  readonly without: number | "too long" | undefined;
}

export interface ReasonWord {
  readonly text: string;
  /** In the document; `undefined` for what stands in for inline code and the like. */
  readonly place: Span | undefined;
}

/** Somebody waits, with the pointer or the cursor on the sentence: after this long it is shown without a reason. */
const PATIENCE_MS = 2000;

/**
 * Why the sentence at `offset` reads negative.
 *
 * @param signal - Ends the search.
 * @returns `undefined` where the engine does not answer, or not in time: the finding needs no reason to be shown.
 */
export async function findToneReason(
  services: ReasonServices,
  document: vscode.TextDocument,
  offset: number,
  signal: AbortSignal,
): Promise<ToneReason | undefined> {
  if (signal.aborted) return undefined;
  const ended = new AbortController();
  const end = () => ended.abort();
  signal.addEventListener("abort", end);
  const timer = setTimeout(end, PATIENCE_MS);
  // Reading a long document and loading a model know no signal: then the race is what ends.
  const stopped = new Promise<undefined>((resolve) => {
    ended.signal.addEventListener("abort", () => resolve(undefined));
  });
  try {
    return await Promise.race([search(services, document, offset, ended.signal), stopped]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

async function search(
  { engine, models, prose, log }: ReasonServices,
  document: vscode.TextDocument,
  offset: number,
  signal: AbortSignal,
): Promise<ToneReason | undefined> {
  try {
    const sentences = await prose.read(document);
    const index = sentences.findIndex(offset);
    if (index === undefined) return undefined;
    const sentence = sentences.at(index);
    const model = await models.resolve("tone");
    const found = await findToneWords(sentence.text, async (texts) => {
      const tones = await engine.request("tone", { model, sentences: texts }, { signal });
      return tones.map(({ scores }) => scores.negative);
    });
    if (found === undefined || found === "too long") return { words: [], without: found };
    const words = found.words.map((span) => ({
      text: sentence.text.slice(span.start, span.end),
      place: findDocumentSpan(sentence, span),
    }));
    return { words, without: found.without };
  } catch (error) {
    log.info(`tone: no reason found (${findCode(error)})`);
    return undefined;
  }
}

/** The reason as a sentence of Markdown. */
export function describeReason({ words, without }: ToneReason): string {
  if (without === "too long") return "The sentence is too long to weigh its words one by one.";
  if (without === undefined) return `It is more than ${MOST_WORDS} words that make it so.`;
  // Letters, digits, hyphens and apostrophes: nothing that Markdown would read as its own.
  const bold = words.map(({ text }) => `**${text}**`);
  const listed = [bold.slice(0, -1).join(", "), bold.at(-1)].filter(Boolean).join(" and ");
  return `Mostly for ${listed}: without ${words.length === 1 ? "it" : "them"}, ${formatPercent(without)} negative.`;
}
