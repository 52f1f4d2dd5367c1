import * as l10n from "@vscode/l10n";
import type { SlipRule } from "../../../tasks/slips/slipsRequest";
import type { RuleFor } from "../../rule";
import { listSlipFindings } from "./listSlipFindings";
import { SLIP_LEVELS } from "./slipLevels";

type Facts = Pick<RuleFor<"slips">, "name" | "description"> & { readonly pairs: string };

const FACTS: Readonly<Record<SlipRule, Facts>> = {
  slip: {
    name: "WordSlip",
    description: l10n.t("A word where another one was meant"),
    pairs:
      // eslint-disable-next-line language/untranslated -- of the schema
      'Pairs of words that are never marked: "form from", the one that stands there and the one that is not to be suggested for it.',
  },
  article: {
    name: "WrongArticle",
    description: l10n.t("“a” for “an”, or the reverse"),
    // eslint-disable-next-line language/untranslated -- of the schema
    pairs: 'What is never marked: "a SQL", the article and the word behind it as they stand.',
  },
  double: {
    name: "DoubledWord",
    description: l10n.t("A word that stands twice"),
    // eslint-disable-next-line language/untranslated -- of the schema
    pairs: 'What is never marked: "that that", the word twice.',
  },
  missing: {
    name: "MissingWord",
    description: l10n.t("A place where a word is missing"),
    // eslint-disable-next-line language/untranslated -- of the schema
    pairs: 'Where no word is ever missing: "tasks executed", the words on both sides.',
  },
  extra: {
    name: "SuperfluousWord",
    description: l10n.t("A word too many"),
    // eslint-disable-next-line language/untranslated -- of the schema
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
