import * as l10n from "@vscode/l10n";
import { drawTokenTable } from "../marks/tokenTable";
import { drawWeightTable } from "../marks/weightTable";
import { attentionOfHead } from "./attentionOfHead";
import type { PanelView } from "./panelView";

/** The attention of one head as tables. They show both directions of every token, so there is none to choose. */
export const tableView: PanelView = {
  ...attentionOfHead,
  label: l10n.t("Table"),
  draw: ({ answers, choices: { pinned } }, { document, onPin, focusOn }) => {
    if (!answers.map) return undefined;
    const table = drawTokenTable(answers.map, { document, pinned, onPin: (position) => onPin(focusOn(position)) });
    return { elements: pinned === undefined ? [table] : [drawWeightTable(answers.map, pinned, { document }), table] };
  },
};
