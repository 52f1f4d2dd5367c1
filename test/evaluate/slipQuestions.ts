import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CandidateKind } from "../../src/tasks/slips/candidates/wordCandidates";
import { cutWords } from "../../src/tasks/slips/cutWords";
import { SlipLexicon } from "../../src/tasks/slips/slipLexicon";
import type { Tokenizer } from "../../src/tokenizer/encoding";
import { SLIP_SOURCES } from "./askSlips";

/** A text, how it should be, and what kind of slip is in it. */
export interface SlipQuestion {
  readonly kind: string;
  readonly text: string;
  readonly fixed: string;
}

export interface SlipQuestions {
  /** Held-out sentences as they were written. */
  readonly clean: readonly string[];
  /** Others, with one word replaced: by a listed confusion ("listed") or by any word within one edit ("letters"). */
  readonly placed: readonly SlipQuestion[];
  /** What writers wrote, and how a person mended it. */
  readonly written: readonly SlipQuestion[];
}

/** Of the sentences this share is clean, and of the others half has a slip of each kind. */
const CLEAN = 0.5;
const PLACED: readonly CandidateKind[] = ["listed", "letters"];

/**
 * @param sentences - Held out, each once.
 * @param data - The folder with `slips/real.jsonl`; without it, there are no writers' slips.
 */
export async function drawSlipQuestions(
  tokenizer: Tokenizer,
  sentences: readonly string[],
  data: string,
): Promise<SlipQuestions> {
  const lexicon = new SlipLexicon(tokenizer, await SLIP_SOURCES.readWords(), await SLIP_SOURCES.readTables());
  const drawn = [...new Set(sentences)].sort((a, b) => draw(a) - draw(b));
  const clean = drawn.slice(0, Math.ceil(CLEAN * drawn.length));
  const placed = drawn.slice(clean.length).flatMap((text, i): readonly SlipQuestion[] => {
    const kind = PLACED[i % PLACED.length]!;
    const places = cutWords(tokenizer, text, 512).words.flatMap(({ isJudged, ids, start, end, text: word }) => {
      const others = isJudged && ids.length === 1 && word === word.toLowerCase() ? lexicon.findCandidates(ids[0]!) : [];
      const ofKind = others.filter((other) => other.kind === kind || (kind === "letters" && isNear(other.text, word)));
      return ofKind.length === 0 ? [] : [{ start, end, others: ofKind }];
    });
    const place = places[Math.floor(draw(`place ${text}`) * places.length)];
    const other = place?.others[Math.floor(draw(`word ${text}`) * place.others.length)];
    if (place === undefined || other === undefined) return [];
    return [{ kind, text: text.slice(0, place.start) + other.text + text.slice(place.end), fixed: text }];
  });
  return { clean, placed, written: readWritten(join(data, "slips", "real.jsonl")) };
}

/** Within one edit, whatever else the two words have in common. */
function isNear(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  return (
    a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) || a === b.charAt(1) + b.charAt(0) + b.slice(2)
  );
}

/** A number from 0 to 1 that depends on the text alone. */
function draw(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) / 2 ** 32;
}

function readWritten(path: string): readonly SlipQuestion[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as SlipQuestion);
}
