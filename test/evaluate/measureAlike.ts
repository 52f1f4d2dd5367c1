import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { isWorthComparing } from "../../src/similar/isWorthComparing";
import { embedText } from "../../src/tasks/embed/embedText";
import { ANTONYMS } from "../../src/tasks/reword/antonyms";

/** Documents of the corpus, and sentences of each. */
const DOCUMENTS = 12;
const SENTENCES = 40;
const MEGABYTES = 64;

/** Of a sentence, another that cannot be true as well; `undefined` where it has nothing to turn. */
type Turn = (sentence: string) => string | undefined;

const OPPOSITES = new Map(
  ANTONYMS.split(",").flatMap((pair) => {
    const [one = "", other = ""] = pair.trim().split(" ");
    return [
      [one, other],
      [other, one],
    ] as const;
  }),
);

const TURNS: Readonly<Record<string, Turn>> = {
  'with a "not"': (sentence) =>
    /\b(?:not|no|never)\b/i.test(sentence)
      ? undefined
      : change(sentence, /\b(?:is|are|can|must|should|will)\b/, (word) => `${word} not`),
  "with another number": (sentence) => change(sentence, /\b\d+\b/, (number) => String(2 * Number(number) + 1)),
  "with an opposite": (sentence) => {
    const found = sentence.split(/\b/).find((word) => OPPOSITES.has(word) && !SMALL.has(word));
    return found === undefined
      ? undefined
      : change(sentence, new RegExp(`\\b${found}\\b`), (word) => OPPOSITES.get(word) ?? word);
  },
};

/** Their opposites are prepositions, which often make no sense in their place. */
const SMALL = new Set(["in", "to", "from", "on", "with", "over", "up", "all", "some", "more", "less", "into", "out"]);

function change(sentence: string, what: RegExp, into: (found: string) => string): string | undefined {
  const changed = sentence.replace(what, into);
  return changed === sentence ? undefined : changed;
}

export interface AlikeFigures {
  /** Similarities of sentences and what contradicts them, by the kind of contradiction, ascending. */
  readonly turned: ReadonlyMap<string, readonly number[]>;
  /** Similarities of all pairs of sentences of one document, ascending. */
  readonly others: readonly number[];
}

/**
 * How alike a model finds sentences and such as contradict them, and other sentences of the same document.
 *
 * @param data - Folder with `corpus/docs.txt.xz`.
 */
export async function measureAlike(folder: string, data: string): Promise<AlikeFigures> {
  const model = await createOnnxModel(folder);
  try {
    const embed = async (text: string) => {
      const { embedding } = await embedText(model, { text });
      const length = Math.hypot(...embedding);
      return embedding.map((value) => value / length);
    };
    const turned = new Map<string, number[]>(Object.keys(TURNS).map((kind) => [kind, []]));
    const others: number[] = [];
    for (const sentences of drawDocuments(data)) {
      const vectors: number[][] = [];
      for (const sentence of sentences) {
        const own = await embed(sentence);
        others.push(...vectors.map((other) => multiply(own, other)));
        vectors.push(own);
        for (const [kind, turn] of Object.entries(TURNS)) {
          const other = turn(sentence);
          if (other !== undefined) turned.get(kind)?.push(multiply(own, await embed(other)));
        }
      }
    }
    for (const list of [...turned.values(), others]) list.sort((a, b) => a - b);
    return { turned, others };
  } finally {
    await model.dispose();
  }
}

/** The first sentences of the first documents that have enough of them. */
function drawDocuments(data: string): readonly (readonly string[])[] {
  const text = execFileSync("xz", ["-dc", join(data, "corpus", "docs.txt.xz")], {
    maxBuffer: 4 * MEGABYTES * 1_048_576,
  });
  return text
    .toString("utf8")
    .split("\n\n")
    .map((document) => [...new Set(document.split(/\n|(?<=[.!?]) (?=[A-Z])/))].filter(isSentence).slice(0, SENTENCES))
    .filter(({ length }) => length === SENTENCES)
    .slice(0, DOCUMENTS);
}

function isSentence(text: string): boolean {
  return /^[A-Z].*\.$/.test(text) && isWorthComparing({ file: "", span: { start: 0, end: text.length }, text });
}

function multiply(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? NaN), 0);
}
