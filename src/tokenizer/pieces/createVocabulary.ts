import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import type { SpecialPiece, Vocabulary } from "../encoding";
import { TokenizerError } from "../tokenizerError";
import { SPECIAL_ROLES, type SpecialRole, type TokenizerSpec } from "../tokenizerSpec";
import type { PieceIndex } from "./pieceIndex";

/** What the vocabulary says of its pieces' places in words; see `Vocabulary`. */
export interface PieceForms {
  readonly continuingPrefix: string;
  beginsWord(piece: string): boolean;
  spell(pieces: readonly string[]): string;
  opensWord(before: string): boolean;
}

/** @throws {TokenizerError} `empty-vocabulary`; `duplicate-piece`; `missing-special` if a special name is not a piece. */
export function createVocabulary(
  { pieces, specials }: Pick<TokenizerSpec, "pieces" | "specials">,
  index: PieceIndex,
  forms: PieceForms,
): Vocabulary {
  if (pieces.length === 0)
    throw new TokenizerError("empty-vocabulary", l10n.t("the vocabulary has 0 pieces, expected some"));
  if (index.duplicate !== undefined) {
    const [earlier, later] = index.duplicate;
    const message = l10n.t("piece {0} has ids {1} and {2}, expected one", quote(pieces[later]), earlier, later);
    throw new TokenizerError("duplicate-piece", message);
  }

  const entries = SPECIAL_ROLES.flatMap((role) => {
    const name = specials[role];
    return name === undefined ? [] : [[role, requireSpecial(role, name, index)] as const];
  });
  return {
    size: pieces.length,
    findId: (piece) => index.find(piece),
    readPiece: (id) => readPiece(pieces, id),
    continuingPrefix: forms.continuingPrefix,
    beginsWord: (id) => forms.beginsWord(readPiece(pieces, id)),
    spell: (ids) => forms.spell(ids.map((id) => readPiece(pieces, id))),
    opensWord: (before) => forms.opensWord(before),
    specials: Object.fromEntries(entries) as Vocabulary["specials"],
  };
}

function requireSpecial(role: SpecialRole, text: string, index: PieceIndex): SpecialPiece {
  const id = text === "" ? undefined : index.find(text);
  if (id === undefined) {
    const message = l10n.t('special name "{0}" is {1}, which is not a piece of the vocabulary', role, quote(text));
    throw new TokenizerError("missing-special", message);
  }
  return { text, id, kind: role };
}

function readPiece(pieces: readonly string[], id: number): string {
  const piece = pieces[id];
  if (piece === undefined) {
    throw new TokenizerError(
      "bad-id",
      l10n.t("id {0} is outside the vocabulary, expected 0 to {1}", id, pieces.length - 1),
    );
  }
  return piece;
}
