import type { Direction } from "../answers/attentionMap";
import type { DrawOptions } from "../dom/drawOptions";
import { drawChoice } from "./choice";

export interface DirectionChoiceOptions extends DrawOptions {
  readonly onChoose: (direction: Direction) => void;
}

/** Whether a token is shown with what it looks at, or with what looks at it. */
export function drawDirectionChoice(chosen: Direction, { document, onChoose }: DirectionChoiceOptions): HTMLElement {
  const labels = { from: "looks at", to: "is looked at" };
  return drawChoice<Direction>({ document, name: "direction", legend: "A token", chosen, labels, onChoose });
}
