import type { ViewName } from "../state/panelChoices";
import { compareView } from "./compareView";
import { headsView } from "./headsView";
import { inputView } from "./inputView";
import { layersView } from "./layersView";
import { linksView } from "./linksView";
import { maskView } from "./maskView";
import { matrixView } from "./matrixView";
import { neuronsView } from "./neuronsView";
import { pairView } from "./pairView";
import type { PanelView } from "./panelView";
import { rolloutView } from "./rolloutView";
import { tableView } from "./tableView";
import { toneView } from "./toneView";
import { vectorsView } from "./vectorsView";

/** Every view, in the order in which they are offered. */
export const PANEL_VIEWS: Readonly<Record<ViewName, PanelView>> = {
  links: linksView,
  matrix: matrixView,
  table: tableView,
  heads: headsView,
  vectors: vectorsView,
  layers: layersView,
  mask: maskView,
  rollout: rolloutView,
  neurons: neuronsView,
  input: inputView,
  tone: toneView,
  pair: pairView,
  compare: compareView,
};

export const VIEW_LABELS = Object.fromEntries(
  Object.entries(PANEL_VIEWS).map(([name, { label }]) => [name, label]),
) as Readonly<Record<ViewName, string>>;
