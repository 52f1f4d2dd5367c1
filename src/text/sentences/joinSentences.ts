import type { Run, Sentence } from "../spans/sentence";

/** Joins consecutive sentences with a space between them. @param sentences - At least one. */
export function joinSentences(sentences: readonly Sentence[]): Sentence {
  const [first, last] = [sentences[0], sentences.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError("0 sentences, expected at least 1");
  const runs: Run[] = [];
  let text = "";
  for (const sentence of sentences) {
    if (text !== "") text += " ";
    const shift = text.length;
    runs.push(...sentence.runs.map((run) => ({ ...run, textStart: run.textStart + shift })));
    text += sentence.text;
  }
  return { text, runs, span: { start: first.span.start, end: last.span.end } };
}
