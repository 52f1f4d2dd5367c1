import { buildSvg } from "../dom/buildElement";
import { type Box, trim } from "./boxShapes";
import type { Sheet } from "./sheet";

/** What XML cannot hold. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

export interface TextLook {
  readonly style: CSSStyleDeclaration;
  /** 0..1 */
  readonly opacity: number;
  /** By how much the text is turned by transforms, in degrees. */
  readonly angle: number;
  /** What shows of the text; `undefined` where nothing cuts it off. */
  readonly clip: Box | undefined;
}

/** Draws the text of a node, line by line, where the browser has put it. What is cut off on screen ends in "…". */
export function drawText(sheet: Sheet, node: Text, look: TextLook): void {
  const isKept = /^(?:pre|break-spaces)/.test(look.style.whiteSpace);
  const written = isKept ? node.data : node.data.replaceAll(/\s/gu, " ");
  if (written.trim() === "") return;
  for (const { text, box, isCut } of listLines(node, written, look)) drawLine(sheet, { text, box, isCut }, look);
}

interface Line {
  text: string;
  box: Box;
  isCut: boolean;
}

function listLines(node: Text, written: string, { clip, style }: TextLook): readonly Line[] {
  const range = node.ownerDocument.createRange();
  const read = (start: number, end: number): Box | undefined => {
    range.setStart(node, start);
    range.setEnd(node, end);
    const rects = range.getClientRects();
    return rects.length === 1 ? rects[0] : undefined;
  };
  const whole = read(0, written.length);
  if (whole && isInside(whole, clip)) return [{ text: written, box: whole, isCut: false }];
  const isUpright = !style.writingMode.startsWith("vertical");
  const lines: Line[] = [];
  let start = 0;
  for (const sign of written) {
    const box = read(start, start + sign.length);
    start += sign.length;
    if (!box || box.width === 0 || box.height === 0) continue;
    const line = lines.at(-1);
    const isSame = line && (isUpright ? Math.abs(line.box.top - box.top) < 2 : Math.abs(line.box.left - box.left) < 2);
    if (!isInside(box, clip)) {
      if (line) line.isCut = true;
    } else if (isSame) {
      line.text += sign;
      line.box = join(line.box, box);
    } else lines.push({ text: sign, box, isCut: false });
  }
  return lines;
}

function isInside({ left, top, width, height }: Box, clip: Box | undefined): boolean {
  if (!clip) return true;
  const [right, bottom] = [clip.left + clip.width, clip.top + clip.height];
  // Rounding, and letters that reach over their line.
  const isBeside = left >= clip.left - 1 && left + width <= right + 1;
  return isBeside && top + height / 2 >= clip.top && top + height / 2 <= bottom;
}

function join(a: Box, b: Box): Box {
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
  const right = Math.max(a.left + a.width, b.left + b.width);
  return { left, top, width: right - left, height: Math.max(a.top + a.height, b.top + b.height) - top };
}

function drawLine(sheet: Sheet, { text, box, isCut }: Line, { style, opacity, angle }: TextLook): void {
  const ink = sheet.inks.read(style.color);
  if (ink.opacity * opacity === 0) return;
  const { left, top, width, height } = box;
  const isVertical = style.writingMode.startsWith("vertical");
  const turn = (((angle + (isVertical ? 90 : 0)) % 360) + 360) % 360;
  const isRightToLeft = style.direction === "rtl" && turn === 0;
  const ascent = sheet.inks.readAscent(style.font);
  const isLying = turn === 0 || turn === 180;
  const [x, y] =
    turn === 270
      ? [left + ascent * width, top + height]
      : turn === 90
        ? [left + (1 - ascent) * width, top]
        : [isRightToLeft ? left + width : left, top + ascent * height];
  const length = isLying ? width : height;
  const shape = buildSvg(sheet.document, "text", {
    text: `${text.replaceAll(NOT_XML, "\ufffd")}${isCut ? "…" : ""}`,
    attributes: {
      x: trim(x),
      y: trim(y),
      fill: ink.colour,
      "fill-opacity": trim(ink.opacity * opacity),
      "font-family": style.fontFamily,
      "font-size": style.fontSize,
      ...(style.fontWeight !== "400" && { "font-weight": style.fontWeight }),
      ...(style.fontStyle !== "normal" && { "font-style": style.fontStyle }),
      ...(isRightToLeft && { direction: "rtl" }),
      ...(turn !== 0 && { transform: `rotate(${turn} ${trim(x)} ${trim(y)})` }),
      // Where the font is missing, another one takes the same room.
      ...(!isCut && length > 0 && { textLength: trim(length), lengthAdjust: "spacingAndGlyphs" }),
    },
  });
  shape.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
  sheet.add(shape, box);
}
