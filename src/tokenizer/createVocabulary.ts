import type { Vocabulary } from "./encoding";
import { TokenizerError } from "./tokenizerError";
import { SPECIAL_ROLES, type SpecialRole, type TokenizerSpec } from "./tokenizerSpec";

/**
 * @throws {TokenizerError} `empty-vocabulary`; `duplicate-piece`; `missing-special` if a special name is no piece.
 */
export function createVocabulary({ pieces, specials }: Pick<TokenizerSpec, "pieces" | "specials">): Vocabulary {
  if (pieces.length === 0) throw new TokenizerError("empty-vocabulary", "the vocabulary has 0 pieces, expected some");
  const ids = new Map<string, number>();
  pieces.forEach((piece, id) => {
    const earlier = ids.get(piece);
    if (earlier !== undefined) {
      const message = `piece ${JSON.stringify(piece)} has ids ${earlier} and ${id}, expected one`;
      throw new TokenizerError("duplicate-piece", message);
    }
    ids.set(piece, id);
  });

  const entries = SPECIAL_ROLES.map((role) => [role, findSpecial(role, specials[role], ids)] as const);
  return {
    size: pieces.length,
    findId: (piece) => ids.get(piece),
    readPiece: (id) => readPiece(pieces, id),
    specials: Object.fromEntries(entries) as Vocabulary["specials"],
  };
}

function findSpecial(
  role: SpecialRole,
  text: string,
  ids: ReadonlyMap<string, number>,
): { readonly text: string; readonly id: number } {
  const id = text === "" ? undefined : ids.get(text);
  if (id === undefined) {
    const message = `special name "${role}" is ${JSON.stringify(text)}, which is no piece of the vocabulary`;
    throw new TokenizerError("missing-special", message);
  }
  return { text, id };
}

function readPiece(pieces: readonly string[], id: number): string {
  const piece = pieces[id];
  if (piece === undefined) {
    throw new TokenizerError("bad-id", `id ${id} is outside the vocabulary, expected 0 to ${pieces.length - 1}`);
  }
  return piece;
}
