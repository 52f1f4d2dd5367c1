import type { RequestKind, Requests } from "./requests";

/** The requests that take sentences and answer each of them, whatever the others are. */
export type SentenceRequest = {
  [K in RequestKind]: Requests[K] extends {
    readonly params: { readonly sentences: readonly string[] };
    readonly result: readonly unknown[];
  }
    ? K
    : never;
}[RequestKind];

/** The answer about one sentence. */
export type SentenceAnswer<K extends SentenceRequest> = Requests[K]["result"][number];
