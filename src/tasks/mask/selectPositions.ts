import * as l10n from "@vscode/l10n";
import type { Token } from "../../tokenizer/encoding";
import { quote } from "../../wording/quote";
import { TaskError } from "../model/taskError";

/** Most tokens that are masked together: each has logits over the whole vocabulary. */
const MOST_MASKED = 64;

/** A text or pair, and its tokens. */
export interface MaskableText {
  readonly text: string;
  readonly pair?: string | undefined;
  readonly tokens: readonly Token[];
  /** Whether the model knows capitals. */
  readonly cased: boolean;
}

/**
 * The positions of the tokens to mask, in order: always whole words, because a model that sees a part of a word has
 * little left to guess.
 *
 * @param wanted - Positions of tokens, or words.
 * @throws {TaskError} `bad-option` for a position without a word, a word that is not in the text, or none at all;
 * `too-many` for more than {@link MOST_MASKED} tokens.
 */
export function selectPositions(source: MaskableText, wanted: readonly (number | string)[]): readonly number[] {
  if (wanted.length === 0) throw new TaskError("bad-option", l10n.t("mask is empty, expected a position or a word"));
  const found = new Set(
    wanted.flatMap((each) => (typeof each === "number" ? findWordAt(source.tokens, each) : findWord(source, each))),
  );
  if (found.size > MOST_MASKED) {
    throw new TaskError("too-many", l10n.t("{0} tokens to mask, expected at most {1}", found.size, MOST_MASKED));
  }
  return [...found].sort((a, b) => a - b);
}

function findWordAt(tokens: readonly Token[], position: number): readonly number[] {
  const token = tokens[position];
  if (token === undefined || !isWord(token)) {
    const found =
      token === undefined ? l10n.t("no token") : token.kind === "mask" ? l10n.t("a mask already") : quote(token.text);
    throw new TaskError(
      "bad-option",
      l10n.t("mask {0} is {1}, expected the position of a word's token", position, found),
    );
  }
  return tokens.flatMap(({ word, segment, position: other }) =>
    word === token.word && segment === token.segment ? [other] : [],
  );
}

function findWord({ text, pair, tokens, cased }: MaskableText, word: string): readonly number[] {
  const places = [text, pair ?? ""].map((each) => findAll(each, word, cased));
  const found = tokens.flatMap((token) => {
    const { start, end } = token.span;
    const isIn = places[token.segment]?.some((place) => start < place.end && place.start < end) === true;
    return isIn && isWord(token) ? [token.position] : [];
  });
  if (found.length === 0) {
    throw new TaskError(
      "bad-option",
      l10n.t("mask {0} is no word of what was read, expected one or a position", quote(word)),
    );
  }
  // Whole words, as for a position: "un" of "un-do" is one, "un" of "undo" is none.
  return found.flatMap((position) => findWordAt(tokens, position));
}

function findAll(text: string, word: string, cased: boolean) {
  if (word.trim() === "") return [];
  const letters = word.trim().replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])${letters}(?![\\p{L}\\p{N}\\p{M}])`, cased ? "gu" : "giu");
  return Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

function isWord({ kind, word }: Token): boolean {
  return word !== undefined && (kind === "word" || kind === "continuation" || kind === "unk");
}
