/** In what two sentences that seem to say the same disagree. */
export type Difference = "number" | "negation";

/** Words for numbers; what is larger is written in digits. */
const NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
/** "One" is more often a pronoun than a number. */
const COUNTED = new Map(NUMBERS.flatMap((word, number) => (word === "one" ? [] : [[word, String(number)] as const])));

const NEGATIONS = new Set("not no never cannot without none neither nor nothing nobody nowhere unable".split(" "));

/**
 * Lists in what two sentences disagree: in a number, or in a negation. Numbers are compared as they are written, with
 * units and versions, and by how often each stands in the sentence; of negations counts whether they are even or odd in
 * number, so that "not unable" is "able".
 */
export function listDifferences(a: string, b: string): readonly Difference[] {
  return [
    ...(join(listNumbers(a)) === join(listNumbers(b)) ? [] : ["number" as const]),
    ...(countNegations(a) % 2 === countNegations(b) % 2 ? [] : ["negation" as const]),
  ];
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
  const words =
    text
      .toLowerCase()
      .replace(/[’ʼ]/gu, "'")
      .match(/[\p{L}']+/gu) ?? [];
  return words.filter((word) => NEGATIONS.has(word) || word.endsWith("n't")).length;
}
