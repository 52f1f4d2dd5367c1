import * as l10n from "@vscode/l10n";
import type { EngineClient, RequestOptions } from "../engine/client/engineClient";
import { EngineError } from "../engine/protocol/engineError";
import type { Requests } from "../engine/protocol/protocol";

/** Texts of one request: so many are a few milliseconds' work to send, and fill the batches of a run. */
const PART = 1_000;
/** The engine may end and start again while it is asked. */
const MOST_TRIES = 3;

/** Sentences in the engine's index. */
export interface IndexedRows extends Pick<Requests["index"]["result"], "epoch" | "by" | "pooling" | "precision"> {
  /** Of each text, its row. */
  readonly rows: Int32Array;
  /** How many different texts the model read for it. */
  readonly read: number;
  /** How many texts are longer than what the model reads of them. */
  readonly cut: number;
}

export interface AskOptions extends Pick<RequestOptions, "signal"> {
  /** Called with the number of texts that are in the index. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Cuts long loops of an owner that has other things to do. */
  readonly slice?: Slice | undefined;
}

export interface Slice {
  /** Whether it is time to `pause`. */
  isOver(): boolean;
  pause(): Promise<void>;
}

/**
 * Puts sentences into the index of a model, part by part.
 *
 * @param model - Folder of the checkpoint.
 * @throws {EngineError} what the client rejects with.
 */
export async function askRows(
  engine: Pick<EngineClient, "request">,
  model: string,
  texts: readonly string[],
  { signal, onProgress }: AskOptions = {},
): Promise<IndexedRows> {
  for (let tries = 1; ; tries++) {
    const rows = new Int32Array(texts.length);
    const parts: Requests["index"]["result"][] = [];
    // Without texts, too: the answer says how vectors are made.
    for (let from = 0; from === 0 || from < texts.length; from += PART) {
      const part = texts.slice(from, from + PART);
      const found = await engine.request(
        "index",
        { model, texts: part },
        {
          lane: "workspace",
          ...(signal && { signal }),
          ...(onProgress && { onProgress: (done) => onProgress(from + done, texts.length) }),
        },
      );
      rows.set(found.rows, from);
      parts.push(found);
      onProgress?.(Math.min(texts.length, from + PART), texts.length);
    }
    const [first, ...others] = parts;
    if (first !== undefined && others.every(({ epoch }) => epoch === first.epoch)) {
      const { epoch, by, pooling, precision } = first;
      const add = (count: (part: Requests["index"]["result"]) => number) =>
        parts.reduce((sum, part) => sum + count(part), 0);
      return { epoch, by, pooling, precision, rows, read: add(({ read }) => read), cut: add(({ cut }) => cut.length) };
    }
    if (tries === MOST_TRIES)
      throw new EngineError("stopped", l10n.t("the engine ends again and again while it is asked"));
  }
}
