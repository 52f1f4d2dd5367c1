import * as l10n from "@vscode/l10n";
import { CheckpointError } from "./files/checkpointError";
import type { JsonFields } from "./files/jsonFields";

/** A label is part of every answer. */
const MAX_LABEL_UNITS = 256;

/**
 * The names of a classifier's labels, by its logits. They may be numbers, and a list in place of an object. Without any,
 * huggingface/transformers makes up LABEL_0 and so on; it does so too where num_labels is another number than that of the
 * names. A published model that has it so is `bert_ft_10k_25s` of the package rxnfp 0.1.0.
 *
 * @param count - Labels that the weights have.
 * @throws {CheckpointError} `bad-config`
 */
export function readLabels(fields: JsonFields, count: number): readonly string[] {
  const found = fields.find("id2label");
  const makeUp = () => Array.from({ length: count }, (_, id) => `LABEL_${id}`);
  if (found === undefined) return makeUp();
  const byId = Array.isArray(found) ? undefined : fields.object("id2label");
  const values = byId === undefined ? fields.list("id2label") : byId.names().map((_, id) => byId.find(String(id)));
  const labels = values.map((value, id) => {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
    return byId === undefined
      ? fields.refuse("id2label", l10n.t("strings or numbers"))
      : byId.refuse(String(id), l10n.t("a string or a number"));
  });
  const long = labels.find(({ length }) => length > MAX_LABEL_UNITS);
  if (long !== undefined) {
    throw new CheckpointError(
      "bad-config",
      l10n.t(
        "{0}: id2label has a label of {1} characters, expected at most {2}",
        fields.where,
        long.length,
        MAX_LABEL_UNITS,
      ),
    );
  }
  if (labels.length === count) return labels;
  if (fields.find("num_labels") === count) return makeUp();
  throw new CheckpointError(
    "bad-config",
    l10n.t("{0}: id2label has {1} labels, expected {2} as classifier.bias has", fields.where, labels.length, count),
  );
}
