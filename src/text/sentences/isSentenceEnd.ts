import {
  ALWAYS_BEFORE_MORE,
  BEFORE_BRACKET,
  BEFORE_FIRST,
  BEFORE_NUMBER,
  MOSTLY_BEFORE_MORE,
  UNITS,
} from "./abbreviations";

/** A place where Unicode's rules end a sentence. */
export interface SentenceEnd {
  /** The last characters of the sentence so far, without white space behind it. */
  readonly before: string;
  /** `before` is the whole sentence so far. */
  readonly isWhole: boolean;
  /** The first characters of the text that follows. */
  readonly after: string;
}

/** Words that start a sentence behind letters with stops, such as "U.S.", which may end one or not. */
const STARTERS =
  /^["'“‘(]*(?:The|A(?!\.)|An|It|In|This|That|These|Those|He|She|We|They|You|I(?!\.)|But|And|Or|So|If|When|There|However|For|As|At|On|To)\b/u;
/**
 * Words that start a sentence behind a single capital letter and are not surnames. Behind "test E." a manual goes on
 * with an instruction as often as with a subject.
 */
const OTHER_STARTERS = new RegExp(
  String.raw`^["'“‘(]*(?:${[
    "After|All|Also|Always|Any|Are|Be|Because|Before|Both|By|Can|Did|Do|Does|Don['’]t|Each|Either|Every|First|From|Had",
    "Has|Have|Her|Here|His|How|Is|Its|It['’]s|Many|Most|My|Never|Next|No|None|Nor|Not|Note|Nothing|Now|Of|Once|One|Only",
    "Other|Others|Otherwise|Our|Please|Second|See|Should|Since|Some|Still|Such|Their|Then|Therefore|Third|Thus|Today",
    "Two|Under|Unless|Until|Was|Were|What|Where|Which|While|Who|Why|With|Without|Yes|Yet|Your",
    "Add|Allow|Ask|Avoid|Call|Change|Check|Choose|Click|Close|Come|Compare|Connect|Continue|Copy|Create|Delete|Drag",
    "Enter|Follow|Get|Give|Go|Hold|Insert|Install|Keep|Leave|Let|Look|Make|Move|Open|Pick|Press|Pull|Push|Put|Read",
    "Remove|Repeat|Replace|Restart|Return|Run|Save|Select|Send|Set|Start|Stop|Switch|Take|Tap|Tell|Try|Turn|Type|Use",
    "Wait|Write",
  ].join("|")})\b`,
  "u",
);
/** Words before a letter that is a label, as in "Appendix A", and not an initial. */
const LABELS = new RegExp(
  String.raw`(?:\b\p{Lu} (?:and|or|to|than|versus|vs\.)|\b(?:${[
    "appendix|section|figure|table|plan|option|type|part|step|class|vitamin|version|phase|grade|group|point|case|team",
    "drive|variant|exhibit|schedule|series|stage|level|test|mode|key|button|port|pin|column|row|cell|box|route|room|gate",
    "block|unit|zone|area|path|channel|layer|node|state|task|question|answer|choice|alternative|scenario|model|sample",
    "batch|slot|letter|hepatitis|formula|condition|hypothesis|criterion|axis|line|edge|vertex|signal|switch|valve|size",
    "bucket|branch|track|side|terminal|building|annex|chapter|item|rule|category|sector|platform|lane|scale|shape|symbol",
    "variable|register|set|page|screen|tier|factor|product|service|solution|strategy|method|approach|design",
  ].join("|")})) \p{Lu}\.$`,
  "iu",
);

const WORD_WITH_STOP = /(?:^|[\s("'“‘[/—–-])((?:\p{L}[\p{L}\p{M}]*\.)*\p{L}[\p{L}\p{M}]*)\.$/u;
/** "(ed.)", "(et al.)" */
const WORD_IN_BRACKETS = /[([](?:et )?((?:\p{L}\.)?\p{L}+)\.[)\]]$/u;
/** "5", "$5", "(5", "±5" */
const NUMBER = /^[([]?[\p{Sc}#~≈±+−<>≤≥=-]{0,3}\d/u;
/** A Roman number up to 89: a longer one may be a word. */
const ROMAN = /^[([]?((?:X{1,3}|XL|LX{0,3})(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})(?![\p{L}\p{N}'’])/u;
/** Abbreviations before numbers that are never Roman. */
const MEASURES = /^(?:max|min|avg|est|[bcdr]|fl|ext|tel|temp|qty|al)$/;
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
  const bracketed = WORD_IN_BRACKETS.exec(before)?.[1]?.toLowerCase();
  if (bracketed !== undefined) return isAbbreviation(bracketed);
  const written = WORD_WITH_STOP.exec(before)?.[1];
  if (written === undefined) return false;
  const word = written.toLowerCase();
  // In capitals it may be the name of a state or of an office: "set it to MAX. The", "by the SEN. The".
  const isCapitals = /^\p{Lu}{2,}$/u.test(written);
  if (ALWAYS_BEFORE_MORE.has(word) && !isCapitals) return true;
  if (ALWAYS_BEFORE_MORE.has(word) || MOSTLY_BEFORE_MORE.has(word)) return !STARTERS.test(after);
  if (isReference(word, before, after) && (!isCapitals || NUMBER.test(after))) return true;
  return LETTERS_WITH_STOPS.test(written) && !STARTERS.test(after);
}

/** Whether an abbreviation goes on with a number or a bracket: "p. 5", "et al. (in press)". */
function isReference(word: string, before: string, after: string): boolean {
  if (word === "al" && !/\bet\s+al\.$/iu.test(before)) return false;
  if (BEFORE_NUMBER.has(word) && isBeforeNumber(word, before, after)) return true;
  return BEFORE_BRACKET.has(word) && /^[([]/.test(after);
}

function isAbbreviation(word: string): boolean {
  return [ALWAYS_BEFORE_MORE, MOSTLY_BEFORE_MORE, BEFORE_NUMBER, BEFORE_BRACKET].some((words) => words.has(word));
}

/** @param word - The abbreviation at the end of `before`, in lower case. */
function isBeforeNumber(word: string, before: string, after: string): boolean {
  if (UNITS.has(word) && /\d\s*\p{L}+\.$/u.test(before)) return false;
  if (NUMBER.test(after)) return true;
  // "max. CPU load"
  if (/^(?:max|min|avg)$/.test(word) && /^\p{Lu}{2,}(?!\p{L})/u.test(after)) return true;
  const roman = ROMAN.exec(after)?.[1];
  return roman !== undefined && (roman.length > 1 ? !MEASURES.test(word) : BEFORE_FIRST.has(word));
}

/**
 * The stop belongs to an initial in "J. R. R. Tolkien" and "to J. Smith", but not in "Appendix A. The", "test E. Set" or
 * "and I. The".
 */
function endsWithInitial(before: string, after: string): boolean {
  const letter = INITIAL.exec(before)?.[1];
  if (letter === undefined || LABELS.test(before) || !/^\p{Lu}/u.test(after)) return false;
  const isSecond = /\p{Lu}\. ?\p{Lu}\.$/u.test(before);
  if (letter === "I") return isSecond;
  return !STARTERS.test(after) && (isSecond || !OTHER_STARTERS.test(after));
}
