import * as l10n from "@vscode/l10n";
import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { spellPiece } from "../model/spellPiece";
import { TaskError } from "../model/taskError";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { selectMaskPiece } from "../sequences/selectMaskPiece";
import type { CorruptParams, CorruptResult } from "./corruptRequest";
import { drawCorruption } from "./drawCorruption";
import { computeLoss, guessCorrupted } from "./guessCorrupted";

/**
 * Corrupts a text as BERT's training did, and lets the model guess what stood there. Of a text over the model's limit, only
 * the first window is read.
 *
 * @throws {TaskError} `bad-option` for a text without a piece to guess, or a bad seed or number; {ModelError} `no-readout` if
 * the vocabulary has no mask piece.
 */
export async function corruptText(model: Model, request: CorruptParams): Promise<CorruptResult> {
  const { info, tokenizer } = model;
  const { seed = 0, wholeWords = false } = request;
  if (!Number.isSafeInteger(seed))
    throw new TaskError("bad-option", l10n.t("seed is {0}, expected a whole number", seed));
  const top = Math.min(checkWhole("top", request.top ?? 5, 1, 100), info.vocabularySize);
  const { id: maskId } = selectMaskPiece(tokenizer);
  const { tokens, read } = readFirstWindow(model, request);
  const drawn = drawCorruption(tokens, { seed, vocabularySize: info.vocabularySize, maskId, wholeWords });
  if (drawn.length === 0) {
    const isUnknown = tokens.some(({ kind }) => kind === "unk");
    const why = isUnknown
      ? l10n.t('model "{0}" knows none of its words, expected one that it knows', info.name)
      : l10n.t("expected at least one word");
    throw new TaskError("bad-option", l10n.t("text has no piece to guess: {0}", why));
  }

  const guesses = info.has.mlm ? await guessCorrupted(model, { tokens, drawn, top }) : undefined;
  return {
    tokens,
    corrupted: drawn.map((piece, i) => {
      const guess = guesses?.[i];
      return { ...piece, text: spellPiece(tokenizer.vocabulary, piece.id), ...(guess && { guess }) };
    }),
    ...(guesses && { loss: computeLoss(guesses) }),
    precision: info.statesPrecision,
    ...(read && { read }),
  };
}
