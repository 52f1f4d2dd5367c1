import type { OwnTone } from "../tasks/schemas/ownToneSchema";
import type { ToneFile } from "./toneFileSchema";

/** What of a file the engine is given: nothing that is for people, and no text. */
export function selectOwnTone(file: ToneFile): OwnTone {
  const { model, layer, pooling, precision, labels, mean, scale, weights, intercepts } = file;
  return { model, layer, pooling, precision, labels, mean, scale, weights, intercepts };
}
