import * as l10n from "@vscode/l10n";
import { VectorMap } from "../marks/vectors/vectorMap";
import { drawLayerSlider } from "../widgets/layerSlider";
import type { PanelView } from "./panelView";

/** The vectors of all tokens at one layer, in the plane. */
export const vectorsView: PanelView = {
  label: l10n.t("Embeddings"),
  hint: l10n.t("Point at a piece to see which others are most like it."),
  drawPicker: ({ input, stage }, { document, onChooseStage, onSettleStage }) => [
    drawLayerSlider(input.model.layers, { document, stage, onChoose: onChooseStage, onSettle: onSettleStage }),
  ],
  draw: ({ input, answers, stage }, actions) => {
    const layer = answers.vectors?.[stage];
    if (!layer) return undefined;
    const view = new VectorMap(input.tokens, layer, actions);
    return {
      elements: [view.element],
      view,
      settleStage: () => view.settle(),
      showStage: (source) => {
        const chosen = source.answers.vectors?.[source.stage];
        if (chosen) view.show(chosen);
      },
    };
  },
};
