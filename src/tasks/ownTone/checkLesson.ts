import * as l10n from "@vscode/l10n";
import { splitFolds } from "../../ownTone/regression/splitFolds";
import { formatCount } from "../../wording/numbers/formatCount";
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
    throw new TaskError(
      "bad-option",
      l10n.t("{0} labels of {1} texts, expected one of each", labels.length, sentences.length),
    );
  }
  if (c !== undefined && !(c > 0 && Number.isFinite(c))) {
    throw new TaskError("bad-option", l10n.t("C is {0}, expected a number above 0", c));
  }
  if (sentences.length > MOST_ROWS) {
    throw new TaskError(
      "too-many",
      l10n.t("{0} rows, expected at most {1}", formatCount(sentences.length), formatCount(MOST_ROWS)),
    );
  }
  const names = [...new Set(labels)].sort();
  if (names.length > MOST_LABELS) {
    throw new TaskError("too-many", l10n.t("{0} different labels, expected at most {1}", names.length, MOST_LABELS));
  }
  if (names.length < 2) {
    const only =
      names.map((name) => l10n.t("all rows have the label {0}", quote(name))).join("") || l10n.t("there is no row");
    throw new TaskError("too-few", l10n.t("{0}: expected two labels or more", only));
  }
  const numbers = Int32Array.from(labels, (label) => names.indexOf(label));
  if (splitFolds(sentences, numbers) !== undefined) return;
  const single = names.find((name) => new Set(sentences.filter((_, row) => labels[row] === name)).size < 2);
  throw new TaskError(
    "too-few",
    single === undefined
      ? l10n.t(
          "a label has fewer than two texts of its own (one that stands under two labels does not count): expected two or more, and 30 to say much",
        )
      : l10n.t(
          "the label {0} has fewer than two texts of its own (one that stands under two labels does not count): expected two or more, and 30 to say much",
          quote(single),
        ),
  );
}
