import { buildSvg } from "../dom/buildElement";
import type { Box } from "./boxShapes";
import { InkReader } from "./ink";

/** Pixels around a picture. */
const MARGIN = 12;

/** What is drawn of a picture so far, and how far it reaches. */
export class Sheet {
  readonly document: Document;
  readonly inks: InkReader;
  readonly #shapes: SVGElement[] = [];
  #left = Infinity;
  #top = Infinity;
  #right = -Infinity;
  #bottom = -Infinity;

  constructor(document: Document) {
    this.document = document;
    this.inks = new InkReader(document);
  }

  /** @param box - What the shape covers. */
  add(shape: SVGElement, { left, top, width, height }: Box): void {
    this.#shapes.push(shape);
    this.#left = Math.min(this.#left, left);
    this.#top = Math.min(this.#top, top);
    this.#right = Math.max(this.#right, left + width);
    this.#bottom = Math.max(this.#bottom, top + height);
  }

  get left(): number {
    return this.#left;
  }

  get top(): number {
    return this.#top;
  }

  /** @param background - A colour. @param name - What a screen reader says. */
  build(background: string, name: string): SVGSVGElement {
    const [x, y] = [Math.floor(this.#left - MARGIN), Math.floor(this.#top - MARGIN)];
    const [width, height] = [Math.ceil(this.#right + MARGIN) - x, Math.ceil(this.#bottom + MARGIN) - y];
    const place = { x: String(x), y: String(y), width: String(width), height: String(height) };
    return buildSvg(this.document, "svg", {
      attributes: {
        width: String(width),
        height: String(height),
        viewBox: `${x} ${y} ${width} ${height}`,
        role: "img",
        "aria-label": name,
      },
      children: [
        buildSvg(this.document, "rect", { attributes: { ...place, fill: this.inks.read(background).colour } }),
        ...this.#shapes,
      ],
    });
  }
}
