import type { PanelSenses } from "../messages/otherPages";
import { PageError } from "../pageError";

/** Rounding may carry a share or a cosine slightly beyond 1. */
const MOST = 1 + 1e-6;

/** @throws {PageError} `bad-senses` unless every point and cosine can be drawn. */
export function checkSenses(senses: PanelSenses): PanelSenses {
  const fail = (what: string) => new PageError("bad-senses", `senses: ${what}`);
  const wrong = senses.uses.flatMap(({ point }) => point).find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw fail(`coordinate ${wrong}, expected a finite number`);
  if (!(senses.share >= 0 && senses.share <= MOST)) throw fail(`share ${senses.share}, expected 0 to 1`);
  const cosine = senses.alike.find((value) => !(Math.abs(value) <= MOST));
  if (cosine !== undefined) throw fail(`cosine ${cosine}, expected -1 to 1`);
  for (const { start, end, text, group } of senses.uses) {
    if (!(start >= 0 && start <= end && end <= text.length)) throw fail(`word at ${start} to ${end}, expected a part`);
    if (!(Number.isInteger(group) && group >= 0)) throw fail(`group ${group}, expected a whole number from 0`);
  }
  return senses;
}
