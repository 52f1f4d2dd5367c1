import { buildSvg } from "../dom/buildElement";
import { type Box, drawBox, findPseudoBox, trim } from "./boxShapes";
import { Sheet } from "./sheet";
import { drawText } from "./textShapes";
import { drawVectors } from "./vectorShapes";

export interface PictureOptions {
  /** Lines above the picture: the first is its name. */
  readonly caption: readonly string[];
}

/**
 * Draws a part of the page as an SVG of plain shapes, with the colours and fonts that are on screen: boxes, lines of text
 * and the shapes of its SVGs, each where the browser has put it. It needs no style sheet and no browser. What can be
 * scrolled to is drawn, too.
 */
export function drawPicture(part: HTMLElement, { caption }: PictureOptions): SVGSVGElement {
  const { ownerDocument: document } = part;
  const view = document.defaultView;
  if (!view) throw new Error("the document has no window");
  const scrolled = [...part.querySelectorAll("*")].filter(({ scrollLeft, scrollTop }) => scrollLeft || scrollTop);
  const places = scrolled.map((element) => [element, element.scrollLeft, element.scrollTop] as const);
  for (const element of scrolled) [element.scrollLeft, element.scrollTop] = [0, 0];
  const sheet = new Sheet(document);
  drawElement(sheet, part, { view, opacity: 1, angle: 0, clip: undefined });
  for (const [element, left, top] of places) [element.scrollLeft, element.scrollTop] = [left, top];
  const body = view.getComputedStyle(document.body);
  drawCaption(sheet, caption, body);
  return sheet.build(body.backgroundColor, caption.join(". "));
}

interface Around {
  readonly view: Window;
  readonly opacity: number;
  readonly angle: number;
  readonly clip: Box | undefined;
}

function drawElement(sheet: Sheet, element: HTMLElement | SVGElement, around: Around): void {
  const { view } = around;
  const style = view.getComputedStyle(element);
  // Text for screen readers is clipped away.
  if (style.display === "none" || style.clipPath === "inset(50%)") return;
  // In a file there is nothing to press.
  if (element.matches("button.action")) return;
  const opacity = around.opacity * Number(style.opacity);
  if (opacity === 0) return;
  if (element instanceof SVGElement) {
    if (element instanceof SVGSVGElement) drawVectors(sheet, element, opacity);
    return;
  }
  const box = element.getBoundingClientRect();
  const isVisible = style.visibility === "visible";
  if (isVisible) drawBox(sheet, box, style, opacity);
  if (element instanceof HTMLCanvasElement) drawCanvas(sheet, element, opacity);
  drawPseudo(sheet, element, { own: box, parent: style, view, opacity, name: "::before" });
  const angle = around.angle + readAngle(style.transform);
  const clip = /hidden|clip/.test(style.overflow) ? intersect(box, around.clip) : around.clip;
  for (const child of element.childNodes) {
    if (child instanceof Text) {
      if (isVisible) drawText(sheet, child, { style, opacity, angle, clip });
    } else if (child instanceof HTMLElement || child instanceof SVGElement) {
      drawElement(sheet, child, { view, opacity, angle, clip });
    }
  }
  drawPseudo(sheet, element, { own: box, parent: style, view, opacity, name: "::after" });
}

interface PseudoOptions {
  readonly own: Box;
  readonly parent: CSSStyleDeclaration;
  readonly view: Window;
  readonly opacity: number;
  readonly name: "::before" | "::after";
}

function drawPseudo(sheet: Sheet, element: Element, { own, parent, view, opacity, name }: PseudoOptions): void {
  const style = view.getComputedStyle(element, name);
  const box = findPseudoBox(own, parent, style);
  if (box) drawBox(sheet, box, style, opacity * Number(style.opacity));
}

function drawCanvas(sheet: Sheet, canvas: HTMLCanvasElement, opacity: number): void {
  const box = canvas.getBoundingClientRect();
  if (!(box.width > 0 && box.height > 0)) return;
  const place = { x: trim(box.left), y: trim(box.top), width: trim(box.width), height: trim(box.height) };
  const href = canvas.toDataURL("image/png");
  const attributes = { ...place, href, opacity: trim(opacity), preserveAspectRatio: "none" };
  sheet.add(buildSvg(sheet.document, "image", { attributes }), box);
}

function drawCaption(sheet: Sheet, lines: readonly string[], body: CSSStyleDeclaration): void {
  const size = Number.parseFloat(body.fontSize);
  const lineHeight = size * 1.5;
  const [left, bottom] = [sheet.left, sheet.top];
  for (const [index, text] of lines.entries()) {
    const top = bottom - (lines.length - index) * lineHeight - size / 2;
    // eslint-disable-next-line language/untranslated -- a font
    const font = index === 0 ? `600 ${size}px ${body.fontFamily}` : `${size}px ${body.fontFamily}`;
    const shape = buildSvg(sheet.document, "text", {
      text,
      attributes: {
        x: trim(left),
        y: trim(top + size),
        fill: sheet.inks.read(body.color).colour,
        "font-family": body.fontFamily,
        "font-size": `${size}px`,
        ...(index === 0 && { "font-weight": "600" }),
      },
    });
    sheet.add(shape, { left, top, width: sheet.inks.measure(text, font), height: lineHeight });
  }
}

/** The degrees by which a computed transform turns. */
function readAngle(transform: string): number {
  const found = /^matrix\(([^,]+), ([^,]+),/.exec(transform);
  return found ? Math.round((Math.atan2(Number(found[2]), Number(found[1])) * 180) / Math.PI) : 0;
}

function intersect(a: Box, b: Box | undefined): Box {
  if (!b) return a;
  const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)];
  const right = Math.min(a.left + a.width, b.left + b.width);
  return { left, top, width: right - left, height: Math.min(a.top + a.height, b.top + b.height) - top };
}
