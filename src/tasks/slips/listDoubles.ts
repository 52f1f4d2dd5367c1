import type { SentenceWord, SlipSentence } from "./cutWords";
import { removePieces } from "./removePieces";
import type { Draft, SlipAnswers } from "./slipDraft";
import { isPlaceholder, type SlipKit } from "./slipQuestion";

/** Written twice on purpose: never a slip. */
const EMPHATIC = new Set(
  // eslint-disable-next-line language/untranslated -- words of what is read
  "very really so too much many far long no yes ha blah bye knock never please more again now there well what hey oh ok okay tut".split(
    " ",
  ),
);
/** May stand twice with a sense of its own: "that that", "had had", "log in in". The model tells. */
// eslint-disable-next-line language/untranslated -- words of what is read
const DOUBTFUL = new Set("that had is was do does did in on up off out at her you it one who".split(" "));

/** How sure it is by itself that a word that stands twice is a slip, in nats. */
const SURE_NATS = 5;
const DOUBTFUL_NATS = -1;

/** Words that stand twice in a row. The second one goes, with the space before it. */
export function listDoubles(kit: SlipKit, sentence: SlipSentence, rows: SlipAnswers["actions"]): readonly Draft[] {
  const { text, words } = sentence;
  return words.flatMap((second, index): readonly Draft[] => {
    const first = words[index - 1];
    if (first === undefined || !isDouble(kit, text, first, second)) return [];
    const isDoubtful = DOUBTFUL.has(second.text.toLowerCase());
    const opinion = readOpinion(kit, rows, [first, second]);
    const draft: Draft = {
      start: first.end,
      end: second.end,
      suggestion: "",
      rule: "double",
      score: opinion,
      sure: isDoubtful ? DOUBTFUL_NATS : SURE_NATS,
      word: index,
      ...(isDoubtful && { edit: removePieces(second) }),
    };
    return [draft];
  });
}

function isDouble(kit: SlipKit, text: string, first: SentenceWord, second: SentenceWord): boolean {
  const word = second.text.toLowerCase();
  return (
    first.text.toLowerCase() === word &&
    first.isJudged &&
    second.isJudged &&
    (word.length > 1 || word === "a") &&
    /^\s+$/.test(text.slice(first.end, second.start)) &&
    !EMPHATIC.has(word) &&
    !isPlaceholder(kit, second)
  );
}

/** How much better the model finds it to drop one of the two, in nats; 0 where it cannot say. */
function readOpinion(
  { model: { info } }: SlipKit,
  rows: SlipAnswers["actions"],
  words: readonly SentenceWord[],
): number {
  const names = info.slipActions;
  if (names === undefined || rows === undefined) return 0;
  const [keep, drop] = [names.indexOf("keep"), names.indexOf("drop")];
  const gaps = words.map(({ input, position }) => {
    const from = position * names.length;
    return (rows[input]?.[from + drop] ?? NaN) - (rows[input]?.[from + keep] ?? NaN);
  });
  return Math.max(...gaps);
}
