import type { Span } from "../../text/spans/span";
import type { Token, TokenKind } from "../encoding";
import type { StretchReader } from "../pieces/stretchReader";
import type { FoundSpecial } from "./createSpecialsFinder";

/** "first": one at the very beginning of a text, and no others. */
type SpecialSpaces = "all" | "first" | "none";

/** Encodes texts whose words a reader of stretches cuts. BERT's own words have `SegmentEncoder`, which is faster. */
export class StretchEncoder {
  readonly #reader: StretchReader;
  readonly #unk: number;
  readonly #spaces: SpecialSpaces;

  /**
   * @param unk - Id of the piece for what has none.
   * @param spaces - Which of the spaces that a special token takes in belong to its span.
   */
  constructor(reader: StretchReader, { unk, spaces }: { readonly unk: number; readonly spaces: SpecialSpaces }) {
    this.#reader = reader;
    this.#unk = unk;
    this.#spaces = spaces;
  }

  /** See `SegmentEncoder.encode`. @param joins - Whether the text goes on with what stands before it. */
  encode(
    text: string,
    specials: readonly FoundSpecial[],
    {
      tokens,
      segment,
      joins = false,
    }: { readonly tokens: Token[]; readonly segment: 0 | 1; readonly joins?: boolean | undefined },
  ): void {
    let word = 0;
    const push = ({ text, id }: Pick<Token, "text" | "id">, kind: TokenKind, start: number, end: number): void => {
      tokens.push({ text, id, kind, span: { start, end }, segment, position: tokens.length, word });
    };
    const readUpTo = (from: number, to: number): void => {
      if (from >= to) return;
      this.#reader.read({ text, from, to, joins: joins && from === 0 }, (pieces, at) => {
        const [first] = pieces;
        for (const piece of pieces) {
          const kind = piece.id === this.#unk ? "unk" : piece === first ? "word" : "continuation";
          push(piece, kind, at + piece.start, at + piece.end);
        }
        if (pieces.length > 0) word += 1;
      });
    };
    let from = 0;
    for (const special of specials) {
      const { start, end } = special.outer ?? special;
      readUpTo(from, start);
      const span = this.#spaces === "all" ? special : trimSpan(text, special, this.#spaces === "first");
      push(special, special.kind, span.start, span.end);
      word += 1;
      from = end;
    }
    readUpTo(from, text.length);
  }
}

function trimSpan(text: string, { start, end }: Span, keepsFirst: boolean): Span {
  const isSpace = (at: number) => /^\p{White_Space}$/u.test(text.charAt(at));
  let [from, to] = [start, end];
  while (from < to && isSpace(from)) from += 1;
  while (from < to && isSpace(to - 1)) to -= 1;
  return { start: keepsFirst && start === 0 && from === 1 ? 0 : from, end: to };
}
