import * as l10n from "@vscode/l10n";
import { type Model, ModelError } from "../model/model";

/** @throws {ModelError} `no-readout` if the model has no classifier; the message says why. */
export function requireClassifier({ info }: Model): Model["info"] {
  if (info.has.classifier) return info;
  const why = info.lacks?.classifier === undefined ? "" : `: ${info.lacks.classifier}`;
  throw new ModelError("no-readout", l10n.t('model "{0}" has no classifier{1}', info.name, why));
}
