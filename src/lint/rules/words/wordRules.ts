import type { SlipRule } from "../../../tasks/slips/slipsRequest";
import type { RuleFor } from "../../rule";
import { listSlipFindings } from "./listSlipFindings";
import { SLIP_LEVELS } from "./slipLevels";

type Facts = Pick<RuleFor<"slips">, "name" | "description"> & { readonly pairs: string };

const FACTS: Readonly<Record<SlipRule, Facts>> = {
  slip: {
    name: "WordSlip",
    description: "A word where another one was meant",
    pairs:
      'Pairs of words that are never marked: "form from", the one that stands there and the one that is not to be suggested for it.',
  },
  article: {
    name: "WrongArticle",
    description: "“a” for “an”, or the reverse",
    pairs: 'What is never marked: "a SQL", the article and the word behind it as they stand.',
  },
  double: {
    name: "DoubledWord",
    description: "A word that stands twice",
    pairs: 'What is never marked: "that that", the word twice.',
  },
  missing: {
    name: "MissingWord",
    description: "A place where a word is missing",
    pairs: 'Where no word is ever missing: "tasks executed", the words on both sides.',
  },
  extra: {
    name: "SuperfluousWord",
    description: "A word too many",
    pairs: 'What is never marked: "of the", the word and the one behind it as they stand.',
  },
};

/** The rules about single words. All rest on the same answers. */
export const WORD_RULES: readonly RuleFor<"slips">[] = (Object.keys(FACTS) as SlipRule[]).map((rule) => ({
  id: `words/${rule}`,
  ...FACTS[rule],
  page: "docs/rules/words.md",
  thresholds: SLIP_LEVELS,
  needs: { request: "slips", model: "text", hidden: true },
  listFindings: (sentence, answer, options) => listSlipFindings(sentence, answer, { ...options, rule }),
}));
