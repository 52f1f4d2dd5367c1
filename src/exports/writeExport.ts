import * as l10n from "@vscode/l10n";
import type { Requests } from "../engine/protocol/protocol";
import { buildBertViz } from "./buildBertViz";
import type { ExportFormat } from "./exportFormat";
import type { Answered, ExportRecord } from "./exportRecord";
import { ExportsError } from "./exportsError";
import { listTable } from "./listTable";
import { addPngText } from "./pngText";
import { addSvgRecord } from "./svgRecord";
import { toPlain } from "./toPlain";
import { writeCsv } from "./writeCsv";
import { writePage } from "./writePage";

/** What a file is written from. */
export interface Exported {
  readonly format: ExportFormat;
  readonly record: Omit<ExportRecord, "asked" | "answers">;
  readonly asked: readonly { readonly kind: string; readonly params: object; readonly answer: unknown }[];
  /** An SVG, or the bytes of a PNG; for the formats that show one. */
  readonly picture?: string | Uint8Array;
  readonly texts: readonly string[];
}

/** The bytes of an exported file. @throws {ExportsError} `bad-file` for a picture that is none. */
export function writeExport(exported: Exported): Uint8Array {
  const { format, record: facts, texts, picture } = exported;
  const asked = exported.asked.map(({ kind, params }) => ({ kind, params: { ...params } }));
  const bare: ExportRecord = { ...facts, asked };
  if (format === "bertviz") {
    const layers = exported.asked.map(({ answer }) => answer as Requests["maps"]["result"]);
    return toBytes(JSON.stringify(buildBertViz(layers, bare)));
  }
  const answers = exported.asked.map(({ answer }) => toPlain(answer));
  const answered: readonly Answered[] = asked.map((each, i) => ({ ...each, answer: answers[i] }));
  const record: ExportRecord = { ...bare, answers };
  switch (format) {
    case "json":
      return toBytes(`${JSON.stringify(record)}\n`);
    case "csv":
      return toBytes(writeCsv(bare, listTable(answered)));
    case "png":
      if (!(picture instanceof Uint8Array)) throw new ExportsError("bad-file", l10n.t("the view has no picture"));
      return addPngText(picture, JSON.stringify(record));
    case "svg":
      return toBytes(`${addSvgRecord(requireSvg(picture), record)}\n`);
    case "html": {
      const svg = addSvgRecord(requireSvg(picture), record);
      return toBytes(writePage({ title: record.view, texts, svg, record, table: listTable(answered) }));
    }
  }
}

function requireSvg(picture: Exported["picture"]): string {
  if (typeof picture === "string") return picture;
  throw new ExportsError("bad-file", l10n.t("the view has no picture"));
}

function toBytes(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}
