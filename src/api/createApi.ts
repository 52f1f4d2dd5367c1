import type { EngineClient } from "../engine/client/engineClient";
import { EngineError } from "../engine/protocol/engineError";
import { REQUESTS, type Requests } from "../engine/protocol/requests";
import type { Purpose } from "../library/library";
import { findMismatch } from "../schema/findMismatch";
import type { PartRead } from "../tasks/schemas/partReadSchema";
import type { ClozeApi, Read } from "./clozeApi";

export interface ApiParts {
  readonly engine: Pick<EngineClient, "request">;
  readonly models: { resolve(purpose: Purpose): Promise<string> };
}

/** What other extensions are given: requests to the person's models, checked, with nothing of Cloze's own inside. */
export function createApi({ engine, models }: ApiParts): ClozeApi {
  const ask = <K extends keyof Requests>(kind: K, params: Requests[K]["params"], signal: AbortSignal | undefined) => {
    const { [kind]: schema } = REQUESTS;
    const mismatch = findMismatch(`${kind}()`, schema.params, params);
    if (mismatch !== undefined) throw new EngineError("bad-request", mismatch);
    // A copy: lists that the caller changes while the question waits are not asked about.
    return engine.request(kind, structuredClone(params), signal && { signal });
  };
  return {
    version: 1,
    fill: async (text, { signal, ...options } = {}) => {
      const model = await models.resolve("text");
      const { masks } = await ask("fill", { ...options, model, text }, signal);
      return masks.map(({ start, end, fills, original, read }) => ({
        start,
        end,
        fills: fills.map(({ text: word, probability }) => ({ text: word, probability })),
        ...(original && {
          original: { text: original.text, probability: original.probability, rank: original.rank },
        }),
        ...toRead(read),
      }));
    },
    pair: async (text, pair, { signal, ...options } = {}) => {
      const model = await models.resolve("text");
      const { isNext, margin, pairQuestion, read } = await ask("pair", { ...options, model, text, pair }, signal);
      return { isNext, margin, ...(pairQuestion && { pairQuestion }), ...toRead(read) };
    },
    tone: async (sentences, { signal } = {}) => {
      const model = await models.resolve("tone");
      const found = await ask("tone", { model, sentences }, signal);
      return found.map(({ label, scores, read }) => ({ label, scores, ...toRead(read) }));
    },
    embed: async (texts, { signal } = {}) => {
      const model = await models.resolve("text");
      const { vectors, hiddenSize, long } = await ask("embeddings", { model, texts }, signal);
      const read = new Map(long.map((each) => [each.index, each.read]));
      return texts.map((_, i) => ({
        embedding: vectors.slice(i * hiddenSize, (i + 1) * hiddenSize),
        ...toRead(read.get(i)),
      }));
    },
  };
}

function toRead(read: PartRead | undefined): { readonly read?: Read } {
  if (read === undefined) return {};
  const { windows, span } = read;
  return { read: { windows, span: { start: span.start, end: span.end } } };
}
