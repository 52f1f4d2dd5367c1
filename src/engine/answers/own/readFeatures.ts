import type { Work } from "../../steps/work";
import { embedTexts } from "../embedTexts";
import type { Features } from "./featureRecord";
import type { FeaturesWanted, OwnAnswers } from "./ownAnswers";

/** Texts that are read before their vectors are kept: what a cancelled request loses is less. */
const PART = 2_000;

export interface TextsToRead extends FeaturesWanted {
  readonly texts: readonly string[];
  /** Whether vectors that are read now are known from then on: those of rows, which will be learnt from again. */
  readonly isKept: boolean;
}

/**
 * The features of each text, by the text. A text whose vector is not known is read once.
 *
 * @throws {TaskError} `bad-option` for a layer that the model does not have; {EngineError} `cancelled` by `turn`.
 */
export async function readFeatures(
  own: OwnAnswers,
  { texts, layer, pooling, isKept }: TextsToRead,
  { turn, report }: Work,
): Promise<ReadonlyMap<string, Features>> {
  const { model } = own;
  const cache = own.features({ layer, pooling });
  await cache.open();
  const found = new Map<string, Features>();
  const unknown = new Set<string>();
  for (const text of texts) {
    const known = cache.find(text);
    if (known === undefined) unknown.add(text);
    else found.set(text, known);
  }
  const known = texts.length - unknown.size;
  for (let from = 0; from < unknown.size; from += PART) {
    const part = [...unknown].slice(from, from + PART);
    const work = { turn, report: (done: number) => report(known + from + done, texts.length) };
    const { vectors, hiddenSize, long } = await embedTexts(
      model,
      { texts: part, layer, pooling, normalize: false },
      work,
    );
    const windows = new Map(long.map(({ index, read }) => [index, read.windows]));
    for (const [index, text] of part.entries()) {
      const vector = vectors.slice(index * hiddenSize, (index + 1) * hiddenSize);
      const features = { windows: windows.get(index) ?? 1, vector };
      if (isKept) cache.add(text, features);
      found.set(text, features);
    }
  }
  return found;
}
