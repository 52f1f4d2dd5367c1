import type { Requests } from "../../engine/protocol/protocol";
import { findSlipChange } from "../../lint/rules/words/findSlipChange";
import { SLIP_LEVELS } from "../../lint/rules/words/slipLevels";
import { listHidden } from "../../text/sentences/listHidden";
import { listSentences } from "../../text/sentences/listSentences";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { describeRead } from "../print/describeRead";
import { formatTable } from "../print/formatTable";
import type { TextAnswers } from "../texts/textCommand";
import type { TextFields } from "../texts/textFields";

type SlipsResult = Requests["slips"]["result"][number];
type Slip = SlipsResult["slips"][number];

/** What a mark would say of it, without the words. */
const RULES: Readonly<Record<Slip["rule"], string>> = {
  slip: "another word",
  article: "a or an",
  double: "stands twice",
  missing: "missing",
  extra: "too many",
};

/** Reads the text as Markdown: that is what inline code and links are written in, in plain texts too. */
export const slipAnswers: TextAnswers<"slips"> = {
  buildParams: (model, { text }) => {
    const sentences = listSentences(text, "markdown");
    return {
      model,
      sentences: sentences.map((sentence) => sentence.text),
      hidden: sentences.map((sentence) => [...listHidden(sentence, text)]),
    };
  },
  toJson: (results, fields) => ({
    slips: placeSlips(results, fields),
    ...(isByMasks(results) && { by: "masks" }),
  }),
  describe(results, fields) {
    const slips = placeSlips(results, fields);
    const rows = slips.map((slip) => [formatPercent(slip.probability), RULES[slip.rule], ...describeSlip(slip)]);
    return [
      slips.length === 0 ? "no slips" : formatTable(rows, ["right", "left", "left"]),
      ...(isByMasks(results) ? ["", BY_MASKS] : []),
      ...results.flatMap(({ read }) => describeRead(read)),
    ].join("\n");
  },
};

const BY_MASKS =
  "This model was not taught to find slips: words were masked one by one, which is slower, and missing words and words too many are not found.";

function isByMasks(results: readonly SlipsResult[]): boolean {
  return results.some(({ by }) => by === "masks");
}

/** The slips that the level lets through, at their places in the text; without those that only a change of markup could mend. */
function placeSlips(results: readonly SlipsResult[], { text, level = "some" }: TextFields): readonly Slip[] {
  return listSentences(text, "markdown").flatMap((sentence, i) =>
    (results[i]?.slips ?? []).flatMap((slip) => {
      const change = slip.probability < SLIP_LEVELS[level] ? undefined : findSlipChange(sentence, slip);
      if (change === undefined) return [];
      const { span, text: suggestion } = change;
      return [{ ...slip, ...span, text: text.slice(span.start, span.end), suggestion }];
    }),
  );
}

function describeSlip({ text, suggestion }: Slip): readonly string[] {
  const written = text.trim();
  if (suggestion === "") return [`${written} → nothing`];
  return [written === "" ? `+ ${suggestion.trim()}` : `${written} → ${suggestion.trim()}`];
}
