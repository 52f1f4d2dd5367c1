import * as l10n from "@vscode/l10n";
import { drawAttentionArcs } from "../marks/attentionArcs";
import type { LinksWanted } from "../marks/selectLinks";
import type { ControlChoices } from "../state/panelChoices";
import { drawBetweenChoice } from "../widgets/betweenChoice";
import { drawDirectionChoice } from "../widgets/directionChoice";
import { drawLinkSettings } from "../widgets/linkSettings";
import { attentionOfHead } from "./attentionOfHead";
import type { PanelView } from "./panelView";

/** The attention of one head as links between two columns of tokens. */
export const linksView: PanelView = {
  ...attentionOfHead,
  label: l10n.t("Links"),
  drawSettings: ({ input, controls }, { document, onChange }) => [
    drawDirectionChoice(controls.direction, { document, onChoose: (direction) => onChange({ direction }) }),
    ...drawBetweenChoice(input.tokens, controls.between, { document, onChoose: (between) => onChange({ between }) }),
    ...drawLinkSettings(controls, { document, onChange }),
  ],
  draw: ({ answers, controls }, actions) => {
    if (!answers.map) return undefined;
    const view = drawAttentionArcs(answers.map, { ...actions, wanted: selectWanted(controls) });
    return {
      elements: [view.element],
      view,
      showStage: (source) => view.showLinks(selectWanted(source.controls)),
    };
  },
};

function selectWanted({ linksBy, threshold, strongest, between, withSpecial }: ControlChoices): LinksWanted {
  return { ...(linksBy === "weight" ? { threshold } : { strongest }), between, withSpecial };
}
