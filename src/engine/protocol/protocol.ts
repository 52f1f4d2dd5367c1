import type { ModelInfo } from "../../tasks/schemas/modelSchema";
import type { RequestKind, Requests } from "./requests";
import type { ServerWait } from "./serverAddress";

export type { RequestKind, Requests };

/**
 * The version of the messages between the engine's process and its owner, all of which are in this file. Raise it when a
 * message changes: sides of different versions refuse each other. Both sides import this file, and nothing else of each
 * other.
 */
export const PROTOCOL_VERSION = 9;

/** In order of service: a request never waits for one of a later lane, unless that one has started. */
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
  /** The request is answered with the error `cancelled`, unless its answer is on its way already. */
  | { readonly kind: "cancel"; readonly id: number }
  /** Answered with "pong" as soon as the process is not inside a computation. */
  | { readonly kind: "ping" };

export type FromEngine =
  | { readonly kind: "hello"; readonly version: number }
  /** The process now computes for this request. If it dies, this request is not sent again. */
  | { readonly kind: "working"; readonly id: number }
  | { readonly kind: "result"; readonly id: number; readonly result: Requests[RequestKind]["result"] }
  /** Request ids start at 1; 0 answers a message without an id. The code may be any error's: `readEngineError` checks it. */
  | { readonly kind: "error"; readonly id: number; readonly code: string; readonly message: string }
  /** Other than before answers from now on: the CPU, because the device failed or the server is away; or the server, which is back. */
  | { readonly kind: "fallback"; readonly info: ModelInfo }
  /** Answers wait for a server that has been silent for some time; `null` when they do no longer. */
  | { readonly kind: "waiting"; readonly wait: ServerWait | null }
  /** `done` of `total` sentences or steps of a long request are known. Sent at most every 100 ms. */
  | { readonly kind: "progress"; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: "pong" };
