import * as l10n from "@vscode/l10n";
import { TaskError } from "../../tasks/model/taskError";
import type { VectorIndex } from "./vectorIndex";

/**
 * Rows that a request names.
 *
 * @throws {TaskError} `stale` for those of another index; `bad-option` for what is no list of rows.
 */
export function requireIndexRows(
  { epoch, table }: Pick<VectorIndex, "epoch" | "table">,
  asked: { readonly epoch: string; readonly rows: unknown },
): Int32Array {
  if (asked.epoch !== epoch) throw new TaskError("stale", l10n.t("the rows are of another index: ask for them again"));
  const { rows } = asked;
  if (!(rows instanceof Int32Array)) throw new TaskError("bad-option", l10n.t("rows is no Int32Array"));
  const wrong = rows.find((row) => row < 0 || row >= table.count);
  if (wrong === undefined) return rows;
  throw new TaskError("bad-option", l10n.t("rows has {0}, expected rows from 0 to {1}", wrong, table.count - 1));
}
