import * as l10n from "@vscode/l10n";
import { drawAttentionMatrix } from "../marks/attentionMatrix";
import { drawBetweenChoice } from "../widgets/betweenChoice";
import { drawDirectionChoice } from "../widgets/directionChoice";
import { attentionOfHead } from "./attentionOfHead";
import type { PanelView } from "./panelView";

/** The attention of one head as a square: rows look at columns. */
export const matrixView: PanelView = {
  ...attentionOfHead,
  label: l10n.t("Matrix"),
  drawSettings: ({ input, controls }, { document, onChange }) => [
    drawDirectionChoice(controls.direction, { document, onChoose: (direction) => onChange({ direction }) }),
    ...drawBetweenChoice(input.tokens, controls.between, { document, onChoose: (between) => onChange({ between }) }),
  ],
  draw: ({ answers, controls }, actions) => {
    if (!answers.map) return undefined;
    const view = drawAttentionMatrix(answers.map, { ...actions, between: controls.between });
    return { elements: [view.element], view };
  },
};
