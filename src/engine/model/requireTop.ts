import * as l10n from "@vscode/l10n";
import { ModelError, type TopPieces } from "../../tasks/model/model";
import type { Outputs } from "../sessions/onnxSession";
import { requireFloats } from "../sessions/requireFloats";

/** The best pieces of all rows of a run, row after row. @throws {ModelError} `failed`. */
export function requireTop(outputs: Outputs): TopPieces {
  const ids = outputs.get("topIds");
  if (!(ids instanceof Int32Array)) throw new ModelError("failed", l10n.t('the graph lacks the output "topIds"'));
  return { ids, logProbabilities: requireFloats(outputs, "topLogProbabilities") };
}
