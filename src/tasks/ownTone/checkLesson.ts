import { splitFolds } from "../../ownTone/regression/splitFolds";
import { formatCount } from "../../wording/formatCount";
import { quote } from "../../wording/quote";
import { TaskError } from "../model/taskError";
import type { TrainParams } from "./trainRequest";

/** Rows that are learnt from at once: with 1,024 features each they take 160 MB. */
const MOST_ROWS = 20_000;
const MOST_LABELS = 50;

/**
 * Refuses what cannot be learnt from.
 *
 * @throws {TaskError} `too-few` for fewer than two labels, or one of a single text; `too-many`; `bad-option`.
 */
export function checkLesson({ sentences, labels, c }: TrainParams): void {
  if (labels.length !== sentences.length) {
    throw new TaskError("bad-option", `${labels.length} labels of ${sentences.length} texts, expected one of each`);
  }
  if (c !== undefined && !(c > 0 && Number.isFinite(c))) {
    throw new TaskError("bad-option", `C is ${c}, expected a number above 0`);
  }
  if (sentences.length > MOST_ROWS) {
    const [found, most] = [sentences.length, MOST_ROWS].map(formatCount);
    throw new TaskError("too-many", `${found} rows, expected at most ${most}`);
  }
  const names = [...new Set(labels)].sort();
  if (names.length > MOST_LABELS) {
    throw new TaskError("too-many", `${names.length} different labels, expected at most ${MOST_LABELS}`);
  }
  if (names.length < 2) {
    const only = names.map((name) => `all rows have the label ${quote(name)}`).join("") || "there is no row";
    throw new TaskError("too-few", `${only}: expected two labels or more`);
  }
  const numbers = Int32Array.from(labels, (label) => names.indexOf(label));
  if (splitFolds(sentences, numbers) !== undefined) return;
  const single = names.find((name) => new Set(sentences.filter((_, row) => labels[row] === name)).size < 2);
  const which = single === undefined ? "a label" : `the label ${quote(single)}`;
  throw new TaskError(
    "too-few",
    `${which} has fewer than two texts of its own (one that stands under two labels does not count): expected two or more, and 30 to say much`,
  );
}
