import type { RuleFor } from "../../rule";
import { explainTone } from "./explainTone";
import { findToneFinding, TONE_NEGATIVE } from "./findToneFinding";

/** Points at sentences that read negative. */
export const toneRule: RuleFor<"tone"> = {
  id: TONE_NEGATIVE,
  name: "NegativeTone",
  description: "A sentence that reads negative",
  page: "docs/rules/tone-negative.md",
  // The score is P(negative), which is the largest of three: below 0.5 the model itself is in two minds.
  thresholds: { few: 0.95, some: 0.8, all: 0.5 },
  needs: { request: "tone", model: "tone" },
  listFindings(sentence, tone, options) {
    const finding = findToneFinding(sentence, tone, options);
    return finding === undefined ? [] : [finding];
  },
  explain: (sentence, options, ask) =>
    explainTone(sentence, options, async (texts) => (await ask(texts)).map(({ scores }) => scores.negative)),
};
