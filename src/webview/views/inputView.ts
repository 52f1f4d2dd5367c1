import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import { drawEmbeddingTable } from "../marks/embedded/embeddingTable";
import { drawLimitRuler } from "../marks/embedded/limitRuler";
import type { PanelView } from "./panelView";

const WITHOUT_SEGMENTS = l10n.t(
  "This model adds no embeddings of segments: it tells the texts of a pair apart by what stands between them.",
);

/** What the first layer is given. */
export const inputView: PanelView = {
  label: l10n.t("Input"),
  hint: l10n.t("Each piece enters the first layer as a sum of vectors. Point at one to see its ids and characters."),
  draw: ({ input, answers: { embedded } }, { document, onPin, focusOn }) => {
    if (!embedded) return undefined;
    const { tables } = embedded;
    // A table of a single row adds the same to every token.
    const isTold = tables.some(
      ({ table, rows }) => table === "segments" && (input.pair === undefined || new Set(rows).size > 1),
    );
    return {
      elements: [
        drawLimitRuler(embedded, { document }),
        ...(isTold ? [] : [buildElement(document, "p", { class: "note", text: WITHOUT_SEGMENTS })]),
        drawEmbeddingTable(input.tokens, embedded, { document, onPin: (position) => onPin(focusOn(position)) }),
      ],
    };
  },
};
