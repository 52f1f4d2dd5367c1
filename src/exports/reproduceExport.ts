import * as l10n from "@vscode/l10n";
import type { EngineClient, RequestOptions } from "../engine/client/engineClient";
import type { Requests } from "../engine/protocol/protocol";
import { type RequestKind, REQUESTS } from "../engine/protocol/requests";
import { buildBertViz } from "./buildBertViz";
import { compareValues, type Comparison } from "./compareValues";
import { ExportsError } from "./exportsError";
import { listTable } from "./listTable";
import { readCsv } from "./readCsv";
import type { ReadExport } from "./readExport";
import { toPlain } from "./toPlain";
import { writeCell } from "./writeCsv";

/** What computing an export again has shown. */
export interface Reproduction {
  /** The model and its tokenizer are those of the export. Nothing is computed with others. */
  readonly isSameModel: boolean;
  /** Absent with another model. */
  readonly comparison?: Comparison;
  /** What answers now. */
  readonly now: Requests["identify"]["result"];
}

/**
 * Asks the engine again what an export was made of.
 *
 * @param model - Folder of the checkpoint.
 * @throws {ExportsError} `bad-file` for a request that no view makes; {EngineError} what the client rejects with.
 */
export async function reproduceExport(
  engine: Pick<EngineClient, "request">,
  model: string,
  read: ReadExport,
  options: Pick<RequestOptions, "signal"> = {},
): Promise<Reproduction> {
  const { record } = read;
  const asked = record.asked.map(({ kind, params }) => ({ kind: requireKind(kind), params }));
  const now = await engine.request("identify", { model }, options);
  const isSameModel = now.weights === record.model.weights && now.tokenizer === record.model.tokenizer;
  if (!isSameModel) return { isSameModel, now };
  const answered: { kind: RequestKind; params: Readonly<Record<string, unknown>>; answer: unknown }[] = [];
  for (const { kind, params } of asked) {
    requireOneModel(params);
    // The engine checks parameters, whoever sends them.
    const answer: unknown = await engine.request(kind, { ...params, model }, options);
    answered.push({ kind, params, answer: kind === "maps" ? answer : toPlain(answer) });
  }
  return { isSameModel, now, comparison: compare(read, answered) };
}

function compare(read: ReadExport, answered: Parameters<typeof listTable>[0]): Comparison {
  switch (read.kind) {
    case "answers":
      return compareValues(
        answered.map(({ answer }) => toPlain(answer)),
        read.answers,
      );
    case "table": {
      const lines = listTable(answered).map((row) => row.map(writeCell).join(","));
      return compareValues(readCsv(lines.join("\n")).map(readNumbers), read.rows.map(readNumbers));
    }
    case "bertviz": {
      const layers = answered.map(({ answer }) => answer as Requests["maps"]["result"]);
      return compareValues(buildBertViz(layers, read.record).attention, read.attention);
    }
  }
}

function readNumbers(row: readonly string[]): readonly (string | number)[] {
  return row.map((cell) => (/^-?\d+(?:\.\d+)?(?:e[+-]\d+)?$/u.test(cell) ? Number(cell) : cell));
}

/** A file is not to choose which folders are read. */
function requireOneModel({ other }: Readonly<Record<string, unknown>>): void {
  if (typeof other === "object" && other !== null && "model" in other) {
    throw new ExportsError(
      "bad-file",
      l10n.t("a comparison with another model is asked, expected one model: only the first is fixed by its hash"),
    );
  }
}

/** What is asked about one text, and leaves nothing behind. */
function requireKind(kind: string): RequestKind {
  const request = Object.hasOwn(REQUESTS, kind) ? REQUESTS[kind as RequestKind] : undefined;
  const fields: object = request?.params.def.shape ?? {};
  if ("text" in fields && !("epoch" in fields) && !("toneModel" in fields)) return kind as RequestKind;
  throw new ExportsError(
    "bad-file",
    l10n.t('"{0}" is asked, expected what a view asks about a text', kind.slice(0, 40)),
  );
}
