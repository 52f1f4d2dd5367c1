import * as l10n from "@vscode/l10n";
import type { ExportRecord } from "./exportRecord";
import { ExportsError } from "./exportsError";

// eslint-disable-next-line language/untranslated -- an element, not a text
const OPEN = '<metadata data-from="cloze">';
const CLOSE = "</metadata>";

/** An SVG with its record in it, which programs that show pictures pass over. @throws {ExportsError} `bad-file` */
export function addSvgRecord(svg: string, record: ExportRecord): string {
  const end = svg.startsWith("<svg ") ? svg.indexOf(">") + 1 : 0;
  if (end === 0) throw new ExportsError("bad-file", l10n.t("the picture is no SVG"));
  // JSON leaves two characters as they are that XML has not.
  const json = JSON.stringify(record)
    .replaceAll("\ufffe", String.raw`\ufffe`)
    .replaceAll("\uffff", String.raw`\uffff`);
  return `${svg.slice(0, end)}${OPEN}${escapeXml(json)}${CLOSE}${svg.slice(end)}`;
}

/** The record's JSON in an SVG, or in an HTML page that has it inside; `undefined` if there is none. */
export function findSvgRecord(text: string): string | undefined {
  const start = text.indexOf(OPEN);
  const end = text.indexOf(CLOSE, start);
  if (start === -1 || end === -1) return undefined;
  return text
    .slice(start + OPEN.length, end)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

/** Text as XML and HTML hold it. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
