/* eslint-disable regexp/no-super-linear-move -- a text to reword has at most MOST_UNITS characters, which rewordText.ts checks. */
import type { Span } from "../../text/spans/span";
import { fillMask } from "../fill/fillMask";
import type { Model } from "../model/model";
import { buildEdit } from "./buildEdit";
import { isOpposite } from "./isOpposite";
import { listNegations } from "./listKept";
import type { Surroundings } from "./listWordingEdits";
import type { Edit } from "./rewrite";
import { FACTUAL, MILD } from "./wordings/mild";

const COST = 0.12;
/** Proposals for each word. */
const MOST = 2;
/** A word that the model gives less beside the best of them does not stand in that place. */
const LEAST_SHARE = 0.1;

const BE = String.raw`(?:(?<!\p{L})(?:is|are|was|were|be|been|being|remains?|feels?|felt|looks?|looked|seems?|became|becomes?)|(?<=\p{L})[’'](?:s|re))`;
const ADVERB = String.raw`(?:\s+(?:so|very|too|quite|rather|simply|just|\p{L}+ly))?`;
/** What stands behind a word that ends its clause or phrase. */
const AFTER = /^(?:["”’)]*[.,;:!?]|\s*$|\s+(?:and|but|to|that|when|if|for|on|in|with|of|as|at|because|from)\b)/u;
const BEFORE_ADJECTIVE = new RegExp(String.raw`${BE}${ADVERB}\s+$`, "iu");
const BEFORE_NOUN = new RegExp(
  String.raw`${BE}\s+(?:such\s+)?an?(?:\s+(?:real|total|complete|absolute|utter|big|huge))?\s+$`,
  "iu",
);

/**
 * What the model would write in the place of words that say what something is, of words that find fault calmly: with any
 * word, it would write praise in the place of blame just as well.
 *
 * @throws {ModelError} `no-readout` without a fill-mask readout.
 */
export async function proposeWords(
  model: Model,
  { text, isWord }: Surroundings,
  places: readonly Span[],
): Promise<readonly Edit[]> {
  const edits: Edit[] = [];
  for (const { start, end } of places) {
    const targets = listTargets(text, { start, end }).filter((word) => isOnePiece(model, word));
    if (targets.length === 0) continue;
    // Each alone: with the others masked too, nothing would say what the sentence is about.
    const [answer] = (await fillMask(model, { text, masks: [{ start, end }], targets, specials: "none" })).masks;
    const best = answer?.fills[0]?.probability ?? 0;
    for (const { text: written, probability } of answer?.fills.slice(0, MOST) ?? []) {
      if (probability < best * LEAST_SHARE || isOpposite(text.slice(start, end), written)) continue;
      edits.push(buildEdit(text, { start, end, text: written.toLowerCase(), cost: COST }, isWord));
    }
  }
  return edits;
}

function listTargets(text: string, { start, end }: Span): readonly string[] {
  // "Rarely right": a word behind a negation may be praise.
  const clause = /[^,;:.!?]*$/.exec(text.slice(0, start))?.[0] ?? "";
  if (!AFTER.test(text.slice(end, end + 20)) || listNegations(clause).length > 0) return [];
  if (FACTUAL.has(text.slice(start, end).toLowerCase())) return [];
  const before = text.slice(Math.max(0, start - 60), start);
  // "There was an uproar" says that something happened.
  if (/\bthere\b/i.test(clause)) return [];
  if (BEFORE_NOUN.test(before)) return MILD.nouns;
  return BEFORE_ADJECTIVE.test(before) && !/(?:ed|ing)$/u.test(text.slice(start, end)) ? MILD.adjectives : [];
}

/** [CLS], the piece and [SEP]: the probabilities of words of several pieces would take a run each. */
function isOnePiece({ tokenizer }: Model, word: string): boolean {
  const { tokens } = tokenizer.encode(word, { specials: "none" });
  return tokens.length === 3 && tokens[1]?.kind === "word";
}
