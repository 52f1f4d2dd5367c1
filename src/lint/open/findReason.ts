import { toErrorCode } from "../../engine/client/toErrorCode";
import type { OpenDocument } from "../../prose/openDocument";
import type { Reason } from "../reason";
import type { Rule } from "../rule";
import type { LintServices } from "./lintSurroundings";

export type ReasonServices = Omit<LintServices, "activity">;

/** The person waits, with the pointer or the cursor on the sentence: after this long the finding is shown without a reason. */
const PATIENCE_MS = 2000;

export interface ReasonQuestion {
  /** The rule of the finding. */
  readonly rule: Rule;
  /** An offset in the finding's sentence, in the document. */
  readonly offset: number;
  /** Least score of a finding, 0..1. */
  readonly threshold: number;
}

/**
 * Why a rule points at a sentence of a document.
 *
 * @param signal - Ends the search.
 * @returns `undefined` when the rule gives no reasons, or when the engine does not answer in time: a finding can be
 *   shown without a reason.
 */
export async function findReason(
  services: ReasonServices,
  document: OpenDocument,
  question: ReasonQuestion,
  signal: AbortSignal,
): Promise<Reason | undefined> {
  if (signal.aborted) return undefined;
  const ended = new AbortController();
  const end = () => ended.abort();
  signal.addEventListener("abort", end);
  const timer = setTimeout(end, PATIENCE_MS);
  // Reading a long document and loading a model take no signal, so the race ends the wait.
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
  document: OpenDocument,
  { rule, offset, threshold }: ReasonQuestion,
  signal: AbortSignal,
): Promise<Reason | undefined> {
  try {
    const sentences = await prose.read(document);
    const index = sentences.findIndex(offset);
    if (index === undefined) return undefined;
    const model = await models.resolve(rule.needs.model);
    // Not by scoreSentences: a search for the text that ends the engine takes longer than anybody waits here.
    const mask = models.info(rule.needs.model)?.mask ?? "";
    return await rule.explain?.(sentences.at(index), { threshold, mask }, (texts) =>
      engine.request(rule.needs.request, { ...rule.needs.params, model, sentences: texts }, { signal }),
    );
  } catch (error) {
    log.info(`${rule.id}: no reason found (${toErrorCode(error)})`);
    return undefined;
  }
}
