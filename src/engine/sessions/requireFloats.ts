import * as l10n from "@vscode/l10n";
import { ModelError } from "../../tasks/model/model";
import type { Outputs } from "./onnxSession";

/** @throws {ModelError} `failed` without a float32 output of that name. */
export function requireFloats(outputs: Outputs, name: string): Float32Array {
  const values = outputs.get(name);
  if (values instanceof Float32Array) return values;
  throw new ModelError("failed", l10n.t('the graph lacks the output "{0}"', name));
}
