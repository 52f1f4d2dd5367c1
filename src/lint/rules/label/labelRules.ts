import * as l10n from "@vscode/l10n";
import { toLabelName } from "../../../wording/names/toLabelName";
import { isWholeSentence } from "../../isWholeSentence";
import { LABEL_PREFIX } from "../../mutedRules";
import { quoteSentence } from "../../quoteSentence";
import type { RuleFor } from "../../rule";
import type { RuleSettings } from "../../ruleSetting";

/** The page about all rules that name a label. */
export const LABEL_PAGE = "docs/rules/label.md";

/** A choice: what a probability of some label is worth, only its model's maker knows. docs/rules/label.md has figures of one. */
const THRESHOLDS = { few: 0.9, some: 0.7, all: 0.5 };

/** By the names of the labels: the same rules are the same objects, by which callers know that they ask the same. */
const KNOWN = new Map<string, readonly RuleFor<"labels">[]>();

/**
 * The rules `label/…` that settings or the project file name, or a command line: each points at sentences to which the
 * model for tone gives that label. All are answered by one reading of a sentence.
 */
export function listLabelRules(
  sources: readonly RuleSettings[],
  ids: readonly string[] = [],
): readonly RuleFor<"labels">[] {
  const named = [...sources.flatMap((source) => Object.keys(source)), ...ids];
  const labels = [...new Set(named)]
    .filter((id) => id.startsWith(LABEL_PREFIX))
    .map((id) => id.slice(LABEL_PREFIX.length));
  const key = labels.join("\n");
  const rules = KNOWN.get(key) ?? buildRules(labels);
  KNOWN.set(key, rules);
  return rules;
}

function buildRules(labels: readonly string[]): readonly RuleFor<"labels">[] {
  return labels.map((label) => ({
    id: LABEL_PREFIX + label,
    name: `Label${label.replace(/(?:^|-)(.)/gu, (_, letter: string) => letter.toUpperCase())}`,
    description: l10n.t("A sentence that the model labels “{0}”", label),
    page: LABEL_PAGE,
    thresholds: THRESHOLDS,
    needs: { request: "labels", model: "tone" },
    listFindings(sentence, { scores }, { threshold, document }) {
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new RangeError(`threshold is ${threshold}, expected a number from 0 to 1`);
      }
      const [name = label, score = NaN] = Object.entries(scores).find(([each]) => toLabelName(each) === label) ?? [];
      // Classifiers learn from sentences: of headings and cells of tables they were taught nothing.
      if (!(score >= threshold) || sentence.kind !== undefined || !isWholeSentence(sentence)) return [];
      const message = l10n.t("Labelled “{0}”: {1}", name, quoteSentence(sentence, document));
      return [{ rule: LABEL_PREFIX + label, span: sentence.span, score, message, scores, fixes: [] }];
    },
  }));
}
