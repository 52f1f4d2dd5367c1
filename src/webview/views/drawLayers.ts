import * as l10n from "@vscode/l10n";
import { nameLabel } from "../../wording/names/nameLabel";
import { namePairChance } from "../../wording/names/namePairChance";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { drawLayerFills } from "../marks/layers/layerFills";
import { drawLayerLines, type LayerLines } from "../marks/layers/layerLines";
import type { PanelInput, PanelLayerAnswers } from "../messages";
import { TONES } from "./tones";

const READING = l10n.t(
  "The model answers after its last layer. Here its readouts read the layers before, too, which they have not learnt to do: follow how an answer comes about and where it settles, and take no early row for what the model thinks.",
);
const NOTHING = l10n.t(
  "Nothing can be read layer by layer: this text has no mask, and the model reads no tone or pair from it. Choose a word of the first text, and it is masked here.",
);

/** What the readouts would answer at each layer: for each mask a table, for P(next) and tone lines. */
export function drawLayers(
  { tokens, model: { pairQuestion } }: PanelInput,
  layers: readonly PanelLayerAnswers[],
  { document }: DrawOptions,
): readonly HTMLElement[] {
  const note = (text: string) => buildElement(document, "p", { class: "note", text });
  if (layers.length === 0) return [note(NOTHING)];
  const masks = (layers[0]?.masks ?? []).flatMap(({ position }, i) => {
    const token = tokens[position];
    return token ? [{ token, layers: layers.map((layer) => layer.masks[i]?.fills ?? []) }] : [];
  });
  return [
    note(READING),
    ...masks.map((mask) => drawLayerFills(mask, { document })),
    ...listLines(layers, pairQuestion).map((lines) => drawLayerLines(lines, { document })),
  ];
}

function listLines(layers: readonly PanelLayerAnswers[], question: "order" | undefined): readonly LayerLines[] {
  const found: LayerLines[] = [];
  const next = layers.flatMap((layer) => layer.next ?? []);
  if (next.length > 0)
    found.push({
      title: question === "order" ? l10n.t("Does A stand before B?") : l10n.t("Does B follow A?"),
      lines: [{ name: namePairChance(question), tint: "next", values: next }],
    });
  const tones = layers.flatMap(({ tone }) => tone ?? []);
  if (tones.length > 0) {
    const lines = TONES.map((tone) => ({
      name: nameLabel(tone),
      tint: tone,
      values: tones.map((each) => each[tone]),
    }));
    found.push({ title: l10n.t("Tone"), lines });
  }
  return found;
}
