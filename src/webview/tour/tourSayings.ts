import * as l10n from "@vscode/l10n";
import { HEAD_PLACES, type HeadPlace } from "../../wording/names/headPlaces";
import { nameHead } from "../../wording/names/nameHead";
import { listHeads } from "../../wording/names/nameHeads";
import { formatFixed } from "../../wording/numbers/formatFixed";
import { type AttentionMap, readWeights } from "../answers/attentionMap";
import { listWord } from "../answers/listWord";
import { hasCharacters, isSpecial } from "../answers/tokenKind";
import { listNeighbours } from "../answers/vectorLayers";
import { isSameHead } from "../state/isOfChosen";
import type { TourStep } from "../state/panelChoices";
import { selectPlainHead } from "../state/tourGuides";
import { findMasked, isSameMask } from "../state/viewQuestions";
import type { ViewSource } from "../views/panelView";
import { joinQuotes, joinSentences, quotePiece as q, type Said, say, sayPercent } from "./said";

interface TourSaying {
  readonly title: string;
  /** Two or three sentences, true of any text and model; `undefined` while an answer is awaited. */
  readonly say: (source: ViewSource) => Said | undefined;
}

export const TOUR_SAYINGS: Readonly<Record<TourStep, TourSaying>> = {
  pieces: { title: l10n.t("What the model reads: pieces"), say: sayPieces },
  sum: { title: l10n.t("What is added up"), say: saySum },
  head: { title: l10n.t("What a head looks at"), say: sayHead },
  layers: { title: l10n.t("A mask is filled, layer by layer"), say: sayLayers },
  cls: { title: l10n.t("What the first token is for"), say: sayFirst },
  next: { title: l10n.t("P(next): does a second text follow?"), say: sayNext },
  mask: { title: l10n.t("One word is taken away"), say: sayMask },
  own: { title: l10n.t("Now your text"), say: sayOwn },
};

function sayPieces({ input: { tokens } }: ViewSource): Said {
  const words = tokens.map(({ position }) => listWord(tokens, position));
  const cut = words.find(({ length }) => length > 1);
  const unknown = tokens.filter(({ kind }) => kind === "unk");
  const known = words.filter(({ length }) => length > 0).length - unknown.length;
  const added = [...new Set(tokens.filter((token) => !hasCharacters(token)).map(({ text }) => text))];
  const count = l10n.t(
    "The model knows no words, only pieces from a fixed list: of this text it reads {0}, the boxes below.",
    tokens.length,
  );
  const single =
    unknown.length > 0
      ? l10n.t("Every other word here is a single piece.")
      : l10n.t("Every word here is a single piece.");
  return joinSentences([
    [count],
    sayUnknown(unknown),
    cut
      ? say(l10n.t("One word, for example, is read as {0}."), joinQuotes(cut.map((at) => tokens[at]?.text ?? "")))
      : known > 0
        ? [single]
        : [],
    added.length > 0
      ? say(l10n.t("{0} stand for no characters: they were put around the text."), joinQuotes(added))
      : [],
  ]);
}

/** The words of the text that no pieces of the list spell. */
function sayUnknown([first, ...others]: ViewSource["input"]["tokens"]): Said {
  if (!first) return [];
  return others.length === 0
    ? say(
        l10n.t(
          "One word cannot be put together from that list: the model reads {0} in its place, and sees nothing of how it is spelt.",
        ),
        q(first.text),
      )
    : say(
        l10n.t(
          "{0} words cannot be put together from that list: the model reads {1} in place of each, and cannot tell one from another.",
        ),
        String(others.length + 1),
        q(first.text),
      );
}

function saySum({ input: { tokens }, answers, choices: { pinned } }: ViewSource): Said | undefined {
  const token = pinned === undefined ? undefined : tokens[pinned];
  if (!token) return [l10n.t("Choose a piece to see where its vector stands before any layer.")];
  const layer = answers.vectors?.[0];
  if (!layer) return undefined;
  const [nearest] = listNeighbours(layer, token.position);
  return joinSentences([
    say(token.segment === 0 ? IS_SUM.first : IS_SUM.second, q(token.text), String(token.id), String(token.position)),
    [l10n.t("No other word counts yet.")],
    nearest
      ? say(
          l10n.t("Of the others here its vector is most like that of {0} (cosine {1})."),
          q(tokens[nearest.position]?.text ?? ""),
          formatFixed(nearest.cosine, 2),
        )
      : [],
    [l10n.t("Move the slider to let the sentence in, layer by layer.")],
  ]);
}

const IS_SUM = {
  first: l10n.t(
    "Before any layer, {0} is a sum of vectors: that of the piece (number {1} in the list), that of its place ({2}) and, where a model tells two texts apart, that of its text (the first).",
  ),
  second: l10n.t(
    "Before any layer, {0} is a sum of vectors: that of the piece (number {1} in the list), that of its place ({2}) and, where a model tells two texts apart, that of its text (the second).",
  ),
} as const;

const GOES_TO: Readonly<Record<HeadPlace, string>> = {
  special: l10n.t("special tokens"),
  itself: l10n.t("the token itself"),
  previous: l10n.t("the token before"),
  next: l10n.t("the token after"),
  sameSegment: l10n.t("others of the same text"),

  otherSegment: l10n.t({ message: "the other text", comment: ["where attention goes to"], args: [] }),
};

function sayHead({ input, answers, choices, chosenHead, chosenHeads }: ViewSource): Said | undefined {
  const { map, shares, mixed, heads } = answers;
  if (!map || !shares || !heads || listHeads(mixed) !== listHeads(chosenHeads)) return undefined;
  if (chosenHeads.length > 1) return [l10n.t("This is the mean of several heads. Choose one to see what it looks at.")];
  const place = [...HEAD_PLACES].sort((a, b) => shares[b] - shares[a])[0] ?? "itself";
  const side = shares.previous >= shares.next ? "previous" : "next";
  const isPlain = isSameHead(chosenHead, selectPlainHead(heads));
  const [name, count, goal] = [nameHead(chosenHead), input.model.layers * input.model.heads, GOES_TO[place]];
  const most = sayPercent(shares[place]);
  const where = !isPlain
    ? l10n.t("{0}: {1} of its attention goes to {2}.", name, most, goal)
    : place === side
      ? l10n.t("It is {0}.", name)
      : l10n.t("{0}: most of all, {1} of its attention goes to {2}.", name, most, goal);
  const neighbour = l10n.t(
    "Of {0} heads, this is the one with the largest share on a neighbour: {1} on {2}.",
    count,
    sayPercent(shares[side]),
    GOES_TO[side],
  );
  return joinSentences([
    isPlain ? [neighbour] : [],
    [where],
    choices.pinned === undefined ? [] : sayMost(map, choices.pinned),
    [
      l10n.t(
        "Nobody told a head where to look: it learnt that in training. Choose another head, and it looks elsewhere.",
      ),
    ],
  ]);
}

/** What a token takes most from. */
function sayMost(map: AttentionMap, position: number): Said {
  const row = readWeights(map, { position, direction: "from" });
  const most = listHighest(row)[0] ?? 0;
  const name = (at: number) => q(map.tokens[at]?.text ?? "");
  return say(l10n.t("{0} takes most from {1} ({2})."), name(position), name(most), sayPercent(row[most] ?? NaN));
}

function sayLayers({ input, answers, choices }: ViewSource): Said | undefined {
  const position = findMasked(input, choices.pinned);
  if (!answers.layers || answers.layers.position !== position) return undefined;
  const { layers } = answers.layers;
  const at = Math.max(0, layers[0]?.masks.findIndex((mask) => mask.position === choices.pinned) ?? 0);
  const mask = layers[0]?.masks[at];
  const firsts = layers.map(({ masks }) => masks[at]?.fills[0]);
  const [early, last] = [firsts[0], firsts.at(-1)];
  if (!mask || !early || !last)
    return [l10n.t("No mask can be filled here: the model has no readout for that, or the text no word to mask.")];
  const own = position === undefined ? undefined : input.tokens[position];
  const settled = findSettled(firsts.map((fill) => fill?.text));
  return joinSentences([
    own
      ? say(l10n.t("The model is not shown {0} here, but a mask in its place."), q(own.text))
      : [l10n.t("The text has a mask.")],
    say(
      settled === 0 ? SETTLES.atEmbeddings : SETTLES.atLayer,
      q(early.text),
      sayPercent(early.probability),
      q(last.text),
      sayPercent(last.probability),
      String(settled - 1),
    ),
    own ? [own.text === last.text ? IS_TRUTH : IS_OTHER] : [],
  ]);
}

const SETTLES = {
  atEmbeddings: l10n.t(
    "Read right after the embeddings, its answer would be {0} ({1}); after the last layer it is {2} ({3}), its first choice from the embeddings on.",
  ),
  atLayer: l10n.t(
    "Read right after the embeddings, its answer would be {0} ({1}); after the last layer it is {2} ({3}), its first choice from layer {4} on.",
  ),
} as const;

/** From where on the last layer's choice stays the first: 0, the embeddings, to the number of layers. */
function findSettled(firsts: readonly (string | undefined)[]): number {
  let settled = firsts.length - 1;
  while (settled > 0 && firsts[settled - 1] === firsts.at(-1)) settled -= 1;
  return settled;
}

const IS_TRUTH = l10n.t("That is what stands in the text.");
const IS_OTHER = l10n.t("The text has another word there: the model does not know it, it guesses.");

function sayFirst({ input: { tokens }, answers, choices }: ViewSource): Said | undefined {
  const [first] = tokens;
  if (!first || answers.rollout?.withoutSpecial !== choices.withoutSpecial) return undefined;
  const shares = readWeights(answers.rollout.map, { position: 0, direction: "from" });
  const [most, second] = listHighest(shares).filter((position) => !isSpecial(tokens[position] ?? first));
  const name = (position: number) => [q(tokens[position]?.text ?? ""), sayPercent(shares[position] ?? NaN)] as const;
  return joinSentences([
    say(
      l10n.t(
        "{0} stands for no word, so it is free to gather what is said of the whole: from its last vector BERT learnt to tell whether a second text follows, and classifiers read a tone from it.",
      ),
      q(first.text),
    ),
    most === undefined
      ? []
      : second === undefined
        ? say(l10n.t("Followed back through all layers, its largest shares come from {0} ({1})."), ...name(most))
        : say(
            l10n.t("Followed back through all layers, its largest shares come from {0} ({1}) and {2} ({3})."),
            ...name(most),
            ...name(second),
          ),
  ]);
}

function sayNext({ input, answers: { follows } }: ViewSource): Said | undefined {
  if (!follows) return undefined;
  const why = l10n.t(
    "In BERT's training the second text was the true next one half of the time, and otherwise one from another document: to notice another subject was enough, so two texts about the same thing often read high, whether they follow or not.",
  );
  const { pair, isNextInDocument, scores } = follows;
  if (!scores)
    return [`${l10n.t("This model has no readout that says whether a second text follows. BERT has one.")} ${why}`];
  const whose = isNextInDocument
    ? l10n.t("Your document goes on after this text.")
    : l10n.t("Nothing follows your text, so the tour brings a sentence, the same for every text.");
  return joinSentences([
    input.pair === undefined ? [whose] : [],
    say(
      l10n.t("That {0} comes next has P {1} here; with the two swapped, {2}."),
      q(pair),
      sayPercent(scores.isNext),
      sayPercent(scores.swapped),
    ),
    [scores.isNext >= 0.5 ? l10n.t("The model lets it pass.") : l10n.t("The model notices a break.")],
    [why],
    [l10n.t("So compare, as Check Next Sentence does, and trust no number alone.")],
  ]);
}

function sayMask({ input, answers, choices, chosenHead }: ViewSource): Said | undefined {
  const { tokens } = input;
  if (choices.masked.length === 0) return [l10n.t("Press M on a piece to mask its word, and see what changes.")];
  const { mask } = answers;
  if (!mask || !isSameMask(mask, { positions: choices.masked, ...chosenHead })) return undefined;
  const hidden = tokens[choices.masked[0] ?? 0];
  const fill = mask.masked[0]?.fills[0];
  const others = tokens.filter((token) => !choices.masked.includes(token.position));
  const [turned] = [...others].sort((a, b) => (mask.cosines[a.position] ?? 1) - (mask.cosines[b.position] ?? 1));
  const [moved] = [...others].sort((a, b) => (mask.moved[b.position] ?? 0) - (mask.moved[a.position] ?? 0));
  return joinSentences([
    say(l10n.t("The same text, without {0}."), q(hidden?.text ?? "")),
    fill ? say(l10n.t("The model would write {0} there ({1})."), q(fill.text), sayPercent(fill.probability)) : [],
    turned && moved
      ? say(
          l10n.t(
            "A single word reaches all others: the last vector of {0} turned most (cosine {1} with the one before), and in this head {2} looks elsewhere most, with {3} of its attention.",
          ),
          q(turned.text),
          formatFixed(mask.cosines[turned.position] ?? NaN, 2),
          q(moved.text),
          sayPercent(mask.moved[moved.position] ?? NaN),
        )
      : [],
  ]);
}

function sayOwn({ input: { model } }: ViewSource): Said {
  return say(
    l10n.t(
      "Every number of this tour was computed on your machine just now, by {0}, from this very text. Write another one, and go back: all steps hold for it, too. Or put the cursor into a sentence of your own and run Show Tokens and Attention.",
    ),
    q(model.name),
  );
}

/** Indices, of the largest number first. */
function listHighest(numbers: Float32Array): readonly number[] {
  return Array.from(numbers.keys()).sort((a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0));
}
