import type { ModelInfo } from "../../tasks/model/model";
import type {
  AttentionResult,
  EmbedResult,
  FillResult,
  HeadsResult,
  PairResult,
  Pooling,
  TokensResult,
  ToneResult,
  VectorsResult,
} from "../../tasks/results";
import type { Span } from "../../text/spans/span";
import type { Specials } from "../../tokenizer/encoding";

// For owners, which import nothing of the rooms behind the engine.
export type { HeadShares } from "../../tasks/attention/headShares";
export { POOLINGS } from "../../tasks/results";

/**
 * Every message between the engine's process and whoever owns it. Both sides import these types and nothing else
 * of each other. Raise the version when a message changes shape: sides of different versions refuse each other.
 */
export const PROTOCOL_VERSION = 4;

/** Order of service. A request never waits for one of a later lane that has not started. */
export const LANES = ["interactive", "visible", "workspace"] as const;
export type Lane = (typeof LANES)[number];

/** A text, or a pair read as [CLS] A [SEP] B [SEP]. */
export interface TextParams {
  /** Absolute path of the checkpoint folder. */
  readonly model: string;
  readonly text: string;
  readonly pair?: string;
  /** How special names typed in the text are read; "mask" unless said. */
  readonly specials?: Specials;
}

export interface FillParams extends TextParams {
  /** What to mask, in `text`; without it, the literal [MASK]s. */
  readonly masks?: readonly Span[];
  /** Fills wanted for each mask, 1..100; 10 unless said. */
  readonly top?: number;
  /**
   * Most pieces of a fill, 1..4. 1 unless said: the model's own ranking, piece by piece, as other BERT tools give it.
   * From 2 on fills are whole words: words of several pieces take part, bare continuations and specials do not.
   */
  readonly maxPieces?: number;
  /** Score these words only. */
  readonly targets?: readonly string[];
}

export interface PairParams {
  readonly model: string;
  readonly text: string;
  readonly pair: string;
  /** Sentences that stand before the text, in their order; read along as far as there is room. */
  readonly before?: readonly string[];
  /** Sentences of the same document, from which the margin's comparisons are drawn. */
  readonly document?: readonly string[];
  /** Of the draw; 0 unless said. */
  readonly seed?: number;
}

export interface ToneParams {
  readonly model: string;
  readonly sentences: readonly string[];
}

export interface AttentionParams extends TextParams {
  /** 0..L-1; the last unless said. */
  readonly layer?: number;
  /** 0..N-1; 0 unless said. */
  readonly head?: number;
}

export interface EmbedParams extends TextParams {
  /** "mean" unless said. */
  readonly pooling?: Pooling;
  /** Layer for "cls", "mean" and "weighted": 0 the embeddings, 1..L; the last unless said. */
  readonly layer?: number;
}

/** Request kinds: what goes in and what comes back. */
export interface Requests {
  /** Loads the model unless it is loaded; every other request does so too. */
  load: { params: { readonly model: string }; result: ModelInfo };
  unload: { params: { readonly model: string }; result: null };
  /**
   * Has the model answer on the device that is best for it from now on, as the engine's start said: tries devices, if
   * that was "auto". Takes seconds the first time; before it was asked for, a model that is to choose runs on the CPU.
   */
  device: { params: { readonly model: string }; result: ModelInfo };
  tokens: { params: TextParams; result: TokensResult };
  fill: { params: FillParams; result: FillResult };
  pair: { params: PairParams; result: PairResult };
  /** One result for each sentence, in order. */
  tone: { params: ToneParams; result: readonly ToneResult[] };
  attention: { params: AttentionParams; result: AttentionResult };
  embed: { params: EmbedParams; result: EmbedResult };
  heads: { params: TextParams; result: HeadsResult };
  vectors: { params: TextParams; result: VectorsResult };
}
export type RequestKind = keyof Requests;

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
  /** Of a long request, at most every 100 ms: `done` of `total` sentences or steps. */
  | { readonly kind: "progress"; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: "pong" };
