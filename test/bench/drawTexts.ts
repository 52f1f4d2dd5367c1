import { readFileSync } from "node:fs";
import { extractMarkdown } from "../../src/text/formats/markdown/extractMarkdown";
import { splitSentences } from "../../src/text/sentences/splitSentences";
import { createRandom } from "../graph/createRandom";
import { listReadmes } from "../harness/listReadmes";

/** Words of a sentence. */
const SHORTEST = 5;
const LONGEST = 40;

export interface Texts {
  /** Distinct, in an order that has nothing to do with their lengths. */
  readonly sentences: readonly string[];
  /** Blocks of prose, about a megabyte. */
  readonly prose: readonly string[];
}

/** English prose that is on every developer's disk: the README files of the development packages. */
export function drawTexts(): Texts {
  const prose = listReadmes().flatMap(({ path }) => extractMarkdown(readFileSync(path, "utf8")));
  const sentences = new Set<string>();
  for (const block of prose) {
    for (const { text } of splitSentences(block)) {
      const words = text.split(" ").length;
      if (words >= SHORTEST && words <= LONGEST && /^[A-Z][\w ,.;:'"()-]+[.!?]$/.test(text)) sentences.add(text);
    }
  }
  return { sentences: shuffle([...sentences]), prose: prose.map(({ text }) => text) };
}

/** The sentence with a [MASK] for a word in its middle. */
export function hideWord(sentence: string): string {
  const words = sentence.split(" ");
  words[Math.floor(words.length / 2)] = "[MASK]";
  return words.join(" ");
}

function shuffle<T>(items: T[]): T[] {
  const random = createRandom(7);
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
