import { nameHead } from "../../wording/names/nameHead";
import { buildElement } from "../dom/buildElement";
import { drawHeadPicker } from "../widgets/headPicker";
import type { PanelView } from "./panelView";

/** What the views of one head's attention have in common. */
export const attentionOfHead: Pick<PanelView, "hint" | "drawPicker" | "readShares"> = {
  hint: "Point at a piece to see what it looks at. Choose it to see what the model would write there.",
  drawPicker: ({ input, chosenHead }, { document, onChooseHead }) => [
    buildElement(document, "h2", { text: nameHead(chosenHead) }),
    drawHeadPicker(input.model, { document, ...chosenHead, onChoose: onChooseHead }),
  ],
  readShares: ({ answers }) => answers.shares,
};
