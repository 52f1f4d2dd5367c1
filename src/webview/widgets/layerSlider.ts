import * as l10n from "@vscode/l10n";
import { nameStage } from "../../wording/names/nameStage";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

export interface LayerSliderOptions extends DrawOptions {
  /** 0, the embeddings, to `layers`, the output of the last layer. */
  readonly stage: number;
  readonly onChoose: (stage: number) => void;
  /** The slider was let go, or moved by a key. */
  readonly onSettle: () => void;
}

/** A native slider, with its own heading, from the input of the first layer to the output of the last. */
export function drawLayerSlider(
  layers: number,
  { document, stage, onChoose, onSettle }: LayerSliderOptions,
): HTMLElement {
  const heading = buildElement(document, "h2", { text: nameStage(stage) });
  const slider = buildElement(document, "input", {
    attributes: {
      type: "range",
      min: "0",
      max: String(layers),
      step: "1",
      "data-key": "stage",
      "aria-label": l10n.t("How far through the layers"),
      "aria-valuetext": nameStage(stage),
    },
  });
  slider.value = String(stage);
  slider.addEventListener("input", () => {
    const chosen = Number(slider.value);
    heading.textContent = nameStage(chosen);
    slider.setAttribute("aria-valuetext", nameStage(chosen));
    onChoose(chosen);
  });
  slider.addEventListener("change", onSettle);
  const ends = [l10n.t("embeddings"), l10n.t("layer {0}", layers - 1)].map((text) =>
    buildElement(document, "span", { text }),
  );
  return buildElement(document, "div", {
    class: "layer-slider",
    children: [
      heading,
      slider,
      buildElement(document, "div", { class: "ends", attributes: { "aria-hidden": "true" }, children: ends }),
    ],
  });
}
