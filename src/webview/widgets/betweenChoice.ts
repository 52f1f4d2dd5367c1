import * as l10n from "@vscode/l10n";
import type { Between } from "../answers/between";
import type { DrawOptions } from "../dom/drawOptions";
import type { PanelToken } from "../messages";
import { drawChoice } from "./choice";

export interface BetweenChoiceOptions extends DrawOptions {
  readonly onChoose: (between: Between) => void;
}

const LABELS: Readonly<Record<Between, string>> = {
  all: l10n.t("all"),
  aa: l10n.t("A looks at A"),
  ab: l10n.t("A looks at B"),
  ba: l10n.t("B looks at A"),
  bb: l10n.t("B looks at B"),
};

/** Which of a pair's texts look at which. One text alone has nothing to choose. */
export function drawBetweenChoice(
  tokens: readonly PanelToken[],
  chosen: Between,
  { document, onChoose }: BetweenChoiceOptions,
): readonly HTMLElement[] {
  if (!tokens.some(({ segment }) => segment === 1)) return [];
  return [
    drawChoice<Between>({ document, name: "between", legend: l10n.t("Texts"), chosen, labels: LABELS, onChoose }),
  ];
}
