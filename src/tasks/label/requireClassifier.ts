import { type Model, ModelError } from "../model/model";

/** @throws {ModelError} `no-readout` if the model has no classifier; the message says why. */
export function requireClassifier({ info }: Model): Model["info"] {
  if (info.has.classifier) return info;
  const why = info.lacks?.classifier === undefined ? "" : `: ${info.lacks.classifier}`;
  throw new ModelError("no-readout", `model "${info.name}" has no classifier${why}`);
}
