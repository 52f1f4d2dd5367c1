import type { ModelInfo } from "../../tasks/schemas/modelSchema";
import type { RequestKind, Requests } from "./requests";

export type { RequestKind, Requests };

/**
 * Every message between the engine's process and its owner. Both sides import these types and nothing else of each
 * other. Raise the version when a message changes: sides of different versions refuse each other.
 */
export const PROTOCOL_VERSION = 5;

/** Order of service. A request never waits for one of a later lane that has not started. */
export const LANES = ["interactive", "visible", "workspace"] as const;
export type Lane = (typeof LANES)[number];

export type RequestMessage = {
  [K in RequestKind]: {
    readonly kind: K;
    readonly id: number;
    readonly lane: Lane;
    readonly params: Requests[K]["params"];
  };
}[RequestKind];

export type ToEngine =
  /** Always first. */
  | { readonly kind: "hello"; readonly version: number }
  | RequestMessage
  /** The request is then answered with the error `cancelled`, unless its answer was on its way already. */
  | { readonly kind: "cancel"; readonly id: number }
  /** Answered with "pong" as soon as the process is not inside a computation. */
  | { readonly kind: "ping" };

export type FromEngine =
  | { readonly kind: "hello"; readonly version: number }
  /** The process computes for this request from now on: if it dies, this is the one that is not sent again. */
  | { readonly kind: "working"; readonly id: number }
  | { readonly kind: "result"; readonly id: number; readonly result: Requests[RequestKind]["result"] }
  /** Request ids start at 1; 0 answers a message without one. The code is any error's: `readEngineError` checks it. */
  | { readonly kind: "error"; readonly id: number; readonly code: string; readonly message: string }
  /** The model's device failed: the CPU has answered and answers from now on. At most once for each loaded model. */
  | { readonly kind: "fallback"; readonly info: ModelInfo }
  /** Progress of a long request, at most every 100 ms: `done` of `total` sentences or steps. */
  | { readonly kind: "progress"; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: "pong" };
