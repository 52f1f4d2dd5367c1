import type { NormalizerStep } from "../tokenizerSpec";
import { type AlignedText, type Change, changeText } from "./alignedText";
import { Charsmap } from "./charsmap";

type Normalize = (text: AlignedText) => AlignedText;

/** UTF-8 bytes from which on characters that are read as one are looked up one by one, as in the reference. */
const LONG_GRAPHEME = 6;

/** @throws {TokenizerError} `bad-charsmap`. */
export function createNormalizer(steps: readonly NormalizerStep[]): Normalize {
  const parts = steps.map((step): Normalize => {
    if (step.kind === "charsmap") return createMapper(new Charsmap(step.map));
    if (step.kind === "nfkd") return takeApart;
    if (step.kind === "strip-accents") return stripAccents;
    if (step.kind === "lowercase") return lowerCase;
    if (step.kind === "spaces") return (text) => replaceMatches(text, / {2,}/gu, " ");
    const literal = new RegExp(step.from.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "gu");
    return (text) => replaceMatches(text, literal, step.to);
  });
  return (text) => parts.reduce((read, part) => part(read), text);
}

/** Source: huggingface/tokenizers v0.23, normalizers/precompiled.rs. */
function createMapper(map: Charsmap): Normalize {
  const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
  return (text) => {
    const changes: Change[] = [];
    const mapPart = (part: string): boolean => {
      const found = map.find(part);
      if (found === undefined) return false;
      pushReplaced(changes, Array.from(part).length, Array.from(found));
      return true;
    };
    const whole = text.characters.join("");
    // In ASCII every character stands for itself, but for line ends of two.
    const parts = text.characters.every((character) => character < "\u0080" && character !== "\r")
      ? text.characters
      : Array.from(graphemes.segment(whole), ({ segment }) => segment);
    for (const part of parts) {
      if (Buffer.byteLength(part) < LONG_GRAPHEME && mapPart(part)) continue;
      for (const character of part) if (!mapPart(character)) changes.push([character, 0]);
    }
    return changeText(text, changes);
  };
}

/** Compatibility decomposition. What a character becomes stands where it stood, its parts in Unicode's order. */
function takeApart(text: AlignedText): AlignedText {
  if (text.characters.every((character) => character < "\u0080")) return text;
  const parts = text.characters.flatMap((character) =>
    Array.from(character.normalize("NFKD"), (part, at): Change => [part, at > 0 ? 1 : 0]),
  );
  const ordered = Array.from(text.characters.join("").normalize("NFKD"));
  const changes = ordered.map((character, at): Change => {
    const own = parts[at];
    if (own?.[0] === character) return own;
    // Marks of one letter are put in order, and those that are equal keep theirs.
    const from = parts.findIndex((part, index) => index > at && part[0] === character);
    const [found = [character, 0] as const] = parts.splice(from, 1);
    parts.splice(at, 0, found);
    return found;
  });
  return changeText(text, changes);
}

/** Source: huggingface/tokenizers v0.23, normalizers/strip.rs, `StripAccents`: all marks, not only those without width. */
function stripAccents({ characters, starts, ends }: AlignedText): AlignedText {
  const kept = [...characters.keys()].filter((at) => !/\p{M}/u.test(characters[at] ?? ""));
  const pick = <T>(values: readonly T[]) => kept.flatMap((at) => values[at] ?? []) as T[];
  return { characters: pick(characters), starts: pick(starts), ends: pick(ends) };
}

/** Letter by letter, as the reference does: a final sigma is as any other. */
function lowerCase(text: AlignedText): AlignedText {
  const changes = text.characters.flatMap((character) =>
    Array.from(character.toLowerCase(), (part, at): Change => [part, at > 0 ? 1 : 0]),
  );
  return changeText(text, changes);
}

/** @param count - Characters that are replaced. */
function pushReplaced(changes: Change[], count: number, found: readonly string[]): void {
  const added = found.length - count;
  changes.push(...found.map((character, at): Change => [character, at >= found.length - added ? 1 : 0]));
  const last = changes.at(-1);
  if (added < 0 && last !== undefined) changes[changes.length - 1] = [last[0], last[1] + added];
}

/** What replaces a match has the place of its last character. Source: huggingface/tokenizers v0.23, `NormalizedString::replace`. */
function replaceMatches({ characters, starts, ends }: AlignedText, pattern: RegExp, content: string): AlignedText {
  const whole = characters.join("");
  const replaced = { characters: [] as string[], starts: [] as number[], ends: [] as number[] };
  let at = 0; // in code points
  let unit = 0;
  const copyUpTo = (until: number): void => {
    for (; unit < until; at += 1) {
      const character = characters[at] ?? "";
      replaced.characters.push(character);
      replaced.starts.push(starts[at] ?? 0);
      replaced.ends.push(ends[at] ?? 0);
      unit += character.length;
    }
  };
  for (const match of whole.matchAll(pattern)) {
    copyUpTo(match.index);
    const count = Array.from(match[0]).length;
    const last = at + count - 1;
    for (const character of content) {
      replaced.characters.push(character);
      replaced.starts.push(starts[last] ?? 0);
      replaced.ends.push(ends[last] ?? 0);
    }
    at += count;
    unit += match[0].length;
  }
  copyUpTo(whole.length);
  return replaced;
}
