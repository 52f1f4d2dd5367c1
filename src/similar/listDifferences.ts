/** In what two sentences that seem to say the same disagree. */
export type Difference = "number" | "negation";

/** Words for numbers; what is larger is written in digits. */
// eslint-disable-next-line language/untranslated -- English words that are looked for
const NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
/** "One" is more often a pronoun than a number. */
const COUNTED = new Map(NUMBERS.flatMap((word, number) => (word === "one" ? [] : [[word, String(number)] as const])));

// eslint-disable-next-line language/untranslated -- English words that are looked for
const NEGATIONS = new Set("not no never cannot without none neither nor nothing nobody nowhere unable".split(" "));

/** Of the words of the sentence that has fewer, numbers and negations aside, the other one has so many. */
const LEAST_SHARED = 0.6;
/** Letters by which a word is known in its other forms: "turn", "turned". */
const STEM = 4;

/**
 * Lists in what two sentences disagree: in a number, or in a negation. Numbers are compared as they are written, with
 * units and versions, and by how often each stands in the sentence; where one sentence has none, they cannot disagree. Of
 * negations counts whether they are even or odd in number, so that "not unable" is "able". Sentences that share few words
 * disagree in nothing: they say other things, though perhaps of the same.
 */
export function listDifferences(a: string, b: string): readonly Difference[] {
  if (measureShared(a, b) < LEAST_SHARED) return [];
  const [left, right] = [listNumbers(a), listNumbers(b)];
  const areNumbersApart = left.length > 0 && right.length > 0 && join(left) !== join(right);
  return [
    ...(areNumbersApart ? ["number" as const] : []),
    ...(countNegations(a) % 2 === countNegations(b) % 2 ? [] : ["negation" as const]),
  ];
}

function measureShared(a: string, b: string): number {
  const [left, right] = [listStems(a), listStems(b)];
  const shared = [...left].filter((stem) => right.has(stem)).length;
  return shared / Math.max(1, Math.min(left.size, right.size));
}

function listStems(text: string): ReadonlySet<string> {
  const words = listWords(text).filter((word) => !isNegation(word) && !COUNTED.has(word));
  return new Set(words.map((word) => word.slice(0, STEM)));
}

function join(numbers: readonly string[]): string {
  return [...numbers].sort().join(" ");
}

/** "3.10", "1,000" as "1000", "v2" as "2", "three" as "3". Digits in a name ("utf8", "x64") are part of the name. */
function listNumbers(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+(?:[.,:/-]?[\p{L}\p{N}_]+)*/gu) ?? [];
  return words.flatMap((word) => {
    const spelt = COUNTED.get(word);
    if (spelt !== undefined) return [spelt];
    const number = /^v?(\d+(?:[.,:/-]\d+)*)(?:st|nd|rd|th|%|[a-z]{0,3})$/u.exec(word)?.[1];
    return number === undefined ? [] : [number.replace(/,(?=\d{3}\b)/gu, "")];
  });
}

function countNegations(text: string): number {
  return listWords(text).filter(isNegation).length;
}

function isNegation(word: string): boolean {
  return NEGATIONS.has(word) || word.endsWith("n't");
}

function listWords(text: string): readonly string[] {
  const plain = text.toLowerCase().replace(/[’ʼ]/gu, "'");
  return plain.match(/[\p{L}']+/gu) ?? [];
}
