import { drawAttentionArcs } from "./attentionArcs";
import type { AttentionMap, Focus } from "../answers/attentionMap";
import { drawAttentionMatrix } from "./attentionMatrix";
import type { AttentionView, AttentionViewOptions } from "./attentionView";
import type { AttentionViewName } from "../panelState";
import { drawTokenTable } from "./tokenTable";
import { drawWeightTable } from "./weightTable";

export interface DrawnAttention {
  readonly elements: readonly HTMLElement[];
  /** Where one token's attention can be brought forward; tables show all of it anyway. */
  readonly view?: AttentionView;
}

export interface AttentionOptions extends AttentionViewOptions {
  readonly threshold: number;
  readonly withSpecial: boolean;
  /** Position of the chosen token. */
  readonly pinned: number | undefined;
  readonly focusOn: (position: number) => Focus;
}

/** An attention map in the way that was chosen. */
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
