import { buildSvg } from "../dom/buildElement";
import type { Sheet } from "./sheet";

/** Edges in pixels of the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Draws what a box has: its background, border, outline and a ring of shadow. */
export function drawBox(sheet: Sheet, box: Box, style: CSSStyleDeclaration, opacity: number): void {
  const { inks } = sheet;
  const radius = readRadius(style.borderTopLeftRadius, box);
  const background = inks.read(style.backgroundColor);
  if (background.opacity > 0) {
    addRect(sheet, box, { fill: background.colour, "fill-opacity": trim(background.opacity * opacity), rx: radius });
  }
  drawBorder(sheet, box, style, opacity);
  if (style.outlineStyle !== "none") {
    drawRing(sheet, box, { colour: style.outlineColor, width: toPixels(style.outlineWidth), radius, opacity });
  }
  const ring = /^(.+?) 0px 0px 0px ([\d.]+)px$/.exec(style.boxShadow);
  if (ring) drawRing(sheet, box, { colour: ring[1] ?? "", width: Number(ring[2]), radius, opacity });
}

/** The box of what `::before` or `::after` shows, in that of its element; `undefined` where it shows nothing. */
export function findPseudoBox(own: Box, parent: CSSStyleDeclaration, style: CSSStyleDeclaration): Box | undefined {
  if (style.content === "none" || style.content === "normal" || style.display === "none") return undefined;
  const [width, height] = [Number.parseFloat(style.width), Number.parseFloat(style.height)];
  if (!(width > 0 && height > 0)) return undefined;
  const isPlaced = style.position === "absolute";
  const [left, top] = isPlaced ? [toPixels(style.left), toPixels(style.top)] : [0, 0];
  const border = [toPixels(parent.borderLeftWidth), toPixels(parent.borderTopWidth)] as const;
  return { left: own.left + border[0] + left, top: own.top + border[1] + top, width, height };
}

function drawBorder(sheet: Sheet, box: Box, style: CSSStyleDeclaration, opacity: number): void {
  const { left, top, width, height } = box;
  const sides = [
    { thick: toPixels(style.borderTopWidth), colour: style.borderTopColor, at: [left, top, width, 0] },
    { thick: toPixels(style.borderBottomWidth), colour: style.borderBottomColor, at: [left, top + height, width, 0] },
    { thick: toPixels(style.borderLeftWidth), colour: style.borderLeftColor, at: [left, top, 0, height] },
    { thick: toPixels(style.borderRightWidth), colour: style.borderRightColor, at: [left + width, top, 0, height] },
  ] as const;
  for (const [index, { thick, colour, at }] of sides.entries()) {
    const ink = sheet.inks.read(colour);
    if (!(thick > 0) || ink.opacity === 0) continue;
    const [x, y, w, h] = at;
    // Borders lie inside the box: those at its end begin before it.
    const side = {
      left: index === 3 ? x - thick : x,
      top: index === 1 ? y - thick : y,
      width: w === 0 ? thick : w,
      height: h === 0 ? thick : h,
    };
    addRect(sheet, side, { fill: ink.colour, "fill-opacity": trim(ink.opacity * opacity) });
  }
}

interface Ring {
  readonly colour: string;
  readonly width: number;
  readonly radius: string;
  readonly opacity: number;
}

function drawRing(sheet: Sheet, { left, top, width, height }: Box, ring: Ring): void {
  const ink = sheet.inks.read(ring.colour);
  if (!(ring.width > 0) || ink.opacity === 0) return;
  const half = ring.width / 2;
  const around = { left: left - half, top: top - half, width: width + ring.width, height: height + ring.width };
  const stroke = { stroke: ink.colour, "stroke-opacity": trim(ink.opacity * ring.opacity) };
  addRect(sheet, around, { fill: "none", ...stroke, "stroke-width": trim(ring.width), rx: ring.radius });
}

function addRect(sheet: Sheet, box: Box, attributes: Readonly<Record<string, string>>): void {
  if (!(box.width > 0 && box.height > 0)) return;
  const place = { x: trim(box.left), y: trim(box.top), width: trim(box.width), height: trim(box.height) };
  sheet.add(buildSvg(sheet.document, "rect", { attributes: { ...place, ...attributes } }), box);
}

function readRadius(value: string, { width, height }: Box): string {
  const least = Math.min(width, height);
  const radius = value.endsWith("%") ? (Number.parseFloat(value) / 100) * least : toPixels(value);
  return trim(Math.min(radius, least / 2));
}

function toPixels(value: string): number {
  const pixels = Number.parseFloat(value);
  return Number.isFinite(pixels) ? pixels : 0;
}

/** Hundredths of a pixel are enough for an eye, and for an opacity. */
export function trim(value: number): string {
  return String(Math.round(value * 100) / 100);
}
