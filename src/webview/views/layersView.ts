import * as l10n from "@vscode/l10n";
import { drawLayers } from "./drawLayers";
import type { PanelView } from "./panelView";

/** What the readouts would answer at each layer. */
export const layersView: PanelView = {
  label: l10n.t("Layer by layer"),
  hint: l10n.t("Choose a piece to see what the model would write there at each layer."),
  draw: ({ input, answers }, { document }) =>
    answers.layers && { elements: drawLayers(input, answers.layers.layers, { document }) },
};
