import * as l10n from "@vscode/l10n";
import type { RuleFor } from "../../rule";
import { explainTone } from "./explainTone";
import { findToneFinding, TONE_NEGATIVE } from "./findToneFinding";

/**
 * What reads negative only by itself is mostly a label or a turn of phrase: "Slack Bot Scopes", "Let's dissect this
 * configuration." Behind such words its sense decides.
 */
// eslint-disable-next-line language/untranslated -- the models read English
const AGAIN = ["Here is what this section is about. {}", "This chapter explains the following: {}"];

/** Points at sentences that read negative. */
export const toneRule: RuleFor<"tone"> = {
  id: TONE_NEGATIVE,
  name: "NegativeTone",
  description: l10n.t("A sentence that reads negative"),
  page: "docs/rules/tone-negative.md",
  // Measured: docs/rules/tone-negative.md.
  thresholds: { few: 0.88, some: 0.55, all: 0.4 },
  needs: { request: "tone", model: "tone", params: { again: AGAIN } },
  listFindings(sentence, tone, options) {
    const finding = findToneFinding(sentence, tone, options);
    return finding === undefined ? [] : [finding];
  },
  explain: (sentence, options, ask) =>
    explainTone(sentence, options, async (texts) => (await ask(texts)).map(({ scores }) => scores.negative)),
};
