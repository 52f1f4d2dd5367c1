import type { AttentionMap, Focus } from "../answers/attentionMap";
import { drawAttentionArcs } from "../marks/attentionArcs";
import { drawAttentionMatrix } from "../marks/attentionMatrix";
import { drawTokenTable } from "../marks/tokenTable";
import type { TokenView, TokenViewOptions } from "../marks/tokenView";
import { drawWeightTable } from "../marks/weightTable";
import type { AttentionViewName } from "../state/panelChoices";

export interface DrawnAttention {
  readonly elements: readonly HTMLElement[];
  /** Brings one token forward; absent for tables, which always show every token. */
  readonly view?: TokenView;
}

export interface AttentionOptions extends TokenViewOptions {
  readonly threshold: number;
  readonly withSpecial: boolean;
  /** Position of the chosen token. */
  readonly pinned: number | undefined;
  readonly focusOn: (position: number) => Focus;
}

/** Draws an attention map in the chosen view. */
export function drawAttention(map: AttentionMap, name: AttentionViewName, options: AttentionOptions): DrawnAttention {
  switch (name) {
    case "links": {
      const view = drawAttentionArcs(map, options);
      return { elements: [view.element], view };
    }
    case "matrix": {
      const view = drawAttentionMatrix(map, options);
      return { elements: [view.element], view };
    }
    case "table": {
      const { document, pinned, onPin, focusOn } = options;
      const table = drawTokenTable(map, { document, pinned, onPin: (position) => onPin(focusOn(position)) });
      return { elements: pinned === undefined ? [table] : [drawWeightTable(map, pinned, { document }), table] };
    }
  }
}
