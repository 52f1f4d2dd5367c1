import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import type { Model } from "../model/model";
import { TaskError } from "../model/taskError";
import { readWord } from "../sequences/readWord";
import type { Mask } from "./maskedText";
import { MOST_PIECES } from "./pieceCounts";

/**
 * @param place - The mask, and what stands right before it.
 * @throws {TaskError} `bad-target` for a word that the vocabulary cannot spell, or one that the blank has no room for.
 */
export function readTarget(
  model: Model,
  target: string,
  { mask: { blank }, before }: { readonly mask: Pick<Mask, "blank">; readonly before: string },
): readonly number[] {
  const ids = readWord(model.tokenizer, target, before);
  if (ids.includes(model.tokenizer.vocabulary.specials.unk.id)) {
    throw new TaskError(
      "bad-target",
      l10n.t("word {0}: the model's vocabulary does not have all its characters", quote(target)),
    );
  }
  if (ids.length === 0 || ids.length > MOST_PIECES) {
    throw new TaskError(
      "bad-target",
      l10n.t("word {0} is {1} pieces of the vocabulary, expected 1 to {2}", quote(target), ids.length, MOST_PIECES),
    );
  }
  if (blank?.pieces !== undefined && ids.length !== blank.pieces) {
    throw new TaskError(
      "bad-target",
      l10n.t("word {0} is {1} pieces, the blank takes {2}", quote(target), ids.length, blank.pieces),
    );
  }
  return ids;
}

/** Pieces of the word under the mask; `undefined` where none can be scored (a literal [MASK], a long stretch). */
export function readOriginal(model: Model, mask: Mask, before: string): readonly number[] | undefined {
  if (mask.original === undefined) return undefined;
  const ids = readWord(model.tokenizer, mask.original, before);
  return ids.length >= 1 && ids.length <= MOST_PIECES ? ids : undefined;
}
