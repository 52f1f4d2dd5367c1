import * as l10n from "@vscode/l10n";
import type { Agreement } from "../../tasks/schemas/agreementSchema";

/** Below these shares, answers in int8 are too often others than in float32 to be given unasked. */
const LEAST = { firstChoices: 0.9, labels: 0.95 };

export interface Judgement {
  readonly agrees: boolean;
  /** Words to follow the name of the precision and a colon. */
  readonly reason: string;
}

export function judgeAgreement(agreement: Agreement): Judgement {
  const { firstChoices, labels } = agreement;
  const agrees = firstChoices >= LEAST.firstChoices && labels >= LEAST.labels;
  const found = describeSame(agreement);
  if (agrees) return { agrees, reason: found };
  const [choices, least] = [LEAST.firstChoices, LEAST.labels].map(percent) as [string, string];
  return { agrees, reason: l10n.t("only {0}, expected {1} and {2}", found, choices, least) };
}

/** Words that follow "only", too. */
function describeSame({ places, firstChoices, judged, labels }: Agreement): string {
  const [choices, same] = [Math.round(firstChoices * places), Math.round(labels * judged)];
  if (judged === 0) return l10n.t("{0} of {1} first choices are the same in int8", choices, places);
  if (places === 0) return l10n.t("{0} of {1} labels are the same in int8", same, judged);
  return l10n.t("{0} of {1} first choices and {2} of {3} labels are the same in int8", choices, places, same, judged);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
