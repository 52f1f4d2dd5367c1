import type { PanelInput } from "../messages";
import type { PanelChoices } from "./panelChoices";

/**
 * What of the choices changes with a text that is shown instead of another, perhaps with another model. While the user
 * types, chosen and masked tokens stay so, wherever the edit moves them.
 *
 * @param texts - `before` is absent for the first text of a page. The choices are then those of an earlier page, which may
 *   have shown another text.
 */
export function keepChoices(
  { layer, head, others, pinned, masked, place }: PanelChoices,
  { before, now }: { readonly before: PanelInput | undefined; readonly now: PanelInput },
): Partial<PanelChoices> {
  const { layers, heads } = now.model;
  const { move, isSameText } = before === undefined ? keepWithin(now, place === now.place) : followEdit(before, now);
  const moved = isSameText ? masked.map(move) : [];
  return {
    layer: layer !== undefined && layer < layers ? layer : undefined,
    head: head < heads ? head : 0,
    others: others.every((each) => each.layer < layers && each.head < heads) ? others : [],
    compared: undefined,
    pinned: pinned === undefined ? undefined : move(pinned),
    masked: moved.filter((position) => position !== undefined),
    place: now.place,
  };
}

interface Following {
  /** Where a token stands now; `undefined` for one that is gone. */
  readonly move: (position: number) => number | undefined;
  readonly isSameText: boolean;
}

function keepWithin({ tokens }: PanelInput, isSameText: boolean): Following {
  return { move: (position) => (isSameText && position < tokens.length ? position : undefined), isSameText };
}

/**
 * Tokens before and behind what differs are the same ones; those between are new. Two sentences that only begin and end
 * alike are two texts.
 */
function followEdit({ tokens: before }: PanelInput, { tokens: now }: PanelInput): Following {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start]?.text === now[start]?.text) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end)?.text === now.at(-1 - end)?.text) end += 1;
  const move = (position: number) => {
    if (position < start) return position;
    return position >= before.length - end ? position + now.length - before.length : undefined;
  };
  return { move, isSameText: 2 * (start + end) > shorter };
}
