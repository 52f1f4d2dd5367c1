import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import { drawAttentionMatrix } from "../marks/attentionMatrix";
import { drawRolloutFlow } from "../marks/rollout/rolloutFlow";
import { drawSpecialToggle } from "../widgets/specialToggle";
import type { PanelView } from "./panelView";

const READING = l10n.t(
  "What each piece is made of after the last layer, if information travels as attention does: a layer's heads are averaged, half of a piece stays what it was, and the layers are multiplied (Abnar and Zuidema 2020). It shows where information can have come from, not what the model used. The matrix is shaded from the least to the most of this text.",
);

/** Attention over all layers: where each token comes from, and the chosen token's way. */
export const rolloutView: PanelView = {
  label: l10n.t("Rollout"),
  hint: l10n.t("Point at a piece to see what it is made of. Choose it to follow it through the layers."),
  drawSettings: ({ choices }, { document, onChange }) => [
    drawSpecialToggle(choices.withoutSpecial, { document, onChange: (isOn) => onChange({ withoutSpecial: isOn }) }),
  ],
  draw: ({ input, answers, choices }, actions) => {
    const { rollout, flow } = answers;
    if (!rollout) return undefined;
    const { document } = actions;
    const view = drawAttentionMatrix(rollout.map, { ...actions, verb: "comesFrom", isOwnScale: true });
    const isFollowed = flow?.position === choices.pinned && flow?.withoutSpecial === choices.withoutSpecial;
    return {
      elements: [
        buildElement(document, "p", { class: "note", text: READING }),
        ...(flow && isFollowed ? [drawRolloutFlow(input, flow, { document, onPin: actions.onPin })] : []),
        view.element,
      ],
      view,
    };
  },
};
