import { JsonFields } from "../files/jsonFields";
import { listSteps } from "./tokenizerStep";

/**
 * How many [SEP]s a tokenizer.json puts between the two texts of a pair; nothing if it does not say.
 *
 * Source: huggingface/tokenizers v0.23, processors/roberta.rs, processors/template.rs.
 */
export function readPairSeparators(fields: JsonFields): { readonly pairSeparators?: 1 | 2 } {
  for (const step of listSteps(fields, "post_processor", "processors")) {
    const type = step.find("type");
    if (type === "RobertaProcessing") return { pairSeparators: 2 };
    if (type !== "TemplateProcessing" || step.find("pair") === undefined) continue;
    const parts = step.list("pair").map((part) => new JsonFields(part, `${step.where}: pair`, "bad-vocabulary"));
    const places = [...parts.entries()].filter(([, part]) => part.find("Sequence") !== undefined).map(([at]) => at);
    const [first, second] = places;
    if (first !== undefined && second === first + 3) return { pairSeparators: 2 };
  }
  return {};
}
