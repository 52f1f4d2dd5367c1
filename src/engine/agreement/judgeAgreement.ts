import type { Agreement } from "../../tasks/schemas/agreementSchema";

/** Below these shares, answers in int8 are too often others than in float32 to be given unasked. */
const LEAST = { firstChoices: 0.9, labels: 0.95 };

export interface Judgement {
  readonly agrees: boolean;
  /** Words to follow the name of the precision and a colon. */
  readonly reason: string;
}

export function judgeAgreement({ places, firstChoices, judged, labels }: Agreement): Judgement {
  const parts = [
    ...(places === 0 ? [] : [`${count(firstChoices, places)} first choices`]),
    ...(judged === 0 ? [] : [`${count(labels, judged)} labels`]),
  ];
  const agrees = firstChoices >= LEAST.firstChoices && labels >= LEAST.labels;
  const found = `${parts.join(" and ")} are the same in int8`;
  if (agrees) return { agrees, reason: found };
  return { agrees, reason: `only ${found}, expected ${percent(LEAST.firstChoices)} and ${percent(LEAST.labels)}` };
}

function count(share: number, total: number): string {
  return `${Math.round(share * total)} of ${total}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
