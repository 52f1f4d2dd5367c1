import * as l10n from "@vscode/l10n";
import type { AddedToken } from "../../tokenizer/tokenizerSpec";
import { quote } from "../../wording/quote";
import { CheckpointError } from "../files/checkpointError";
import type { DeclaredToken } from "./listDeclared";

export interface AddedPieces {
  /** Those of the vocabulary and, behind them, those that were added. */
  readonly pieces: readonly string[];
  readonly added: readonly AddedToken[];
}

/**
 * Gives every declared token its id: that of its piece, or the next one behind the vocabulary. The reference does the same
 * and only warns where a file says another id, after which the model reads another word; here such a file is refused.
 *
 * @throws {CheckpointError} `bad-vocabulary`.
 */
export function addTokens(
  where: string,
  vocabulary: readonly string[],
  declared: readonly DeclaredToken[],
): AddedPieces {
  if (declared.length === 0) return { pieces: vocabulary, added: [] };
  const pieces = [...vocabulary];
  const ids = new Map(vocabulary.map((piece, id) => [piece, id]));
  const added = declared.map(({ text, id: said, ...flags }) => {
    const id = ids.get(text) ?? pieces.length;
    if (said !== undefined && said !== id) throw refuseId(where, { text, said, id, owner: pieces[said] });
    if (id === pieces.length) pieces.push(text);
    ids.set(text, id);
    return { id, ...flags };
  });
  return { pieces, added };
}

interface Clash {
  readonly text: string;
  /** The id in the file. */
  readonly said: number;
  /** The id by the vocabulary. */
  readonly id: number;
  /** The piece that has the id in the file. */
  readonly owner: string | undefined;
}

function refuseId(where: string, { text, said, id, owner }: Clash): CheckpointError {
  return new CheckpointError(
    "bad-vocabulary",
    owner === undefined
      ? l10n.t(
          "{0}: the added token {1} has id {2}, expected {3} after the vocabulary's pieces",
          where,
          quote(text),
          said,
          id,
        )
      : l10n.t(
          "{0}: the added token {1} has id {2}, expected {3} after the vocabulary's pieces, and {2} is {4}",
          where,
          quote(text),
          said,
          id,
          quote(owner),
        ),
  );
}
