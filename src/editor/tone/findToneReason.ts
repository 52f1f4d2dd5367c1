import type * as vscode from "vscode";
import { explainTone, type ToneReason } from "../../lint/toneReason";
import { findCode } from "../findCode";
import type { Services } from "../services";

/** What the reason of a finding is asked of. */
export type ReasonServices = Pick<Services, "engine" | "models" | "prose" | "log">;

/** Somebody waits, with the pointer or the cursor on the sentence: after this long it is shown without a reason. */
const PATIENCE_MS = 2000;

export interface ReasonQuestion {
  /** Of the sentence, in the document. */
  readonly offset: number;
  /** Least P(negative) that is marked, 0..1. */
  readonly threshold: number;
}

/**
 * Why a sentence of a document reads negative.
 *
 * @param signal - Ends the search.
 * @returns `undefined` where the engine does not answer, or not in time: the finding needs no reason to be shown.
 */
export async function findToneReason(
  services: ReasonServices,
  document: vscode.TextDocument,
  question: ReasonQuestion,
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
    return await Promise.race([search(services, document, question, ended.signal), stopped]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

async function search(
  { engine, models, prose, log }: ReasonServices,
  document: vscode.TextDocument,
  { offset, threshold }: ReasonQuestion,
  signal: AbortSignal,
): Promise<ToneReason | undefined> {
  try {
    const sentences = await prose.read(document);
    const index = sentences.findIndex(offset);
    if (index === undefined) return undefined;
    const model = await models.resolve("tone");
    return await explainTone(sentences.at(index), threshold, async (texts) => {
      // Not by scoreSentences: a search for the text that ends the engine takes longer than anybody waits here.
      const tones = await engine.request("tone", { model, sentences: texts }, { signal });
      return tones.map(({ scores }) => scores.negative);
    });
  } catch (error) {
    log.info(`tone: no reason found (${findCode(error)})`);
    return undefined;
  }
}
