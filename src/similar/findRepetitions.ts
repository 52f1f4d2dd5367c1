import type { EngineClient } from "../engine/client/engineClient";
import { type AskOptions, askRows, type IndexedRows, type Slice } from "./askRows";
import { isStaleIndex } from "./isStaleIndex";
import { isWorthComparing } from "./isWorthComparing";
import { type Difference, listDifferences } from "./listDifferences";
import type { PlacedText } from "./placedText";

/** Two places that say the same in other words. */
export interface Repetition {
  readonly a: PlacedText;
  readonly b: PlacedText;
  /** Cosine of the two vectors, -1 to 1. */
  readonly similarity: number;
  /** In what they disagree. */
  readonly differences: readonly Difference[];
}

export interface RepetitionsAsked {
  /** Folder of the checkpoint. */
  readonly model: string;
  readonly texts: readonly PlacedText[];
  /** Least similarity, -1 to 1. Default: by whether the model was taught sentence vectors. */
  readonly least?: number | undefined;
  /** Most pairs. */
  readonly most: number;
}

export interface Repetitions extends Pick<IndexedRows, "by" | "precision" | "read" | "cut"> {
  /** Those that disagree first; then the most alike first. */
  readonly pairs: readonly Repetition[];
  /** Pairs that are alike too, but beyond the most that were asked for. */
  readonly more: number;
  /** The places of each sentence that stands in several, but for letters' case and signs. */
  readonly identical: readonly (readonly PlacedText[])[];
  /** How many different sentences were compared. */
  readonly compared: number;
  readonly least: number;
}

/** Vectors of a model that was not taught them lie close together, whatever the sentences say. */
const LEAST = { files: 0.85, default: 0.95 } as const;

/**
 * Finds sentences that say the same in other words: all are compared with all.
 *
 * @throws {EngineError} what the client rejects with.
 */
export async function findRepetitions(
  engine: Pick<EngineClient, "request">,
  { model, texts, least: asked, most }: RepetitionsAsked,
  options: AskOptions = {},
): Promise<Repetitions> {
  const groups = await groupIdentical(texts, options.slice);
  const firsts = groups.flatMap(([first]) => first ?? []);
  for (let tries = 1; ; tries++) {
    const words = firsts.map(({ text }) => text);
    const indexed = await askRows(engine, model, words, half(options, 0));
    const least = asked ?? LEAST[indexed.by];
    try {
      const { epoch, rows, by, precision, read, cut } = indexed;
      const { signal, onProgress } = half(options, 1);
      const { pairs, more } = await engine.request(
        "repeats",
        { model, epoch, rows, least, most },
        { lane: "workspace", ...(signal && { signal }), ...(onProgress && { onProgress }) },
      );
      const found = pairs.flatMap(({ a, b, similarity }) => placePair(firsts[a], firsts[b], similarity));
      const identical = groups.filter(({ length }) => length > 1);
      return { pairs: orderPairs(found), more, identical, compared: firsts.length, least, by, precision, read, cut };
    } catch (error) {
      if (tries > 1 || !isStaleIndex(error)) throw error;
    }
  }
}

/** Reading is one half of the work, comparing the other. */
function half({ signal, onProgress }: AskOptions, before: 0 | 1): AskOptions {
  return {
    ...(signal && { signal }),
    ...(onProgress && { onProgress: (done, total) => onProgress(before * total + done, 2 * total) }),
  };
}

function placePair(a: PlacedText | undefined, b: PlacedText | undefined, similarity: number): readonly Repetition[] {
  if (a === undefined || b === undefined) return [];
  return [{ a, b, similarity, differences: listDifferences(a.text, b.text) }];
}

function orderPairs(pairs: readonly Repetition[]): readonly Repetition[] {
  return [
    ...pairs.filter(({ differences }) => differences.length > 0),
    ...pairs.filter(({ differences }) => differences.length === 0),
  ];
}

/** Those that are worth comparing, in the order of the first of each. */
async function groupIdentical(
  texts: readonly PlacedText[],
  slice: Slice | undefined,
): Promise<readonly (readonly PlacedText[])[]> {
  const groups = new Map<string, PlacedText[]>();
  for (const text of texts) {
    if (slice?.isOver() === true) await slice.pause();
    if (!isWorthComparing(text)) continue;
    const key = (text.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [text]);
    else group.push(text);
  }
  return [...groups.values()];
}
