import * as l10n from "@vscode/l10n";
import { findMismatch } from "../schema/findMismatch";
import { type ExportRecord, exportRecordSchema } from "./exportRecord";
import { ExportsError } from "./exportsError";
import { findPngText, isPng } from "./pngText";
import { readCsv } from "./readCsv";
import { findSvgRecord } from "./svgRecord";
import { CSV_MARK } from "./writeCsv";

/** What an exported file says: how it was computed, and its numbers. */
export type ReadExport = { readonly record: ExportRecord } & (
  | { readonly kind: "answers"; readonly answers: readonly unknown[] }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "bertviz"; readonly attention: unknown }
);

/** Bytes of the longest file that is read. */
export const MOST_EXPORT_BYTES = 400_000_000;

/** @throws {ExportsError} `bad-file` for any other file. */
export function readExport(bytes: Uint8Array): ReadExport {
  if (isPng(bytes)) return readAnswers(findPngText(bytes), l10n.t("the PNG"));
  const text = new TextDecoder().decode(bytes);
  if (text.startsWith(CSV_MARK)) {
    const end = text.indexOf("\n");
    const record = readRecord(parse(text.slice(CSV_MARK.length, end), l10n.t("the first line")));
    return { kind: "table", record, rows: readCsv(text.slice(end + 1)) };
  }
  if (text.trimStart().startsWith("<")) return readAnswers(findSvgRecord(text), l10n.t("the page"));
  const value = parse(text, l10n.t("the file"));
  if (typeof value === "object" && value !== null && "attention" in value && "cloze" in value) {
    return { kind: "bertviz", record: readRecord(value.cloze), attention: value.attention };
  }
  return toAnswers(readRecord(value));
}

function readAnswers(json: string | undefined, name: string): ReadExport {
  if (json === undefined) {
    throw new ExportsError(
      "bad-file",
      l10n.t("{0} does not say how it was computed, expected a file that Cloze exported", name),
    );
  }
  return toAnswers(readRecord(parse(json, name)));
}

function toAnswers(record: ExportRecord): ReadExport {
  if (record.answers === undefined) {
    throw new ExportsError("bad-file", l10n.t("the file holds no answers, expected a file that Cloze exported"));
  }
  return { kind: "answers", record, answers: record.answers };
}

function parse(json: string, name: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (cause) {
    throw new ExportsError("bad-file", l10n.t("{0} is no JSON, expected a file that Cloze exported", name), { cause });
  }
}

function readRecord(value: unknown): ExportRecord {
  const mismatch = findMismatch("export", exportRecordSchema, value);
  if (mismatch !== undefined) throw new ExportsError("bad-file", mismatch);
  return value as ExportRecord;
}
