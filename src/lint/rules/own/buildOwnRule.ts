import * as l10n from "@vscode/l10n";
import { selectOwnTone } from "../../../ownTone/selectOwnTone";
import type { ToneFile, ToneMark } from "../../../ownTone/toneFileSchema";
import { isWholeSentence } from "../../isWholeSentence";
import { quoteSentence } from "../../quoteSentence";
import type { RuleFor } from "../../rule";

/** The page about all rules that come from files. */
export const OWN_PAGE = "docs/rules/own.md";

/**
 * The rule of a tone of one's own: it points at sentences to which the model gives the label that the file marks.
 *
 * @returns `undefined` for a file that marks no label.
 */
export function buildOwnRule(file: ToneFile): RuleFor<"classify"> | undefined {
  const { name, mark } = file;
  if (mark === undefined) return undefined;
  return {
    id: `own/${name}`,
    name: nameInOneWord(name),
    description: l10n.t("A sentence that is “{0}”, as {1} was taught", mark.label, name),
    page: OWN_PAGE,
    severity: mark.severity,
    thresholds: spreadThreshold(mark),
    needs: { request: "classify", model: "tone", params: { tone: selectOwnTone(file) } },
    listFindings(sentence, { scores }, { threshold, document }) {
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new RangeError(`threshold is ${threshold}, expected a number from 0 to 1`);
      }
      const score = scores[mark.label] ?? NaN;
      // Examples are sentences: of headings and cells of tables the tone was taught nothing.
      if (!(score >= threshold) || sentence.kind !== undefined || !isWholeSentence(sentence)) return [];
      const message = `${mark.message}: ${quoteSentence(sentence, document)}`;
      return [{ rule: `own/${name}`, span: sentence.span, score, message, scores, fixes: [] }];
    },
  };
}

/** "few" is half-way from the threshold to certainty, "all" half of it. */
function spreadThreshold({ threshold }: ToneMark): RuleFor<"classify">["thresholds"] {
  return { few: (1 + threshold) / 2, some: threshold, all: threshold / 2 };
}

/** "OwnTooHarsh" for "too-harsh". */
function nameInOneWord(name: string): string {
  return `Own${name
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("")}`;
}
