import type { Lane, RequestKind, Requests } from "./protocol";

export interface RequestOptions {
  /** "interactive" unless said. */
  readonly lane?: Lane;
  /** Aborting rejects the request with `cancelled` at once and tells the engine to drop it. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export type EngineState =
  | { readonly kind: "stopped" }
  | { readonly kind: "starting" }
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly pending: number }
  /** Crashed 3 times in 60 s: stays so until `restart()`. */
  | { readonly kind: "failed"; readonly message: string };

/** The owner's side of the engine: starts its process at the first request, ends it when idle, settles every request. */
export interface EngineClient {
  /** @throws {EngineError} always that class, whatever fails. */
  request<K extends RequestKind>(
    kind: K,
    params: Requests[K]["params"],
    options?: RequestOptions,
  ): Promise<Requests[K]["result"]>;
  readonly state: EngineState;
  /** Calls back on every change of `state`; returns what ends the subscription. */
  onStateChange(listener: (state: EngineState) => void): () => void;
  /** Ends the process, rejects what is pending with `stopped`, and allows a new start. */
  restart(): void;
  /** Ends the process for good; pending and later requests reject with `stopped`. */
  dispose(): void;
}
