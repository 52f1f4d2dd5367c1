import * as l10n from "@vscode/l10n";
import { formatCounted } from "../../wording/formatCounted";
import { OwnToneError } from "../ownToneError";
import { type ExampleRow, readRows } from "./readRows";

/** Faults that a message names. */
const MOST_NAMED = 5;

/**
 * The rows of a file, all of which can be read.
 *
 * @param name - Of the file, for messages.
 * @throws {OwnToneError} `bad-rows`, whose message names each line that cannot be read, or the first few.
 */
export function requireRows(name: string, file: string): readonly ExampleRow[] {
  const { rows, faults } = readRows(file);
  if (faults.length > 0) {
    const named = faults
      .slice(0, MOST_NAMED)
      .map(({ line, message }) => l10n.t("{0}: line {1} {2}", name, line, message));
    const more = faults.length - named.length;
    throw new OwnToneError(
      "bad-rows",
      [...named, ...(more > 0 ? [l10n.t("and {0} more", formatCounted(more, "line"))] : [])].join("; "),
    );
  }
  if (rows.length === 0) throw new OwnToneError("bad-rows", l10n.t("{0} has no row under its header", name));
  return rows;
}
