import { nameHead } from "../../wording/names/nameHead";
import { buildElement } from "../dom/buildElement";
import { drawHeadPicker } from "../widgets/headPicker";
import type { PanelView } from "./panelView";

/** The choice of one head, for a view that shows no mean of several. */
export const drawSingleHead: NonNullable<PanelView["drawPicker"]> = (
  { input, chosenHead },
  { document, onChooseHeads },
) => [
  buildElement(document, "h2", { text: nameHead(chosenHead) }),
  drawHeadPicker(input.model, {
    document,
    current: chosenHead,
    chosen: [chosenHead],
    isSingle: true,
    onChoose: onChooseHeads,
  }),
];
