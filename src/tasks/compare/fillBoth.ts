import * as l10n from "@vscode/l10n";
import { fillMask } from "../fill/fillMask";
import { selectPositions } from "../mask/selectPositions";
import { TaskError } from "../model/taskError";
import type { AlignedWord } from "./alignWords";
import { compareFills } from "./compareFills";
import type { CompareParams, CompareResult } from "./compareRequest";
import { type Side, type Sides, toReadText } from "./readSide";

/** Fills asked of each side: one that is best on one side is looked for among so many of the other. */
const FILLS_ASKED = 100;
/** Most places that are filled: each is read in both texts. */
const MOST_PLACES = 32;

/**
 * Words, by index, whose place is filled in both texts: those asked for that have a counterpart, or the masks.
 *
 * @param isAfter - Whether `mask` names words of the text after.
 *
 * @throws {TaskError} `bad-option` for a word that cannot be masked; `too-many`.
 */
export function findPlaces(
  { before, after }: Sides,
  words: readonly AlignedWord[],
  { mask, isAfter }: { readonly mask: CompareParams["mask"]; readonly isAfter: boolean },
): readonly number[] {
  if (!before.model.info.has.mlm || !after.model.info.has.mlm) return [];
  const isFilled = ({ before: a = [], after: b = [] }: AlignedWord) =>
    a.length > 0 && b.length > 0 && isOfFirst(before, a) && isOfFirst(after, b);
  const isMask = ({ before: a = [], after: b = [] }: AlignedWord) =>
    a.every((at) => before.tokens[at]?.kind === "mask") || b.every((at) => after.tokens[at]?.kind === "mask");
  const asked = mask && new Set(selectPositions(toReadText(isAfter ? after : before), mask));
  const places = [...words.keys()].filter((index) => {
    const word = words[index];
    if (word === undefined || !isFilled(word)) return false;
    return asked ? word[isAfter ? "after" : "before"]?.some((position) => asked.has(position)) : isMask(word);
  });
  if (places.length > MOST_PLACES) {
    throw new TaskError("too-many", l10n.t("{0} places to fill, expected at most {1}", places.length, MOST_PLACES));
  }
  return places;
}

/** Masks are filled in the first text of a pair alone. */
function isOfFirst({ tokens }: Side, positions: readonly number[]): boolean {
  return positions.every((position) => tokens[position]?.segment === 0 && tokens[position].word !== undefined);
}

/** What the models would write at these words of both. */
export async function fillBoth(
  sides: Sides,
  {
    words,
    places,
    top,
  }: { readonly words: readonly AlignedWord[]; readonly places: readonly number[]; readonly top: number },
): Promise<CompareResult["fills"]> {
  const filled: CompareResult["fills"][number][] = [];
  for (const word of places) {
    const [before, after] = [
      await fillOne(sides.before, words[word]?.before ?? []),
      await fillOne(sides.after, words[word]?.after ?? []),
    ];
    filled.push(compareFills({ before, after }, { word, top }));
  }
  return filled;
}

async function fillOne({ model, input, tokens }: Side, positions: readonly number[]) {
  const own = positions.flatMap((position) => tokens[position] ?? []);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) throw new RangeError("a word without tokens");
  const { text, pair, specials } = input;
  const place = { start: first.span.start, end: last.span.end };
  const isMask = own.every(({ kind }) => kind === "mask");
  const { masks } = await fillMask(model, {
    text,
    ...(pair !== undefined && { pair }),
    ...(specials && { specials }),
    // All masks of the text are one question; of a word, its own place is.
    ...(!isMask && { masks: [place] }),
    top: Math.min(FILLS_ASKED, model.info.vocabularySize),
    exact: true,
  });
  const found = masks.find(({ start }) => start === place.start);
  if (!found) throw new RangeError(`no answer for the place at ${place.start}`);
  return found;
}
