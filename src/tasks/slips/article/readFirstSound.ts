import { SAID_AS_WORDS, SAID_BOTH_WAYS, SPELLED } from "./abbreviationSounds";

/** What a word begins with when it is said. */
export type Sound = "vowel" | "consonant";

/** Letters whose names begin with a vowel: "an X", "an HTML page". */
const VOWEL_NAMES = "aefhilmnorsx";
/** Of these, the consonants: what begins with one is said otherwise as a word than letter by letter. */
const EITHER = "fhlmnrsx";

/** A "u" that is said "you", and "eu". "Unin-" and "unim-" begin with "un-". */
const YOU =
  /^(?:eu|ewe|ewer|ubi|ufo|uk|unani|unary|uni(?!n|m|d(?!i))|ura|ure|uri|uro|us(?:a|e|i|u)|ut(?:a|e|i|o(?!$))|uvu)/;
const ONE = /^(?:once|ones?|oneself|oneness)$/;
const SILENT_H = /^(?:hour|honest|honou?r|heir)/;
/** No English word begins so: a letter is said first, or what the name stands for ("mkdir"). */
const UNSAYABLE =
  /^(?:n(?![aeiouyh])|m(?![aeiouynch])|l(?![aeiouylh])|r(?![aeiouyh])|f(?![aeiouylrj])|h(?![aeiouy])|s[bdfgjrx])/;
/** The first part of "isSelected", "XMLHttpRequest", "SPAs" and "X-Socket-ID": it is said first. */
const FIRST_PART = /^\p{Lu}{2,}(?=s?(?!\p{L})|\p{Lu}\p{Ll})|^\p{Lu}?\p{Ll}+|^\p{Lu}+|^\p{L}+/u;

/**
 * The first sound of a word as it is said: "hour" and "8-bit" begin with a vowel, "user" and "1-bit" do not.
 *
 * @param word - Letters and digits, with what joins them: "X-Socket-ID", "App\Models".
 * @param isWord - Whether letters, all small, are a word.
 * @returns `undefined` where it is said both ways, or nobody can say.
 */
export function readFirstSound(word: string, isWord: (letters: string) => boolean): Sound | undefined {
  if (/^\d/.test(word)) return readNumber(word);
  if (SAID_BOTH_WAYS.test(toLetters(word))) return undefined;
  const first = FIRST_PART.exec(word)?.[0] ?? "";
  const rest = word.slice(first.length);
  const letters = toLetters(first);
  if (letters === "") return undefined;
  if (letters.length === 1) return /^['’]/.test(rest) ? readWord(letters + rest.slice(1)) : readLetter(letters);
  const isSmall = first === first.toLowerCase();
  if (SPELLED.has(letters) && !(isSmall && isSaid(letters) && isWord(letters))) return readLetter(letters.charAt(0));
  return isSmall || (first.length > 1 && first !== first.toUpperCase())
    ? readSmall(letters)
    : readCapitals(letters, rest, isWord);
}

/** The letters that a word begins with, small and without accents; none where they are not Latin. */
function toLetters(word: string): string {
  const folded = word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return /^[a-z]+(?!\p{L})/u.exec(folded)?.[0] ?? "";
}

/** Whether letters can be said as a word: they have a vowel, and begin as words do. */
function isSaid(letters: string): boolean {
  return /[aeiouy]/.test(letters) && !UNSAYABLE.test(letters);
}

function readNumber(word: string): Sound {
  const digits = (/^\d+(?:,\d{3})*/.exec(word)?.[0] ?? "").replace(/\D/g, "");
  if (digits.startsWith("8")) return "vowel";
  // Eleven and eighteen, also thousands and millions of them; neither 110 nor 1100.
  return /^1[18]/.test(digits) && digits.length % 3 === 2 ? "vowel" : "consonant";
}

function readLetter(letter: string): Sound {
  return VOWEL_NAMES.includes(letter) ? "vowel" : "consonant";
}

function readSmall(letters: string): Sound | undefined {
  // "ndarray" and "nginx" are said so; of "mkdir" and "rc" nobody can say.
  if (/^n[dg]/.test(letters)) return "vowel";
  return /^[fhlmnrs]/.test(letters) && !isSaid(letters) ? undefined : readWord(letters);
}

/** "XML", "NASA", "UPDATE": letter by letter, or as a word. */
function readCapitals(letters: string, rest: string, isWord: (letters: string) => boolean): Sound | undefined {
  const initial = letters.charAt(0);
  if (SAID_AS_WORDS.has(letters)) return readWord(letters);
  if (initial === "u") return letters.length > 3 && isWord(letters) ? readWord(letters) : "consonant";
  if (!EITHER.includes(initial)) return readWord(letters);
  if (!isSaid(letters)) return "vowel";
  // Of "RESTful" nobody can say where the capitals end.
  if (/^\p{Ll}{2}/u.test(rest)) return undefined;
  if (letters.length > 5 || (letters.length > 2 && isWord(letters))) return readWord(letters);
  return letters.length < 3 ? "vowel" : undefined;
}

function readWord(letters: string): Sound | undefined {
  const initial = letters.charAt(0);
  if (initial === "h") return SILENT_H.test(letters) ? "vowel" : "consonant";
  // "Xenon" and "xylophone" begin as "zoo" does; "xunit" is "x" and "unit".
  if (initial === "x") return /^x(?:an|e[bnr]|yl)/.test(letters) ? "consonant" : "vowel";
  if (initial === "y") return /^y[^aeiou]/.test(letters) ? undefined : "consonant";
  if (!"aeiou".includes(initial)) return "consonant";
  return YOU.test(letters) || ONE.test(letters) ? "consonant" : "vowel";
}
