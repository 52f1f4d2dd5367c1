import * as l10n from "@vscode/l10n";
import { drawMasked } from "./drawMasked";
import { drawSingleHead } from "./drawSingleHead";
import type { PanelView } from "./panelView";

/** The text beside itself with words masked. */
export const maskView: PanelView = {
  label: l10n.t("Mask it"),
  hint: l10n.t("Double-click a word, or press M on it, to mask it or to take its mask away."),
  drawPicker: drawSingleHead,
  draw: (source, actions) => {
    const { masked } = source.choices;
    // While the words change, the last answer stays; without words there is none.
    const answer = masked.length === 0 ? undefined : source.answers.mask;
    if (masked.length > 0 && !answer) return undefined;
    return { elements: drawMasked(source.input, answer, actions) };
  },
};
