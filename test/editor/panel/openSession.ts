import { AttentionSession, type AttentionSessionOptions } from "../../../src/editor/panel/attentionSession";
import type { EngineClient } from "../../../src/engine/client/engineClient";
import { EngineError, type EngineErrorCode } from "../../../src/engine/protocol/engineError";
import type { RequestKind, Requests } from "../../../src/engine/protocol/protocol";
import type { Token } from "../../../src/tokenizer/encoding";
import type { ToPage } from "../../../src/webview/messages";

interface Asked {
  readonly kind: RequestKind;
  readonly params: Readonly<Record<string, unknown>>;
  readonly answer: (result: unknown) => void;
  readonly fail: (code: EngineErrorCode) => void;
}

export const INFO: Requests["load"]["result"] = {
  folder: "/m",
  name: "m",
  architecture: "bert",
  layers: 4,
  heads: 2,
  hiddenSize: 8,
  vocabularySize: 9,
  maxTokens: 16,
  cased: false,
  mask: "[MASK]",
  continuingPrefix: "##",
  parameters: 1,
  has: { mlm: true, nsp: true, classifier: false, answers: false, tags: false },
  labels: [],
  tags: [],
  problem: undefined,
  temperature: 1,
  device: "CPU",
  deviceReason: "asked for",
  precision: "int8",
  statesPrecision: "fp32",
  precisionReason: "asked for",
};

function makeToken(text: string, position: number, segment: 0 | 1, span: { start: number; end: number }): Token {
  const kinds: Readonly<Record<string, Token["kind"]>> = { "[CLS]": "cls", "[SEP]": "sep", "[MASK]": "mask" };
  return { text, id: position, kind: kinds[text] ?? "word", span, segment, position, word: undefined };
}

export const TOKENS = [
  makeToken("[CLS]", 0, 0, { start: 0, end: 0 }),
  makeToken("cats", 1, 0, { start: 0, end: 4 }),
  makeToken("[MASK]", 2, 0, { start: 5, end: 11 }),
  makeToken("[SEP]", 3, 0, { start: 11, end: 11 }),
  makeToken("they", 4, 1, { start: 0, end: 4 }),
  makeToken("[SEP]", 5, 1, { start: 4, end: 4 }),
];
export const SOURCE = { text: "Cats [MASK]", pair: "They", place: "here" };

export const SHARES = { special: 1, itself: 0, previous: 0, next: 0, sameSegment: 0, otherSegment: 0 };

export function makeAttention(layer: number, head: number): Requests["attention"]["result"] {
  const attention = Float32Array.of(layer, head);
  return { tokens: TOKENS, heads: [{ layer, head }], attention, shares: SHARES, isNext: 0.9, precision: "fp32" };
}

/** A session with an engine that answers when the test says so; only "load" is answered at once. */
export function open(more: Partial<AttentionSessionOptions> = {}) {
  const asked: Asked[] = [];
  const posted: ToPage[] = [];
  const failures: unknown[] = [];
  const request = (kind: RequestKind, params: object, options: { readonly signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      options.signal?.addEventListener("abort", () => reject(new EngineError("cancelled", "cancelled")));
      if (kind === "load") resolve(INFO);
      else {
        const fail = (code: EngineErrorCode) => reject(new EngineError(code, `said ${code}`));
        asked.push({ kind, params: params as Asked["params"], answer: resolve, fail });
      }
    });
  const session = new AttentionSession({
    engine: { request: request as EngineClient["request"] },
    resolveModel: () => Promise.resolve("/m"),
    post: (message) => posted.push(message),
    readOther: (against) =>
      against === "commit"
        ? Promise.reject(new EngineError("failed", "no commit"))
        : Promise.resolve(against === "model" ? { name: "other", model: "/o" } : { name: "as saved", text: "it is" }),
    onFailure: (what, error) => failures.push([what, (error as EngineError).code]),
    ...more,
  });
  return {
    session,
    failures,
    posted,
    asked,
    /** The requests that the engine got since the last call, after everything that could run has run. */
    takeAsked: async () => {
      await settle();
      return asked.splice(0);
    },
    /** The messages to the page since the last call, without "busy". */
    takePosted: async () => {
      await settle();
      return posted.splice(0).filter(({ kind }) => kind !== "busy");
    },
  };
}

/** Resolves in the next turn of the event loop, when every promise that can settle has settled. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A session whose page shows SOURCE with layer 3, head 0. */
export async function openShown(more: Partial<AttentionSessionOptions> = {}) {
  const opened = open(more);
  opened.session.receive({ kind: "ready" });
  opened.session.show(SOURCE);
  const [first] = await opened.takeAsked();
  first!.answer(makeAttention(3, 0));
  await opened.takePosted();
  return opened;
}
