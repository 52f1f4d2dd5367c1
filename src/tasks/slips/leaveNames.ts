import type { Model } from "../model/model";
import { tagTexts } from "../tag/tagTexts";
import type { SlipsResult } from "./slipsRequest";

/** The label of words that are no names. */
const OUTSIDE = "O";

/**
 * The slips without those that touch a name which another model finds: who is called so is not mistaken. Only sentences
 * with slips are read for names.
 *
 * @param names - A model that labels words.
 * @throws {ModelError} `no-readout` if it does not.
 */
export async function leaveNames(
  names: Model,
  sentences: readonly string[],
  results: readonly SlipsResult[],
): Promise<SlipsResult[]> {
  // A model that labels every word, such as one of parts of speech, says of none that it is a name.
  if (!names.info.tags.includes(OUTSIDE)) return [...results];
  const open = results.flatMap(({ slips }, index) => (slips.length > 0 ? [index] : []));
  const { tags } = await tagTexts(names, { texts: open.map((index) => sentences[index] ?? "") });
  const kept = [...results];
  for (const [at, index] of open.entries()) {
    const result = results[index];
    if (result === undefined) continue;
    const isNamed = (slip: SlipsResult["slips"][number]) =>
      (tags[at] ?? []).some(({ span }) => slip.start < span.end && span.start < Math.max(slip.end, slip.start + 1));
    kept[index] = { ...result, slips: result.slips.filter((slip) => !isNamed(slip)) };
  }
  return kept;
}
