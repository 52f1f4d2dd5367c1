import type { SentenceWord, SlipSentence } from "./cutWords";
import { removePieces } from "./removePieces";
import type { Draft, SlipAnswers } from "./slipDraft";
import { isPlaceholder, type SlipKit } from "./slipQuestion";
import { writeLike } from "./writeLike";

/** Actions whose logit is less than this above that of keeping the piece are passed over. */
const LEAST_GAP = -1;
/** The same for those that are read again, which tells more than the readout does. */
const LEAST_AGAIN = -1;
/** Most words of a sentence that are thought too many or missing and read again. */
const MOST_AGAIN = 4;
/** Fewer words are a heading or a label. */
const LEAST_WORDS = 3;

/** What the readout for words too many and missing proposes; nothing where the model has none. */
export function listActions(kit: SlipKit, sentence: SlipSentence, rows: SlipAnswers["actions"]): readonly Draft[] {
  const names = kit.model.info.slipActions;
  if (names === undefined || rows === undefined) return [];
  if (sentence.words.filter(({ isWord }) => isWord).length < LEAST_WORDS) return [];
  const keep = names.indexOf("keep");
  const drafts = sentence.words.flatMap((word, index) =>
    word.ids.flatMap((_, piece) => {
      const row = rows[word.input];
      const from = (word.position + piece) * names.length;
      const own = row?.[from + keep] ?? NaN;
      return names.flatMap((name, action): readonly Draft[] => {
        const score = (row?.[from + action] ?? NaN) - own;
        if (action === keep || !(score >= LEAST_AGAIN)) return [];
        const found = act(kit, sentence, { index, piece, name });
        return found && (score >= LEAST_GAP || found.edit) ? [{ ...found, score }] : [];
      });
    }),
  );
  const again = drafts.filter(({ edit }) => edit).sort((a, b) => b.score - a.score);
  return [...drafts.filter(({ edit }) => !edit), ...again.slice(0, MOST_AGAIN)];
}

interface Proposal {
  /** Of the word. */
  readonly index: number;
  /** Of the piece in the word. */
  readonly piece: number;
  readonly name: string;
}

type Found = Omit<Draft, "score"> | undefined;

function act(kit: SlipKit, sentence: SlipSentence, { index, piece, name }: Proposal): Found {
  if (name === "drop") return piece === 0 ? dropWord(kit, sentence, index) : dropEnding(kit, sentence, index, piece);
  if (piece > 0) return undefined;
  if (name === "apart") return takeApart(kit, sentence, index);
  if (name === "together") return putTogether(kit, sentence, index);
  return name.startsWith(kit.model.info.continuingPrefix)
    ? addEnding(kit, sentence, index, name)
    : addWord(kit, sentence, index, name);
}

/** A word too many takes one space with it. Of a word that stands twice `listDoubles` tells. */
function dropWord(kit: SlipKit, { text, words }: SlipSentence, index: number): Found {
  const word = words[index];
  if (word === undefined || word.ids.length > 1 || !word.isJudged || isPlaceholder(kit, word)) return undefined;
  const [before, next] = [words[index - 1], words[index + 1]];
  const edit = removePieces(word);
  if (isSame(before, word) || isSame(next, word)) return undefined;
  if (before === undefined || index === 0) {
    // What begins the sentence has its capital.
    if (next?.isWord !== true) return undefined;
    const suggestion = word.text === word.text.toLowerCase() ? next.text : capitalize(next.text);
    return { start: word.start, end: next.end, suggestion, rule: "extra", word: index, edit };
  }
  if (/\s$/.test(text.slice(0, word.start)))
    return { start: word.start - 1, end: word.end, suggestion: "", rule: "extra", word: index, edit };
  const end = /^\s/.test(text.slice(word.end)) ? word.end + 1 : word.end;
  return { start: word.start, end, suggestion: "", rule: "extra", word: index, edit };
}

function isSame(one: SentenceWord | undefined, other: SentenceWord): boolean {
  return one?.text.toLowerCase() === other.text.toLowerCase();
}

/** "plugins" for "plugin": a word of several pieces less its last one, if that is an ending. */
function dropEnding(kit: SlipKit, { words }: SlipSentence, index: number, piece: number): Found {
  const word = words[index];
  if (word === undefined || !word.isJudged || piece !== word.ids.length - 1) return undefined;
  const { vocabulary } = kit.model.tokenizer;
  const ending = vocabulary.readPiece(word.ids[piece] ?? 0);
  if (kit.model.info.slipActions?.includes(ending) !== true) return undefined;
  const suggestion = word.text.slice(0, vocabulary.continuingPrefix.length - ending.length);
  if (!kit.lexicon.isWord(suggestion.toLowerCase())) return undefined;
  return { start: word.start, end: word.end, suggestion, rule: "slip", word: index };
}

/** "plugins" where "plugin" stands before this word. */
function addEnding(kit: SlipKit, { words }: SlipSentence, index: number, name: string): Found {
  const word = words[index - 1];
  if (word === undefined || !word.isJudged || isPlaceholder(kit, word)) return undefined;
  const suggestion = word.text + name.slice(kit.model.info.continuingPrefix.length);
  if (!kit.lexicon.isWord(suggestion.toLowerCase())) return undefined;
  return { start: word.start, end: word.end, suggestion, rule: "slip", word: index - 1 };
}

/** A word that is missing before this one, with the space that it needs. */
function addWord(kit: SlipKit, { text, words }: SlipSentence, index: number, name: string): Found {
  const [before, word] = [words[index - 1], words[index]];
  const piece = kit.model.tokenizer.vocabulary.findId(name);
  if (word === undefined || before === undefined || piece === undefined) return undefined;
  const edit = { input: word.input, start: word.position, end: word.position, pieces: [piece] };
  const written = name === "i" ? "I" : name;
  if (/\s$/.test(text.slice(0, word.start))) {
    return { start: word.start, end: word.start, suggestion: `${written} `, rule: "missing", word: index, edit };
  }
  // Between parts of one thing, such as "re-run", nothing is missing; before a mark something may be.
  if (!/^[.,;:!?)]$/.test(word.text) || !before.isWord) return undefined;
  return { start: before.end, end: before.end, suggestion: ` ${written}`, rule: "missing", word: index, edit };
}

/** "it's" for "its". */
function takeApart(kit: SlipKit, sentence: SlipSentence, index: number): Found {
  const word = sentence.words[index];
  const contraction = word?.isJudged === true ? kit.lexicon.findContraction(word.text.toLowerCase()) : undefined;
  if (word === undefined || contraction === undefined) return undefined;
  const { start, end } = word;
  return { start, end, suggestion: writeLike(contraction, word, sentence), rule: "slip", word: index };
}

/** "its" for "it's", which is three words here. */
function putTogether(kit: SlipKit, sentence: SlipSentence, index: number): Found {
  const [word, , last] = sentence.words.slice(index, index + 3);
  if (word === undefined || last === undefined) return undefined;
  const contraction = sentence.text.slice(word.start, last.end).toLowerCase().replace("’", "'");
  const together = kit.lexicon.findUncontracted(contraction);
  if (together === undefined) return undefined;
  return {
    start: word.start,
    end: last.end,
    suggestion: writeLike(together, word, sentence),
    rule: "slip",
    word: index,
  };
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
