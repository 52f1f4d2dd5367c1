/**
 * What a model can be wanted for. `words`: fills and slips; `pairs`: the next sentence; `tone`: labels for sentences. Every
 * model shows tokens, attention and embeddings.
 */
export type ModelJob = "words" | "pairs" | "tone";

export const JOBS: readonly ModelJob[] = ["words", "pairs", "tone"];

/** What a checkpoint's readouts can do. */
export function listJobs(has: {
  readonly mlm: boolean;
  readonly nsp: boolean;
  readonly classifier: boolean;
}): readonly ModelJob[] {
  return [
    ...(has.mlm ? ["words" as const] : []),
    ...(has.nsp ? ["pairs" as const] : []),
    ...(has.classifier ? ["tone" as const] : []),
  ];
}

/**
 * What a model that is not here yet can do, by the classes that its config.json names. Some weights hold more than the class
 * says, and labels may name no tone: what it really can is seen when it is here.
 *
 * Source: huggingface/transformers v4.57.0, modeling_bert.py and modeling_distilbert.py.
 */
export function guessJobs(architectures: readonly string[]): readonly ModelJob[] {
  const is = (ending: RegExp) => architectures.some((name) => ending.test(name));
  return [
    ...(is(/For(?:MaskedLM|PreTraining)$/) ? ["words" as const] : []),
    ...(is(/For(?:PreTraining|NextSentencePrediction)$/) ? ["pairs" as const] : []),
    ...(is(/ForSequenceClassification$/) ? ["tone" as const] : []),
  ];
}
