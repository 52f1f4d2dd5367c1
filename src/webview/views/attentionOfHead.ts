import * as l10n from "@vscode/l10n";
import { nameHeads } from "../../wording/names/nameHeads";
import { buildElement } from "../dom/buildElement";
import { drawHeadPicker } from "../widgets/headPicker";
import type { PanelView } from "./panelView";

/** What the views of attention have in common: of one head, or the mean of several. */
export const attentionOfHead: Pick<PanelView, "hint" | "drawPicker" | "readShares"> = {
  hint: l10n.t("Point at a piece to see what it looks at. Choose it to see what the model would write there."),
  drawPicker: ({ input, chosenHead, chosenHeads }, { document, onChooseHeads }) => [
    buildElement(document, "h2", { text: nameHeads(chosenHeads) }),
    drawHeadPicker(input.model, { document, current: chosenHead, chosen: chosenHeads, onChoose: onChooseHeads }),
  ],
  readShares: ({ answers }) => answers.shares,
};
