import { type PlotPoint } from "./plotPoints";

/** Where the name of a point is, seen from its dot; "none" where it would cover another name or dot. */
export type NameSide = "right" | "left" | "below" | "above" | "none";

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Half of a dot's width, and the gap between it and its name, in pixels. */
const [RADIUS, GAP] = [4, 4];
const SIDES = ["right", "left", "below", "above"] as const;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Gives each name, in order, the first side on which it covers no dot and no earlier name and stays in the picture. */
export function chooseNameSides(
  points: readonly PlotPoint[],
  names: readonly Size[],
  picture: Size,
): readonly NameSide[] {
  const dots = points.map(({ left, top }) => {
    const [x, y] = [(left / 100) * picture.width, (top / 100) * picture.height];
    return { left: x - RADIUS, top: y - RADIUS, right: x + RADIUS, bottom: y + RADIUS };
  });
  const taken: Box[] = [];
  return dots.map((dot, i) => {
    const name = names[i];
    const side =
      name &&
      SIDES.find((each) => {
        const box = placeName(dot, name, each);
        const isInside = box.left >= 0 && box.top >= 0 && box.right <= picture.width && box.bottom <= picture.height;
        return isInside && !taken.some((other) => isOver(box, other)) && !dots.some((other) => isOver(box, other));
      });
    if (!name || !side) return "none";
    taken.push(placeName(dot, name, side));
    return side;
  });
}

function placeName(dot: Box, { width, height }: Size, side: (typeof SIDES)[number]): Box {
  const [x, y] = [(dot.left + dot.right) / 2, (dot.top + dot.bottom) / 2];
  const at = (left: number, top: number) => ({ left, top, right: left + width, bottom: top + height });
  switch (side) {
    case "right":
      return at(dot.right + GAP, y - height / 2);
    case "left":
      return at(dot.left - GAP - width, y - height / 2);
    case "below":
      return at(x - width / 2, dot.bottom);
    case "above":
      return at(x - width / 2, dot.top - height);
  }
}

function isOver(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
