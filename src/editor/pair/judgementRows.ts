import type { Requests } from "../../engine/protocol/protocol";
import { drawBar } from "../../wording/drawBar";
import { formatPercent } from "../../wording/formatPercent";
import type { PickRow } from "../surface";

type Judgement = Requests["judge"]["result"];

/** Both directions: what the model says with the first text before the second, and the other way round. */
export function buildJudgementRows({ labels, rows, isNumber, several, cut }: Judgement): readonly PickRow[] {
  const headings = ["The first, then the second", "The second, then the first"];
  const shown = rows.flatMap((values, direction): PickRow[] => {
    const listed = labels.map((label, k) => ({ label, value: values[k] ?? NaN }));
    if (!isNumber) listed.sort((a, b) => b.value - a.value);
    return [
      { label: headings[direction] ?? "", isHeading: true },
      ...listed.map(({ label, value }) => ({
        label,
        description: isNumber ? value.toFixed(4) : `${drawBar(value)} ${formatPercent(value)}`,
      })),
    ];
  });
  const notes = [
    ...(several ? ["Each label holds or does not by itself: they do not sum to 100 %"] : []),
    ...(isNumber ? ["A number as the model was taught it, on its own scale"] : []),
    ...(cut > 0 ? ["The two are too long for the model: of each it read the beginning"] : []),
  ];
  return [...notes.map((label) => ({ icon: "info", label })), ...shown];
}
