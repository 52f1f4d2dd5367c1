/** Kinds of models that Cloze runs, as config.json's `model_type` and the hub's tags name them; `ARCHITECTURES` of the engine. */
export const MODEL_KINDS: readonly string[] = [
  "bert",
  "distilbert",
  "roberta",
  "electra",
  "xlm-roberta",
  "camembert",
  "mpnet",
  "albert",
];
