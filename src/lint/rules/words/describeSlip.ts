import * as l10n from "@vscode/l10n";
import type { Slip, SlipRule } from "../../../tasks/slips/slipsRequest";
import type { Sentence } from "../../../text/spans/sentence";
import type { Span } from "../../../text/spans/span";
import type { MarkedWord } from "../../markedWord";
import { type Company, findCompany } from "./findCompany";

/** A slip in words. */
export interface DescribedSlip {
  readonly word: MarkedWord;
  /** What is wrong, then what was meant. */
  readonly message: string;
  /** What a menu calls the change. */
  readonly title: string;
  /** The word with its neighbours: three words if the sentence has so many. */
  readonly phrase: string;
}

/** @param place - The word in the text, without the space that goes with it; empty where a word is missing. */
export function describeSlip(sentence: Sentence, slip: Slip, place: Span): DescribedSlip {
  const { text } = sentence;
  const company = findCompany(text, place);
  const [before, after] = [company.before[0], company.after[0]];
  const read = (span: Span | undefined) => (span === undefined ? "" : text.slice(span.start, span.end));
  const see = (span: Span | undefined) => (span && isPlaceholder(sentence, span) ? "…" : read(span));
  const [written, meant] = [read(place), slip.suggestion.trim()];
  const wording = WORDINGS[slip.rule];
  const message = wording.say({ written, meant, before: see(before), after: see(after) });
  const pair = wording.pair({ written, meant, before: read(before), after: read(after) }).trim();
  const mended = [text.slice(0, slip.start), slip.suggestion, text.slice(slip.end)] as const;
  return {
    word: { place, written, meant, mended, pair, pairTitle: wording.pairTitle(pair, { written, meant }) },
    message,
    title: wording.title({ written, meant }),
    phrase: read(selectPhrase(slip.rule, place, company)),
  };
}

interface Words {
  readonly written: string;
  readonly meant: string;
}

/** With the neighbours; empty at an end of the sentence. */
interface WordsInCompany extends Words {
  readonly before: string;
  readonly after: string;
}

interface Wording {
  /** What is wrong. A neighbour that stands for code or a link is "…": nobody wrote it. */
  readonly say: (words: WordsInCompany) => string;
  readonly pair: (words: WordsInCompany) => string;
  readonly pairTitle: (pair: string, words: Words) => string;
  readonly title: (words: Words) => string;
}

const nameNeverMarked = (pair: string) => l10n.t("Never mark “{0}”…", pair);

const WORDINGS: Readonly<Record<SlipRule, Wording>> = {
  slip: {
    say: ({ written, meant }) => l10n.t("“{0}” may be the wrong word. Did you mean “{1}”?", written, meant),
    pair: ({ written, meant }) => `${written} ${meant}`,
    pairTitle: (_, { written, meant }) => l10n.t("Never suggest “{0}” for “{1}”…", meant, written),
    title: ({ meant }) => l10n.t("Replace with “{0}”", meant),
  },
  article: {
    say: ({ written, meant, after }) => l10n.t("“{0}” before “{1}”. Did you mean “{2}”?", written, after, meant),
    pair: ({ written, after }) => `${written} ${after}`,
    pairTitle: nameNeverMarked,
    title: ({ meant }) => l10n.t("Replace with “{0}”", meant),
  },
  double: {
    say: ({ written }) => l10n.t("“{0}” stands twice. Did you mean it once?", written),
    pair: ({ written }) => `${written} ${written}`,
    pairTitle: nameNeverMarked,
    title: ({ written }) => l10n.t("Delete “{0}”", written),
  },
  missing: {
    say: ({ meant, before, after }) =>
      after === ""
        ? l10n.t("A word may be missing after “{0}”. Did you mean “{1}”?", before, `${before} ${meant}`)
        : l10n.t("A word may be missing before “{0}”. Did you mean “{1}”?", after, `${meant} ${after}`),
    pair: ({ before, after }) => `${before} ${after}`,
    pairTitle: (pair) => l10n.t("Never miss a word in “{0}”…", pair),
    title: ({ meant }) => l10n.t("Insert “{0}”", meant),
  },
  extra: {
    say: ({ written, before, after }) =>
      l10n.t("“{0}” may be a word too many. Did you mean “{1}”?", written, `${before} ${after}`.trim()),
    pair: ({ written, before, after }) => (after === "" ? `${before} ${written}` : `${written} ${after}`),
    pairTitle: nameNeverMarked,
    title: ({ written }) => l10n.t("Delete “{0}”", written),
  },
};

/** True for a word that has no place in the document: it stands for code, a link or a formula. */
function isPlaceholder({ runs }: Sentence, { start, end }: Span): boolean {
  return !runs.some(({ textStart, length }) => textStart < end && start < textStart + length);
}

/** From the first to the last of the words that are looked for elsewhere. */
function selectPhrase(rule: SlipRule, place: Span, { before, after }: Company): Span {
  // What "a" or "an" needs for company is the word behind it.
  if (rule === "article") return { start: place.start, end: after[0]?.end ?? place.end };
  const others = place.start === place.end ? 3 : 2;
  const left = Math.min(before.length, others - Math.min(after.length, others - 1));
  const right = Math.min(after.length, others - left);
  return {
    start: before[left - 1]?.start ?? place.start,
    end: after[right - 1]?.end ?? place.end,
  };
}
