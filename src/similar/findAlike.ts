import type { EngineClient } from "../engine/client/engineClient";
import { type AskOptions, askRows, type IndexedRows } from "./askRows";
import { isStaleIndex } from "./isStaleIndex";
import type { PlacedText } from "./placedText";

/** A sentence that says something like the text that was asked about. */
export interface Match extends PlacedText {
  /** Cosine of the two vectors, -1 to 1. */
  readonly similarity: number;
}

export interface AlikeAsked {
  /** Folder of the checkpoint. */
  readonly model: string;
  readonly text: string;
  readonly texts: readonly PlacedText[];
  /** How many to find, 1 to 1000. */
  readonly top: number;
}

export interface Alike extends Pick<IndexedRows, "by" | "precision" | "read" | "cut"> {
  /** Best first. */
  readonly matches: readonly Match[];
}

/**
 * Finds the sentences that say something like a text.
 *
 * @throws {EngineError} what the client rejects with.
 */
export async function findAlike(
  engine: Pick<EngineClient, "request">,
  { model, text, texts, top }: AlikeAsked,
  options: AskOptions = {},
): Promise<Alike> {
  const { signal } = options;
  const words = texts.map((each) => each.text);
  for (let tries = 1; ; tries++) {
    const { epoch, rows, by, precision, read, cut } = await askRows(engine, model, words, options);
    try {
      const params = { model, epoch, rows, text, top };
      const { matches } = await engine.request("nearest", params, { ...(signal && { signal }) });
      const found = matches.flatMap(({ index, similarity }) => {
        const place = texts[index];
        return place === undefined ? [] : [{ ...place, similarity }];
      });
      return { matches: found, by, precision, read, cut };
    } catch (error) {
      if (tries > 1 || !isStaleIndex(error)) throw error;
    }
  }
}
