import * as l10n from "@vscode/l10n";
import { judgeMargin } from "../../wording/judgeMargin";
import { formatOdds } from "../../wording/numbers/formatOdds";
import { buildElement } from "../dom/buildElement";
import { drawBetweenGrid } from "../marks/between/betweenGrid";
import { drawPairComparisons } from "../marks/between/pairComparisons";
import type { ComparedPair } from "../messages/comparedPair";
import type { PanelView } from "./panelView";

const NO_PAIR = l10n.t(
  "Show two texts to see what is between them: select two passages, or write a second text into the field above.",
);

const VERDICTS = {
  follows: l10n.t("B follows A: it fits better there than what it is compared with."),
  "does not follow": l10n.t("B does not seem to follow A: what it is compared with fits better."),
  unclear: l10n.t("Whether B follows A is unclear: it fits about as well as what it is compared with."),
};

/** Whether B follows A, with what that is compared, and the attention between the two. */
export const pairView: PanelView = {
  label: l10n.t("Pair"),
  hint: l10n.t("Choose a head of the grids to see it as a matrix."),
  draw: ({ input, answers: { comparedPair } }, { document, onOpenHead }) => {
    const note = (text: string) => buildElement(document, "p", { class: "note", text });
    if (input.pair === undefined) return { elements: [note(NO_PAIR)] };
    if (!comparedPair) return undefined;
    const { found, lack } = comparedPair;
    if (!found) return { elements: [note(lack ?? "")] };
    const grids = (["ab", "ba"] as const).map((side) => drawBetweenGrid(found, { document, side, onOpen: onOpenHead }));
    return {
      elements: [
        buildElement(document, "p", {
          children: [
            buildElement(document, "strong", { text: VERDICTS[judgeMargin(found.margin)] }),
            " ",
            describeMargin(found),
          ],
        }),
        ...(found.notice === undefined ? [] : [note(found.notice)]),
        drawPairComparisons(found, { document }),
        buildElement(document, "div", { class: "betweens", children: grids }),
      ],
    };
  },
};

function describeMargin({ margin, others }: ComparedPair): string {
  const size = formatOdds(margin);
  const made =
    others.length === 0
      ? l10n.t("Its margin is {0}: its log-odds less those of the swapped pair, for there is no other sentence.", size)
      : l10n.t("Its margin is {0}: its log-odds less the mean of those of the other rows.", size);
  return `${made} ${l10n.t("From +1 up Cloze says “follows”, from −1 down “does not follow”.")}`;
}
