/**
 * What a model can be wanted for. `words`: fills and slips; `pairs`: the next sentence; `tone`: labels for sentences;
 * `sentences`: vectors of sentences, which it was taught to compare; `answers`: to questions about a text; `tags`: labels
 * for words. Every model shows tokens, attention and embeddings.
 */
export type ModelJob = "words" | "pairs" | "tone" | "sentences" | "answers" | "tags";

/** Those that are missed where a model does not do them. */
export const JOBS: readonly ModelJob[] = ["words", "pairs", "tone"];

/** What a checkpoint's readouts can do, and its pooling, if its files have one. */
export function listJobs(
  has: Readonly<Record<"mlm" | "nsp" | "classifier" | "answers" | "tags", boolean>>,
  pooling?: object,
): readonly ModelJob[] {
  return [
    ...(pooling ? ["sentences" as const] : []),
    ...(has.mlm ? ["words" as const] : []),
    ...(has.nsp ? ["pairs" as const] : []),
    ...(has.classifier ? ["tone" as const] : []),
    ...(has.answers ? ["answers" as const] : []),
    ...(has.tags ? ["tags" as const] : []),
  ];
}

/**
 * What a model that is not here yet can do, by the classes that its config.json names and by its files. Some weights hold more than the class
 * says, and labels may name no tone: what it really can is seen when it is here.
 *
 * Source: huggingface/transformers v4.57.0, modeling_bert.py and modeling_distilbert.py.
 */
export function guessJobs(
  architectures: readonly string[],
  files: readonly { readonly name: string }[] = [],
): readonly ModelJob[] {
  const is = (ending: RegExp) => architectures.some((name) => ending.test(name));
  return [
    ...(files.some(({ name }) => name === "modules.json") ? ["sentences" as const] : []),
    ...(is(/For(?:MaskedLM|PreTraining)$/) ? ["words" as const] : []),
    ...(is(/For(?:PreTraining|NextSentencePrediction)$/) ? ["pairs" as const] : []),
    ...(is(/ForSequenceClassification$/) ? ["tone" as const] : []),
    ...(is(/ForQuestionAnswering$/) ? ["answers" as const] : []),
    ...(is(/ForTokenClassification$/) ? ["tags" as const] : []),
  ];
}
