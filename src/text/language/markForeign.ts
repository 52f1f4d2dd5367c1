import type { Format } from "../formats/format";
import { ChunkMemory } from "../markup/chunkMemory";
import type { Sentence } from "../spans/sentence";
import { findDeclaredEnglish } from "./findDeclaredEnglish";

/**
 * Different words from which on a text shows its language. Of shorter English ones a detector loses some in a hundred; a
 * word that comes again says nothing more: four times "A poison …" is French to it.
 */
const LONG = 12;
/** UTF-16 units of a document that show its language. */
const SAMPLE = 4000;
/** Common words that no other language of this alphabet has; two of them, and one word in ten, make a sentence English. */
const ENGLISH =
  /\b(?:the|and|with|that|this|you|your|are|be|it|its|from|by|not|which|when|can|will|have|has|if|or)\b/giu;

/** Tells the language of a text by its code ("en"). */
type Detect = (text: string) => string;

/**
 * Marks the sentences that are not English. What the document says of its language counts for all of it. Otherwise a long
 * sentence is judged by itself; a short one is foreign if the document is, too.
 *
 * @param memory - Helps most if it has seen an earlier version of the document.
 */
export async function markForeign(
  text: string,
  format: Format,
  sentences: readonly Sentence[],
  memory = new ChunkMemory<boolean>(),
): Promise<readonly Sentence[]> {
  const declared = findDeclaredEnglish(text, format);
  if (declared === false) return sentences.map((sentence) => ({ ...sentence, isForeign: true }));
  if (sentences.every((sentence) => isPlain(sentence.text))) return sentences;
  const detect = await loadDetector();
  memory.begin();
  const isForeign = (part: string): boolean => memory.recall(part, () => looksForeign(part, detect));
  const sample = sampleText(sentences);
  const isDocumentForeign = declared === undefined && countDifferentWords(sample) >= LONG && isForeign(sample);
  return sentences.map((sentence) => {
    if (isPlain(sentence.text)) return sentence;
    const isJudged = isDocumentForeign || countDifferentWords(sentence.text) >= LONG || isOtherScript(sentence.text);
    return isJudged && isForeign(sentence.text) ? { ...sentence, isForeign: true } : sentence;
  });
}

/** Loaded when the first text asks for it, which few English ones do: its tables take a tenth of a second. */
async function loadDetector(): Promise<Detect> {
  const { eld } = await import("eld/extrasmall");
  return (text) => eld.detect(text).language;
}

function isPlain(text: string): boolean {
  const common = text.match(ENGLISH)?.length ?? 0;
  return common >= 2 && common * 10 >= countWords(text);
}

function looksForeign(text: string, detect: Detect): boolean {
  if (isOtherScript(text)) return true;
  const language = detect(text);
  return language !== "" && language !== "en";
}

/** Whether most letters are of another alphabet. */
function isOtherScript(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters > 0 && latin * 2 < letters;
}

function listWords(text: string): readonly string[] {
  return text.match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? [];
}

function countWords(text: string): number {
  return listWords(text).length;
}

function countDifferentWords(text: string): number {
  return new Set(listWords(text.toLowerCase())).size;
}

/** Sentences from all of the document, joined. */
function sampleText(sentences: readonly Sentence[]): string {
  const length = sentences.reduce((sum, { text }) => sum + text.length, 0);
  const step = Math.max(1, Math.ceil(length / SAMPLE));
  return sentences
    .filter((_, index) => index % step === 0)
    .map(({ text }) => text)
    .join(" ")
    .slice(0, 2 * SAMPLE);
}
