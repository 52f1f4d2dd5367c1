import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { CheckpointError } from "../files/checkpointError";
import type { JsonFields } from "../files/jsonFields";
import { MAX_PIECES } from "./listDeclared";

/**
 * The piece of each id, of an object that holds the id of each piece.
 *
 * @throws {CheckpointError} `bad-vocabulary` if the ids are not 0..n-1, each once.
 */
export function readPieces(where: string, vocabulary: JsonFields): readonly string[] {
  const byId = new Map<number, string>();
  for (const piece of vocabulary.names()) {
    const id = vocabulary.integer(piece, { min: 0, max: MAX_PIECES - 1 });
    const known = byId.get(id);
    if (known !== undefined) {
      throw new CheckpointError(
        "bad-vocabulary",
        l10n.t("{0}: id {1} is {2} and {3}, expected one piece for each id", where, id, quote(piece), quote(known)),
      );
    }
    byId.set(id, piece);
  }
  return Array.from({ length: byId.size }, (_, id) => {
    const piece = byId.get(id);
    if (piece !== undefined) return piece;
    throw new CheckpointError(
      "bad-vocabulary",
      l10n.t("{0}: no piece has id {1}, expected ids 0 to {2}", where, id, byId.size - 1),
    );
  });
}
