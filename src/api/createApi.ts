import type { EngineClient } from "../engine/client/engineClient";
import { EngineError } from "../engine/protocol/engineError";
import { REQUESTS, type Requests } from "../engine/protocol/requests";
import type { Purpose } from "../library/library";
import { findMismatch } from "../schema/findMismatch";
import type { PartRead } from "../tasks/schemas/partReadSchema";
import { findEmptySentence } from "../tasks/tone/toneRequest";
import type { ClozeApi, Read } from "./clozeApi";

export interface ApiParts {
  readonly engine: Pick<EngineClient, "request">;
  readonly models: { resolve(purpose: Purpose): Promise<string> };
}

/** What other extensions are given: requests to the person's models, checked, with nothing of Cloze's own inside. */
export function createApi({ engine, models }: ApiParts): ClozeApi {
  const ask = async <K extends AskedKind>(
    kind: K,
    purpose: Purpose,
    params: Omit<Requests[K]["params"], "model">,
    signal: AbortSignal | undefined,
  ) => {
    const { [kind]: schema } = REQUESTS;
    // Before a model is loaded: that takes long, and a mistake is a mistake whichever model answers.
    const mismatch = findMismatch(`${kind}()`, schema.params, { ...params, model: "" });
    if (mismatch !== undefined) throw new EngineError("bad-request", mismatch);
    // A copy: lists that the caller changes while the question waits are not asked about.
    const copy = structuredClone(params);
    const asked = { ...copy, model: await models.resolve(purpose) } as Requests[K]["params"];
    return engine.request(kind, asked, signal && { signal });
  };
  return {
    version: 1,
    fill: async (text, { signal, ...options } = {}) => {
      const { masks } = await ask("fill", "text", { ...options, text }, signal);
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
      const { isNext, margin, pairQuestion, read } = await ask("pair", "text", { ...options, text, pair }, signal);
      return { isNext, margin, ...(pairQuestion && { pairQuestion }), ...toRead(read) };
    },
    tone: async (sentences, { signal } = {}) => {
      requireWords(sentences);
      const found = await ask("tone", "tone", { sentences }, signal);
      return found.map(({ label, scores, read }) => ({ label, scores, ...toRead(read) }));
    },
    embed: async (texts, { signal } = {}) => {
      const { vectors, hiddenSize, long } = await ask("embeddings", "text", { texts }, signal);
      const read = new Map(long.map((each) => [each.index, each.read]));
      return texts.map((_, i) => ({
        embedding: vectors.slice(i * hiddenSize, (i + 1) * hiddenSize),
        ...toRead(read.get(i)),
      }));
    },
    tokens: async (text, { signal, ...options } = {}) => {
      const { tokens, maxTokens } = await ask("tokens", "text", { ...options, text }, signal);
      return {
        tokens: tokens.map(({ text: piece, id, segment, span }) => ({
          text: piece,
          id,
          segment,
          start: span.start,
          end: span.end,
        })),
        maxTokens,
      };
    },
  };
}

type AskedKind = "fill" | "pair" | "tone" | "embeddings" | "tokens";

function toRead(read: PartRead | undefined): { readonly read?: Read } {
  if (read === undefined) return {};
  const { windows, span } = read;
  return { read: { windows, span: { start: span.start, end: span.end } } };
}

/** What is no list of texts is told by the check of the request. */
function requireWords(sentences: unknown): void {
  const empty = Array.isArray(sentences) ? findEmptySentence(sentences.map(String)) : undefined;
  if (empty !== undefined) throw new EngineError("bad-request", `tone(): ${empty}`);
}
