import * as l10n from "@vscode/l10n";
import type { SpecialPiece, Tokenizer } from "../../tokenizer/encoding";
import { ModelError } from "../model/model";

/** @throws {ModelError} `no-readout` if the vocabulary has no mask piece. */
export function selectMaskPiece({ vocabulary }: Tokenizer): SpecialPiece {
  const { mask } = vocabulary.specials;
  if (mask !== undefined) return mask;
  throw new ModelError(
    "no-readout",
    l10n.t(
      "the model's vocabulary has no mask piece such as [MASK], so it cannot fill in words: choose another model for that",
    ),
  );
}
