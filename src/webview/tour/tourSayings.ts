import { HEAD_PLACES, type HeadPlace } from "../../wording/names/headPlaces";
import { nameHead } from "../../wording/names/nameHead";
import { listHeads } from "../../wording/names/nameHeads";
import { type AttentionMap, readWeights } from "../answers/attentionMap";
import { listWord } from "../answers/listWord";
import { hasCharacters, isSpecial } from "../answers/tokenKind";
import { listNeighbours } from "../answers/vectorLayers";
import { isSameHead } from "../state/isOfChosen";
import type { TourStep } from "../state/panelChoices";
import { selectPlainHead } from "../state/tourGuides";
import { findMasked, isSameMask } from "../state/viewQuestions";
import type { ViewSource } from "../views/panelView";
import { quotePiece as q, type Said, sayPercent } from "./said";

interface TourSaying {
  readonly title: string;
  /** Two or three sentences, true of any text and model; `undefined` while an answer is awaited. */
  readonly say: (source: ViewSource) => Said | undefined;
}

export const TOUR_SAYINGS: Readonly<Record<TourStep, TourSaying>> = {
  pieces: { title: "What the model reads: pieces", say: sayPieces },
  sum: { title: "What is added up", say: saySum },
  head: { title: "What a head looks at", say: sayHead },
  layers: { title: "A mask is filled, layer by layer", say: sayLayers },
  cls: { title: "What the first token is for", say: sayFirst },
  next: { title: "P(next): does a second text follow?", say: sayNext },
  mask: { title: "One word is taken away", say: sayMask },
  own: { title: "Now your text", say: sayOwn },
};

function sayPieces({ input: { tokens } }: ViewSource): Said {
  const words = tokens.map(({ position }) => listWord(tokens, position));
  const cut = words.find(({ length }) => length > 1);
  const unknown = tokens.filter(({ kind }) => kind === "unk");
  const known = words.filter(({ length }) => length > 0).length - unknown.length;
  const added = [...new Set(tokens.filter((token) => !hasCharacters(token)).map(({ text }) => text))];
  return [
    `The model knows no words, only pieces from a fixed list: of this text it reads ${tokens.length}, the boxes below. `,
    ...sayUnknown(unknown),
    ...(cut
      ? ["One word, for example, is read as ", ...joinQuotes(cut.map((at) => tokens[at]?.text ?? "")), ". "]
      : known > 0
        ? [`Every ${unknown.length > 0 ? "other " : ""}word here is a single piece. `]
        : []),
    ...(added.length > 0 ? [...joinQuotes(added), " stand for no characters: they were put around the text."] : []),
  ];
}

/** The words of the text that no pieces of the list spell. */
function sayUnknown([first, ...others]: ViewSource["input"]["tokens"]): Said {
  if (!first) return [];
  const count = others.length === 0 ? "One word cannot" : `${others.length + 1} words cannot`;
  return [
    `${count} be put together from that list: the model reads `,
    q(first.text),
    others.length === 0
      ? " in its place, and sees nothing of how it is spelt. "
      : " in place of each, and cannot tell one from another. ",
  ];
}

function saySum({ input: { tokens }, answers, choices: { pinned } }: ViewSource): Said | undefined {
  const token = pinned === undefined ? undefined : tokens[pinned];
  if (!token) return ["Choose a piece to see where its vector stands before any layer."];
  const layer = answers.vectors?.[0];
  if (!layer) return undefined;
  const [nearest] = listNeighbours(layer, token.position);
  return [
    "Before any layer, ",
    q(token.text),
    ` is a sum of vectors: that of the piece (number ${token.id} in the list), that of its place (${token.position}) and, where a model tells two texts apart, that of its text (the ${token.segment === 0 ? "first" : "second"}). `,
    "No other word counts yet. ",
    ...(nearest
      ? [
          "Of the others here its vector is most like that of ",
          q(tokens[nearest.position]?.text ?? ""),
          ` (cosine ${nearest.cosine.toFixed(2)}). `,
        ]
      : []),
    "Move the slider to let the sentence in, layer by layer.",
  ];
}

const GOES_TO: Readonly<Record<HeadPlace, string>> = {
  special: "special tokens",
  itself: "the token itself",
  previous: "the token before",
  next: "the token after",
  sameSegment: "others of the same text",
  otherSegment: "the other text",
};

function sayHead({ input, answers, choices, chosenHead, chosenHeads }: ViewSource): Said | undefined {
  const { map, shares, mixed, heads } = answers;
  if (!map || !shares || !heads || listHeads(mixed) !== listHeads(chosenHeads)) return undefined;
  if (chosenHeads.length > 1) return ["This is the mean of several heads. Choose one to see what it looks at."];
  const place = [...HEAD_PLACES].sort((a, b) => shares[b] - shares[a])[0] ?? "itself";
  const side = shares.previous >= shares.next ? "previous" : "next";
  const isPlain = isSameHead(chosenHead, selectPlainHead(heads));
  return [
    isPlain
      ? `Of ${input.model.layers * input.model.heads} heads, this is the one with the largest share on a neighbour: ${sayPercent(shares[side])} on ${GOES_TO[side]}. `
      : "",
    isPlain && place === side
      ? `It is ${nameHead(chosenHead)}. `
      : `${nameHead(chosenHead)}: ${isPlain ? "most of all, " : ""}${sayPercent(shares[place])} of its attention goes to ${GOES_TO[place]}. `,
    ...(choices.pinned === undefined ? [] : sayMost(map, choices.pinned)),
    "Nobody told a head where to look: it learnt that in training. Choose another head, and it looks elsewhere.",
  ];
}

/** What a token takes most from. */
function sayMost(map: AttentionMap, position: number): Said {
  const row = readWeights(map, { position, direction: "from" });
  const most = listHighest(row)[0] ?? 0;
  const name = (at: number) => q(map.tokens[at]?.text ?? "");
  return [name(position), " takes most from ", name(most), ` (${sayPercent(row[most] ?? NaN)}). `];
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
    return ["No mask can be filled here: the model has no readout for that, or the text no word to mask."];
  const own = position === undefined ? undefined : input.tokens[position];
  return [
    ...(own ? ["The model is not shown ", q(own.text), " here, but a mask in its place. "] : ["The text has a mask. "]),
    "Read right after the embeddings, its answer would be ",
    q(early.text),
    ` (${sayPercent(early.probability)}); after the last layer it is `,
    q(last.text),
    ` (${sayPercent(last.probability)}), its first choice from ${nameSettled(firsts.map((fill) => fill?.text))} on. `,
    ...(own ? [own.text === last.text ? IS_TRUTH : IS_OTHER] : []),
  ];
}

/** From where on the last layer's choice stays the first. */
function nameSettled(firsts: readonly (string | undefined)[]): string {
  let settled = firsts.length - 1;
  while (settled > 0 && firsts[settled - 1] === firsts.at(-1)) settled -= 1;
  return settled === 0 ? "the embeddings" : `layer ${settled - 1}`;
}

const IS_TRUTH = "That is what stands in the text.";
const IS_OTHER = "The text has another word there: the model does not know it, it guesses.";

function sayFirst({ input: { tokens }, answers, choices }: ViewSource): Said | undefined {
  const [first] = tokens;
  if (!first || answers.rollout?.withoutSpecial !== choices.withoutSpecial) return undefined;
  const shares = readWeights(answers.rollout.map, { position: 0, direction: "from" });
  const [most, second] = listHighest(shares).filter((position) => !isSpecial(tokens[position] ?? first));
  const name = (position: number) => [q(tokens[position]?.text ?? ""), ` (${sayPercent(shares[position] ?? NaN)})`];
  return [
    q(first.text),
    " stands for no word, so it is free to gather what is said of the whole: from its last vector BERT learnt to tell whether a second text follows, and classifiers read a tone from it. ",
    ...(most === undefined
      ? []
      : [
          "Followed back through all layers, its largest shares come from ",
          ...name(most),
          ...(second === undefined ? [] : [" and ", ...name(second)]),
          ".",
        ]),
  ];
}

function sayNext({ input, answers: { follows } }: ViewSource): Said | undefined {
  if (!follows) return undefined;
  const why =
    "In BERT's training the second text was the true next one half of the time, and otherwise one from another document: to notice another subject was enough, so two texts about the same thing often read high, whether they follow or not.";
  const { pair, isNextInDocument, scores } = follows;
  if (!scores) return [`This model has no readout that says whether a second text follows. BERT has one. ${why}`];
  return [
    ...(input.pair !== undefined
      ? []
      : isNextInDocument
        ? ["Your document goes on after this text. "]
        : ["Nothing follows your text, so the tour brings a sentence, the same for every text. "]),
    "That ",
    q(pair),
    ` comes next has P ${sayPercent(scores.isNext)} here; with the two swapped, ${sayPercent(scores.swapped)}. `,
    scores.isNext >= 0.5 ? "The model lets it pass. " : "The model notices a break. ",
    why,
    " So compare, as Check Next Sentence does, and trust no number alone.",
  ];
}

function sayMask({ input, answers, choices, chosenHead }: ViewSource): Said | undefined {
  const { tokens } = input;
  if (choices.masked.length === 0) return ["Press M on a piece to mask its word, and see what changes."];
  const { mask } = answers;
  if (!mask || !isSameMask(mask, { positions: choices.masked, ...chosenHead })) return undefined;
  const hidden = tokens[choices.masked[0] ?? 0];
  const fill = mask.masked[0]?.fills[0];
  const others = tokens.filter((token) => !choices.masked.includes(token.position));
  const [turned] = [...others].sort((a, b) => (mask.cosines[a.position] ?? 1) - (mask.cosines[b.position] ?? 1));
  const [moved] = [...others].sort((a, b) => (mask.moved[b.position] ?? 0) - (mask.moved[a.position] ?? 0));
  return [
    "The same text, without ",
    q(hidden?.text ?? ""),
    ". ",
    ...(fill ? ["The model would write ", q(fill.text), ` there (${sayPercent(fill.probability)}). `] : []),
    ...(turned
      ? [
          "A single word reaches all others: the last vector of ",
          q(turned.text),
          ` turned most (cosine ${(mask.cosines[turned.position] ?? NaN).toFixed(2)} with the one before)`,
        ]
      : []),
    ...(turned && moved
      ? [
          ", and in this head ",
          q(moved.text),
          ` looks elsewhere most, with ${sayPercent(mask.moved[moved.position] ?? NaN)} of its attention.`,
        ]
      : []),
  ];
}

function sayOwn({ input: { model } }: ViewSource): Said {
  return [
    "Every number of this tour was computed on your machine just now, by ",
    q(model.name),
    ", from this very text. Write another one, and go back: all steps hold for it, too. Or put the cursor into a sentence of your own and run Show Tokens and Attention.",
  ];
}

/** Indices, of the largest number first. */
function listHighest(numbers: Float32Array): readonly number[] {
  return Array.from(numbers.keys()).sort((a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0));
}

function joinQuotes(texts: readonly string[]): Said {
  return texts.flatMap((text, i) => (i === 0 ? [q(text)] : [i === texts.length - 1 ? " and " : ", ", q(text)]));
}
