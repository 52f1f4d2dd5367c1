import * as l10n from "@vscode/l10n";
import type { Direction } from "../answers/attentionMap";
import type { DrawOptions } from "../dom/drawOptions";
import { drawChoice } from "./choice";

export interface DirectionChoiceOptions extends DrawOptions {
  readonly onChoose: (direction: Direction) => void;
}

/** Whether a token is shown with what it looks at, or with what looks at it. */
export function drawDirectionChoice(chosen: Direction, { document, onChoose }: DirectionChoiceOptions): HTMLElement {
  const labels = { from: l10n.t("looks at"), to: l10n.t("is looked at") };
  return drawChoice<Direction>({ document, name: "direction", legend: l10n.t("A token"), chosen, labels, onChoose });
}
