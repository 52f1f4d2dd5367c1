import { drawAttentionMatrix } from "../marks/attentionMatrix";
import { drawDirectionChoice } from "../widgets/directionChoice";
import { attentionOfHead } from "./attentionOfHead";
import type { PanelView } from "./panelView";

/** The attention of one head as a square: rows look at columns. */
export const matrixView: PanelView = {
  ...attentionOfHead,
  label: "Matrix",
  drawSettings: ({ controls }, { document, onChange }) => [
    drawDirectionChoice(controls.direction, { document, onChoose: (direction) => onChange({ direction }) }),
  ],
  draw: ({ answers }, actions) => {
    if (!answers.map) return undefined;
    const view = drawAttentionMatrix(answers.map, actions);
    return { elements: [view.element], view };
  },
};
