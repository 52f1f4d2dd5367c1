import * as l10n from "@vscode/l10n";
import type { Requests } from "../../engine/protocol/protocol";
import { drawBar } from "../../wording/drawBar";
import { formatFixed } from "../../wording/numbers/formatFixed";
import { formatPercent } from "../../wording/numbers/formatPercent";
import type { PickRow } from "../surface";

type Judgement = Requests["judge"]["result"];

/** Both directions: what the model says with the first text before the second, and the other way round. */
export function buildJudgementRows({ labels, rows, isNumber, several, cut }: Judgement): readonly PickRow[] {
  const headings = [l10n.t("The first, then the second"), l10n.t("The second, then the first")];
  const shown = rows.flatMap((values, direction): PickRow[] => {
    const listed = labels.map((label, k) => ({ label, value: values[k] ?? NaN }));
    if (!isNumber) listed.sort((a, b) => b.value - a.value);
    return [
      { label: headings[direction] ?? "", isHeading: true },
      ...listed.map(({ label, value }) => ({
        label,
        description: isNumber ? formatFixed(value, 4) : `${drawBar(value)} ${formatPercent(value)}`,
      })),
    ];
  });
  const notes = [
    ...(several ? [l10n.t("Each label holds or does not by itself: they do not sum to 100 %")] : []),
    ...(isNumber ? [l10n.t("A number as the model was taught it, on its own scale")] : []),
    ...(cut > 0 ? [l10n.t("The two are too long for the model: of each it read the beginning")] : []),
  ];
  return [...notes.map((label) => ({ icon: "info", label })), ...shown];
}
