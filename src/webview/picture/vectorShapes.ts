import { buildSvg } from "../dom/buildElement";
import { trim } from "./boxShapes";
import type { Sheet } from "./sheet";

// eslint-disable-next-line language/untranslated -- a selector
const DRAWN = "path, line, rect, circle, ellipse, polyline, polygon, text";
/** Attributes that say where a shape is. */
const GEOMETRY = ["d", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "cx", "cy", "r", "rx", "ry", "points"];

/** Draws the shapes of an SVG of the page, each with its colours and its place in the window written to it. */
export function drawVectors(sheet: Sheet, svg: SVGSVGElement, opacity: number): void {
  const view = svg.ownerDocument.defaultView;
  if (!view) return;
  const box = svg.getBoundingClientRect();
  for (const shape of svg.querySelectorAll<SVGGraphicsElement>(DRAWN)) {
    if (shape.closest("defs, clipPath, mask")) continue;
    const style = view.getComputedStyle(shape);
    const matrix = shape.getScreenCTM();
    if (!matrix || style.display === "none" || style.visibility !== "visible") continue;
    const own = opacity * computeOpacity(shape, svg, view);
    if (own === 0) continue;
    const drawn = buildSvg(sheet.document, shape.tagName as "path", {
      attributes: {
        ...copyGeometry(shape),
        transform: `matrix(${[matrix.a, matrix.b, matrix.c, matrix.d].map(trimFinely).join(" ")} ${trim(matrix.e)} ${trim(matrix.f)})`,
        ...listPaint(sheet, style, own),
      },
      ...(shape.tagName === "text" && { text: shape.textContent }),
    });
    sheet.add(drawn, box);
  }
}

/** Of the shape and the groups around it. */
function computeOpacity(shape: Element, svg: SVGSVGElement, view: Window): number {
  let opacity = 1;
  for (let at: Element | null = shape; at && at !== svg; at = at.parentElement) {
    opacity *= Number(view.getComputedStyle(at).opacity);
  }
  return opacity;
}

function copyGeometry(shape: Element): Record<string, string> {
  const found = GEOMETRY.flatMap((name) => {
    const value = shape.getAttribute(name);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

function listPaint(sheet: Sheet, style: CSSStyleDeclaration, opacity: number): Record<string, string> {
  const paint = (name: "fill" | "stroke", alpha: string): Record<string, string> => {
    const value = style[name];
    if (value === "none") return { [name]: "none" };
    const ink = sheet.inks.read(value);
    return { [name]: ink.colour, [`${name}-opacity`]: trimFinely(ink.opacity * Number(alpha) * opacity) };
  };
  const hasStroke = style.stroke !== "none";
  return {
    ...paint("fill", style.fillOpacity),
    ...paint("stroke", style.strokeOpacity),
    ...(hasStroke && { "stroke-width": style.strokeWidth }),
    ...(hasStroke && style.strokeLinecap !== "butt" && { "stroke-linecap": style.strokeLinecap }),
    ...(hasStroke && style.strokeLinejoin !== "miter" && { "stroke-linejoin": style.strokeLinejoin }),
    ...(hasStroke && style.strokeDasharray !== "none" && { "stroke-dasharray": style.strokeDasharray }),
    ...(style.vectorEffect !== "none" && { "vector-effect": style.vectorEffect }),
    ...(style.shapeRendering !== "auto" && { "shape-rendering": style.shapeRendering }),
    ...(style.fontSize !== "" && { "font-size": style.fontSize, "font-family": style.fontFamily }),
    ...(style.textAnchor !== "start" && { "text-anchor": style.textAnchor }),
  };
}

/** The scale of a plot of 100 units decides where its end is: more digits than a place has. */
function trimFinely(value: number): string {
  return String(Math.round(value * 1e5) / 1e5);
}
