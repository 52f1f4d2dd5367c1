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
  /** Two sentences of one file are two places if they are farther apart than so many. Default: 10. */
  readonly near?: number;
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

/**
 * Sentences of one file that are this near are not two places: lists and tables say nearly the same on purpose, and whoever
 * reads one sees the other.
 */
const NEAR = 10;
/** Pairs that are asked for, however few are wanted: some are near, and those that disagree come first. */
const ASKED = 20_000;
/** Pairs that are asked for, for each that is wanted. */
const SPARE = 4;
const MOST_ASKED = 100_000;

/** Vectors of a model that was not taught them lie close together, whatever the sentences say. */
const LEAST = { files: 0.85, default: 0.95 } as const;

/**
 * Finds sentences that say the same in other words: all are compared with all.
 *
 * @throws {EngineError} what the client rejects with.
 */
export async function findRepetitions(
  engine: Pick<EngineClient, "request">,
  { model, texts, least: asked, most, near = NEAR }: RepetitionsAsked,
  options: AskOptions = {},
): Promise<Repetitions> {
  const groups = await groupIdentical(texts, options.slice);
  const firsts = groups.flatMap(([first]) => first?.text ?? []);
  for (let tries = 1; ; tries++) {
    const words = firsts.map(({ text }) => text);
    const indexed = await askRows(engine, model, words, half(options, 0));
    const least = asked ?? LEAST[indexed.by];
    try {
      const { epoch, rows, by, precision, read, cut } = indexed;
      const { signal, onProgress } = half(options, 1);
      const { pairs, more } = await engine.request(
        "repeats",
        { model, epoch, rows, least, most: Math.min(MOST_ASKED, Math.max(ASKED, SPARE * most)) },
        { lane: "workspace", ...(signal && { signal }), ...(onProgress && { onProgress }) },
      );
      const found: Repetition[] = [];
      for (const { a, b, similarity } of pairs) {
        if (options.slice?.isOver() === true) await options.slice.pause();
        found.push(...placePair(groups[a], groups[b], { similarity, near }));
      }
      return {
        pairs: orderPairs(found).slice(0, most),
        more: more + Math.max(0, found.length - most),
        identical: groups.filter((group) => isRepeated(group, near)).map((group) => group.map(({ text }) => text)),
        compared: firsts.length,
        ...{ least, by, precision, read, cut },
      };
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

/** A sentence, and which one it is of all. */
interface Numbered {
  readonly text: PlacedText;
  readonly number: number;
}

/** The first two of their places that are not near. */
function placePair(
  some: readonly Numbered[] = [],
  others: readonly Numbered[] = [],
  { similarity, near }: { readonly similarity: number; readonly near: number },
): readonly Repetition[] {
  for (const a of some) {
    const b = others.find((other) => !isNear(a, other, near));
    if (b === undefined) continue;
    return [{ a: a.text, b: b.text, similarity, differences: listDifferences(a.text.text, b.text.text) }];
  }
  return [];
}

function isNear(a: Numbered, b: Numbered, near: number): boolean {
  return a.text.file === b.text.file && Math.abs(a.number - b.number) <= near;
}

function isRepeated([first, ...others]: readonly Numbered[], near: number): boolean {
  return first !== undefined && others.some((other) => !isNear(first, other, near));
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
): Promise<readonly (readonly Numbered[])[]> {
  const groups = new Map<string, Numbered[]>();
  for (const [number, text] of texts.entries()) {
    if (slice?.isOver() === true) await slice.pause();
    if (!isWorthComparing(text)) continue;
    const key = (text.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [{ text, number }]);
    else group.push({ text, number });
  }
  return [...groups.values()];
}
