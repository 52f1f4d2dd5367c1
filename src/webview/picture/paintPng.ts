import * as l10n from "@vscode/l10n";
/** Pixels of the picture to one of the screen. */
const SCALE = 2;
/** Browsers paint no larger canvas. */
const MOST_PIXELS = 16_384;

/**
 * Paints an SVG.
 *
 * @returns The bytes of a PNG, as base64.
 * @throws {Error} for one that is larger than a canvas may be.
 */
export async function paintPng(document: Document, svg: string): Promise<string> {
  const image = document.createElement("img");
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { naturalWidth, naturalHeight } = image;
  const scale = Math.min(SCALE, MOST_PIXELS / naturalWidth, MOST_PIXELS / naturalHeight);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(naturalWidth * scale), Math.round(naturalHeight * scale)];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const [, base64 = ""] = canvas.toDataURL("image/png").split(";base64,");
  if (base64 === "") {
    throw new Error(
      l10n.t("a picture of {0} × {1} pixels is more than a canvas holds: save an SVG", canvas.width, canvas.height),
    );
  }
  return base64;
}
