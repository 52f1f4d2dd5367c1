/** A place where Unicode's rules end a sentence. */
export interface SentenceEnd {
  /** The last characters of the sentence so far, without white space behind it. */
  readonly before: string;
  /** `before` is the whole sentence so far. */
  readonly isWhole: boolean;
  /** The first characters of the text that follows. */
  readonly after: string;
}

/** Abbreviations whose stop never ends a sentence. */
const ALWAYS = new Set(
  "e.g i.e eg ie cf vs viz mr mrs ms mx dr prof st messrs mt ft rev hon gen col lt sgt capt cmdr adm gov sen rep pres resp approx ca fig figs eq eqs tab esp incl".split(
    " ",
  ),
);
/** Abbreviations whose stop does not end a sentence before a number, as in "No. 5". */
const BEFORE_NUMBER = new Set(
  "no nos nr sec secs ch chap vol vols p pp art par pt ver v rev ed app line col jan feb mar apr jun jul aug sep sept oct nov dec".split(
    " ",
  ),
);
/** Words that start a sentence behind letters with stops, such as "U.S.", which may end one or not. */
const STARTERS =
  /^["'“‘(]*(?:The|A|An|It|In|This|That|These|Those|He|She|We|They|You|I|But|And|Or|So|If|When|There|However|For|As|At|On|To)\b/u;
/** Words before a letter that is a label, as in "Appendix A", and not an initial. */
const LABELS =
  /\b(?:appendix|section|figure|table|plan|option|type|part|step|class|vitamin|version|phase|grade|group|point|case|team|drive|variant|exhibit|schedule|series|stage|level|and|or) \p{Lu}\.$/iu;

const WORD_WITH_STOP = /(?:^|[\s("'“‘[/—–-])((?:\p{L}[\p{L}\p{M}]*\.)*\p{L}[\p{L}\p{M}]*)\.$/u;
/** "U.S", "a.m", "Ph.D"; not "package.json". */
const LETTERS_WITH_STOPS = /^(?:\p{L}|\p{Lu}\p{Ll})(?:\.(?:\p{L}|\p{Lu}\p{Ll}))+$/u;
const INITIAL = /(?:^|[\s("'“‘[.])(\p{Lu})\.$/u;
const NUMBERING = /^["'“‘([]*(?:\d{1,3}|\p{L})[.)]$/u;

/** Whether a sentence ends at a place where Unicode's rules end one. */
export function isSentenceEnd({ before, isWhole, after }: SentenceEnd): boolean {
  // Unicode ends a sentence at every "?" and "!", also in: “Really?” he said.
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

/** The stop belongs to an initial in "J. R. R. Tolkien", but not in "Appendix A. The" or "and I. The". */
function endsWithInitial(before: string, after: string): boolean {
  const letter = INITIAL.exec(before)?.[1];
  if (letter === undefined || LABELS.test(before) || !/^\p{Lu}/u.test(after)) return false;
  return letter !== "I" ? !STARTERS.test(after) : /\p{Lu}\. I\.$/u.test(before);
}
