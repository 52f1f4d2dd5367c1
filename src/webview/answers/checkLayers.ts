import type { PanelInput, PanelLayerAnswers } from "../messages";
import { PageError } from "../pageError";
import { isWeight } from "./isWeight";

/** @throws {PageError} `bad-layers` unless there are L + 1 layers or none, with probabilities for masks that exist. */
export function checkLayers(
  { model, tokens }: PanelInput,
  layers: readonly PanelLayerAnswers[],
): readonly PanelLayerAnswers[] {
  const fail = (what: string) => new PageError("bad-layers", `layers: ${what}`);
  const expected = model.layers + 1;
  if (layers.length !== 0 && layers.length !== expected) throw fail(`${layers.length}, expected ${expected} or none`);
  for (const [layer, { masks, next, tone }] of layers.entries()) {
    const lost = masks.find(({ position }) => tokens[position] === undefined);
    if (lost) throw fail(`mask at ${lost.position} in layer ${layer}, expected 0 to ${tokens.length - 1}`);
    const ofFills = masks.flatMap(({ fills }) => fills.map(({ probability }) => probability));
    const ofTone = tone ? [tone.negative, tone.neutral, tone.positive] : [];
    const wrong = [...ofFills, ...(next === undefined ? [] : [next]), ...ofTone].find((value) => !isWeight(value));
    if (wrong !== undefined) throw fail(`probability ${wrong} in layer ${layer}, expected 0 to 1`);
  }
  return layers;
}
