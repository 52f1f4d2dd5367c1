/** A place where Unicode's rules end a sentence. */
export interface SentenceEnd {
  /** The end of the sentence so far, without the white space behind it. */
  readonly before: string;
  /** Whether `before` is all of it. */
  readonly isWhole: boolean;
  /** The start of what follows. */
  readonly after: string;
}

/** Their stop belongs to the word: what follows goes on with the sentence. */
const ALWAYS = new Set(
  "e.g i.e eg ie cf vs viz mr mrs ms mx dr prof st messrs mt ft rev hon gen col lt sgt capt cmdr adm gov sen rep pres resp approx ca fig figs eq eqs tab esp incl".split(
    " ",
  ),
);
/** Their stop belongs to the word before a number, as in "No. 5". */
const BEFORE_NUMBER = new Set(
  "no nos nr sec secs ch chap vol vols p pp art par pt ver v rev ed app line col jan feb mar apr jun jul aug sep sept oct nov dec".split(
    " ",
  ),
);
/** With a stop they may end a sentence as well; these words then start the next. */
const STARTERS =
  /^["'“‘(]*(?:The|A|An|It|In|This|That|These|Those|He|She|We|They|You|I|But|And|Or|So|If|When|There|However|For|As|At|On|To)\b/u;
/** A letter behind one of these is a label, as in "Appendix A". */
const LABELS =
  /\b(?:appendix|section|figure|table|plan|option|type|part|step|class|vitamin|version|phase|grade|group|point|case|team|drive|variant|exhibit|schedule|series|stage|level|and|or) \p{Lu}\.$/iu;

const WORD_WITH_STOP = /(?:^|[\s("'“‘[/—–-])((?:\p{L}[\p{L}\p{M}]*\.)*\p{L}[\p{L}\p{M}]*)\.$/u;
/** "U.S", "a.m", "Ph.D"; not "package.json". */
const LETTERS_WITH_STOPS = /^(?:\p{L}|\p{Lu}\p{Ll})(?:\.(?:\p{L}|\p{Lu}\p{Ll}))+$/u;
const INITIAL = /(?:^|[\s("'“‘[.])(\p{Lu})\.$/u;
const NUMBERING = /^["'“‘([]*(?:\d{1,3}|\p{L})[.)]$/u;

/** Whether a sentence ends here, where Unicode's rules say so. */
export function isSentenceEnd({ before, isWhole, after }: SentenceEnd): boolean {
  // Unicode ends a sentence at every "?" and "!": “Really?” he said.
  if (/^["'“‘([]*\p{Ll}/u.test(after)) return false;
  if (/^[\p{Pe}\p{Pf},;:]/u.test(after)) return false;
  if (isWhole && (!/[\p{L}\p{N}]/u.test(before) || NUMBERING.test(before))) return false;
  return !endsWithAbbreviation(before, after) && !endsWithInitial(before, after);
}

function endsWithAbbreviation(before: string, after: string): boolean {
  const word = WORD_WITH_STOP.exec(before)?.[1];
  if (word === undefined) return false;
  if (ALWAYS.has(word.toLowerCase())) return true;
  if (BEFORE_NUMBER.has(word.toLowerCase())) return /^\d/u.test(after);
  return LETTERS_WITH_STOPS.test(word) && !STARTERS.test(after);
}

/** "J. R. R. Tolkien", but neither "Appendix A. The" nor "and I. The". */
function endsWithInitial(before: string, after: string): boolean {
  const letter = INITIAL.exec(before)?.[1];
  if (letter === undefined || LABELS.test(before) || !/^\p{Lu}/u.test(after)) return false;
  return letter !== "I" ? !STARTERS.test(after) : /\p{Lu}\. I\.$/u.test(before);
}
