/**
 * What a model can be wanted for. `words`: fills and slips; `pairs`: the next sentence; `tone`: labels for sentences;
 * `sentences`: vectors of sentences, which it was taught to compare; `answers`: to questions about a text; `tags`: labels
 * for words; `judgements`: of two sentences together. Every model shows tokens, attention and embeddings.
 */
export type ModelJob = "words" | "pairs" | "tone" | "sentences" | "answers" | "tags" | "judgements";

/** Those that are missed where a model does not do them. */
export const JOBS: readonly ModelJob[] = ["words", "pairs", "tone"];

/**
 * Whether a classifier may have been taught to judge two texts, by its labels: those of tones say that it was taught single
 * ones. That is all that a checkpoint says of it.
 */
export function judgesPairs(labels: readonly string[]): boolean {
  return labels.length > 0 && !labels.some((label) => /negative|positive/iu.test(label));
}

/** What a checkpoint's readouts can do, by its labels and its pooling, if its files have them. */
export function listJobs(
  has: Readonly<Record<"mlm" | "nsp" | "classifier" | "answers" | "tags", boolean>>,
  { pooling, labels = [] }: { readonly pooling?: object | undefined; readonly labels?: readonly string[] } = {},
): readonly ModelJob[] {
  return [
    ...(pooling ? ["sentences" as const] : []),
    ...(has.mlm ? ["words" as const] : []),
    ...(has.nsp ? ["pairs" as const] : []),
    ...(has.classifier ? ["tone" as const] : []),
    ...(has.answers ? ["answers" as const] : []),
    ...(has.tags ? ["tags" as const] : []),
    ...(has.classifier && judgesPairs(labels) ? ["judgements" as const] : []),
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
