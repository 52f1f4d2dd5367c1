import { drawAttentionArcs } from "../marks/attentionArcs";
import { drawDirectionChoice } from "../widgets/directionChoice";
import { drawLinkSettings } from "../widgets/linkSettings";
import { attentionOfHead } from "./attentionOfHead";
import type { PanelView } from "./panelView";

/** The attention of one head as links between two columns of tokens. */
export const linksView: PanelView = {
  ...attentionOfHead,
  label: "Links",
  drawSettings: ({ controls }, { document, onChange }) => [
    drawDirectionChoice(controls.direction, { document, onChoose: (direction) => onChange({ direction }) }),
    ...drawLinkSettings(controls, { document, onChange }),
  ],
  draw: ({ answers, controls }, actions) => {
    if (!answers.map) return undefined;
    const { threshold, withSpecial } = controls;
    const view = drawAttentionArcs(answers.map, { ...actions, threshold, withSpecial });
    return { elements: [view.element], view };
  },
};
