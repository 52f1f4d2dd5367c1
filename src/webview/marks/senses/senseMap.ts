import * as l10n from "@vscode/l10n";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import { followArrowKeys } from "../../dom/followArrowKeys";
import { followPointing } from "../../dom/followPointing";
import type { PanelUse } from "../../messages/otherPages";
import { drawGroupSign, nameGroup } from "./groupSign";

/** The part of the width and height that the points take up: a sign needs the rest. */
const FILLED = 0.9;

export interface SenseMapOptions extends DrawOptions {
  readonly onPoint: (index: number | undefined) => void;
  readonly onOpen: (index: number) => void;
}

/** Uses of a word as points in the plane in which their vectors differ most, each with the letter of its group. */
export function drawSenseMap(
  uses: readonly PanelUse[],
  share: number,
  { document, onPoint, onOpen }: SenseMapOptions,
): HTMLElement {
  const places = placePoints(uses.map(({ point }) => point));
  const points = uses.map((use, index) => {
    const point = buildElement(document, "button", {
      class: "sense-point",
      attributes: {
        type: "button",
        "data-key": `sense-point:${index}`,
        "aria-label": l10n.t("Group {0}, {1}: {2}", nameGroup(use.group), use.place, use.text),
        title: use.text,
      },
      children: [drawGroupSign(use.group, { document })],
    });
    const [left, top] = places[index] ?? [50, 50];
    point.style.setProperty("--x", left.toFixed(2));
    point.style.setProperty("--y", top.toFixed(2));
    point.addEventListener("click", () => onOpen(index));
    return point;
  });
  const plot = buildElement(document, "div", {
    class: "sense-plot",
    attributes: {
      role: "group",
      "aria-label": l10n.t("{0} uses as points. Arrow keys move, Enter opens.", uses.length),
    },
    children: points,
  });
  followArrowKeys(plot, points);
  followPointing(plot, points, onPoint);
  const note = l10n.t(
    "The closer two uses are, the more alike are their vectors. This plane holds {0} of the differences.",
    formatPercent(Math.min(1, share)),
  );
  return buildElement(document, "div", {
    class: "sense-map",
    children: [plot, buildElement(document, "p", { class: "note", text: note })],
  });
}

/** In percent of the picture's width and height, with one scale for both, so that distances can be compared. */
function placePoints(points: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const extent = (axis: 0 | 1) => {
    const values = points.map((point) => point[axis]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return { middle: (least + most) / 2, size: most - least };
  };
  const [x, y] = [extent(0), extent(1)];
  // The picture is twice as wide as it is high.
  const scale = FILLED * Math.min(2 / x.size, 1 / y.size);
  if (!Number.isFinite(scale)) return points.map(() => [50, 50]);
  return points.map(([left, top]) => [50 + 50 * (left - x.middle) * scale, 50 + 100 * (top - y.middle) * scale]);
}
