import type { Between } from "../answers/between";
import type { DrawOptions } from "../dom/drawOptions";
import type { PanelToken } from "../messages";
import { drawChoice } from "./choice";

export interface BetweenChoiceOptions extends DrawOptions {
  readonly onChoose: (between: Between) => void;
}

const LABELS: Readonly<Record<Between, string>> = {
  all: "all",
  aa: "A looks at A",
  ab: "A looks at B",
  ba: "B looks at A",
  bb: "B looks at B",
};

/** Which of a pair's texts look at which. One text alone has nothing to choose. */
export function drawBetweenChoice(
  tokens: readonly PanelToken[],
  chosen: Between,
  { document, onChoose }: BetweenChoiceOptions,
): readonly HTMLElement[] {
  if (!tokens.some(({ segment }) => segment === 1)) return [];
  return [drawChoice<Between>({ document, name: "between", legend: "Texts", chosen, labels: LABELS, onChoose })];
}
