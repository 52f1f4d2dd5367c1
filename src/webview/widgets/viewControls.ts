import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { drawChoice } from "./choice";

export interface ViewControlsOptions<T extends string> extends DrawOptions {
  readonly chosen: T;
  /** In the order in which they are offered. */
  readonly labels: Readonly<Record<T, string>>;
  /** The settings of the chosen view. */
  readonly settings: readonly HTMLElement[];
  readonly onChoose: (view: T) => void;
}

/** The choice of a view and its settings. */
export function drawViewControls<T extends string>({
  document,
  chosen,
  labels,
  settings,
  onChoose,
}: ViewControlsOptions<T>): HTMLElement {
  const views = drawChoice<T>({ document, name: "view", legend: l10n.t("Show as"), chosen, labels, onChoose });
  return buildElement(document, "div", { class: "view-controls", children: [views, ...settings] });
}
