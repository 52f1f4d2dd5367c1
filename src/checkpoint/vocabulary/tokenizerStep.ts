import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { CheckpointError } from "../files/checkpointError";
import { JsonFields } from "../files/jsonFields";

/** A step of a tokenizer.json, such as its normalizer. A list of one step is that step. */
export function readStep(fields: JsonFields, name: string, list: string): JsonFields | undefined {
  const steps = listSteps(fields, name, list);
  return steps.length === 1 ? steps[0] : fields.find(name) === undefined ? undefined : fields.object(name);
}

/** The steps that one part of a tokenizer.json takes, in order. */
export function listSteps(fields: JsonFields, name: string, list: string): readonly JsonFields[] {
  if (fields.find(name) === undefined) return [];
  const step = fields.object(name);
  if (step.find("type") !== "Sequence") return [step];
  return step.list(list).flatMap((entry) => {
    const fields = new JsonFields(entry, step.where, "bad-vocabulary");
    return fields.find("type") === "Sequence"
      ? listSteps(new JsonFields({ [name]: entry }, step.where, "bad-vocabulary"), name, list)
      : [fields];
  });
}

export function unsupported(fields: JsonFields, name: string, found: unknown, expected: string): CheckpointError {
  return new CheckpointError(
    "unsupported",
    l10n.t("{0}: {1} is {2}, expected {3}", fields.where, name, quote(found), expected),
  );
}
