/** A colour as every program that shows SVG reads it. */
export interface Ink {
  /** "rgb(12, 34, 56)". */
  readonly colour: string;
  /** 0..1 */
  readonly opacity: number;
}

/**
 * Reads computed colours. They may be written as `color(srgb …)` or `oklab(…)`, which drawing programs do not know, so a
 * pixel of each is painted and looked at.
 */
export class InkReader {
  readonly #context: CanvasRenderingContext2D;
  readonly #known = new Map<string, Ink>();

  constructor(document: Document) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1, 1];
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("this browser paints no canvas");
    this.#context = context;
  }

  read(colour: string): Ink {
    const known = this.#known.get(colour);
    if (known) return known;
    const context = this.#context;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    const ink = { colour: `rgb(${red}, ${green}, ${blue})`, opacity: alpha / 255 };
    this.#known.set(colour, ink);
    return ink;
  }

  /** How far letters of a font reach above their base line, as a part of their height; 0..1. */
  readAscent(font: string): number {
    this.#context.font = font;
    const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = this.#context.measureText("x");
    return above / (above + below);
  }

  /** In pixels. */
  measure(text: string, font: string): number {
    this.#context.font = font;
    return this.#context.measureText(text).width;
  }
}
