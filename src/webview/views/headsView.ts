import * as l10n from "@vscode/l10n";
import { nameHead } from "../../wording/names/nameHead";
import { buildElement } from "../dom/buildElement";
import { drawHeadGrid } from "../marks/headGrid";
import type { PanelView } from "./panelView";

/** A small picture of every head. */
export const headsView: PanelView = {
  label: l10n.t("All heads"),
  hint: l10n.t(
    "Each picture is a head: the pieces in its rows look at those in its columns. Choose one to enlarge it.",
  ),
  drawPicker: ({ chosenHead }, { document }) => [buildElement(document, "h2", { text: nameHead(chosenHead) })],
  readShares: ({ answers, chosenHead: { layer, head } }) => answers.heads?.[layer]?.[head]?.shares,
  draw: ({ input, answers, chosenHead }, { document, onPointHead, onOpenHead }) => {
    if (!answers.heads) return undefined;
    const view = drawHeadGrid(answers.heads, {
      ...chosenHead,
      document,
      tokenCount: input.tokens.length,
      onPoint: onPointHead,
      onOpen: onOpenHead,
    });
    return { elements: [view.element], view };
  },
};
