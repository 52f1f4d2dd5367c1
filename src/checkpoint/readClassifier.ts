import * as l10n from "@vscode/l10n";
import type { Architecture, Problem, ReadoutState, WeightTensor } from "./checkpoint";
import { CheckpointError } from "./files/checkpointError";
import type { JsonFields } from "./files/jsonFields";
import { readLabels } from "./readLabels";
import { TENSOR_NAMES } from "./tensors/tensorNames";

const PROBLEMS: Readonly<Record<string, Problem>> = {
  single_label_classification: "single-label",
  multi_label_classification: "multi-label",
  regression: "regression",
};

/** How a classifier's logits are read. */
export interface Classifier {
  readonly state: ReadoutState;
  /** One for each logit; empty without a classifier. */
  readonly labels: readonly string[];
  readonly problem: Problem | undefined;
  readonly temperature: number;
}

/**
 * Reads what config.json says of the classifier. A fault in it makes the classifier absent, and the reason says what is
 * wrong: the other readouts need none of it.
 *
 * @param state - Whether the weights hold a classifier.
 */
export function readClassifier(
  fields: JsonFields,
  {
    tensors,
    architecture,
  }: { readonly tensors: ReadonlyMap<string, WeightTensor>; readonly architecture: Architecture },
  state: ReadoutState,
): Classifier {
  if (!state.present) return createAbsent(state);
  try {
    const labels = readLabels(fields, tensors.get(`${TENSOR_NAMES[architecture].classifier}.bias`)?.shape[0] ?? 0);
    const problem = readProblem(fields) ?? (labels.length === 1 ? "regression" : "single-label");
    return { state, labels, problem, temperature: readTemperature(fields) };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    return createAbsent({ present: false, reason: error.message });
  }
}

function createAbsent(state: ReadoutState): Classifier {
  return { state, labels: [], problem: undefined, temperature: 1 };
}

function readProblem(fields: JsonFields): Problem | undefined {
  if (fields.find("problem_type") === undefined) return undefined;
  const found = fields.text("problem_type");
  const problem = Object.hasOwn(PROBLEMS, found) ? PROBLEMS[found] : undefined;
  return problem ?? fields.refuse("problem_type", l10n.t("one of {0}", Object.keys(PROBLEMS).join(", ")));
}

function readTemperature(fields: JsonFields): number {
  return fields.find("cloze_temperature") === undefined ? 1 : fields.positive("cloze_temperature");
}
