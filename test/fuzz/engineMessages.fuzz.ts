import assert from "node:assert/strict";
import type { Channel } from "../../src/engine/channels/channel";
import { PROTOCOL_VERSION } from "../../src/engine/protocol/protocol";
import { readRequestId } from "../../src/engine/protocol/readRequestId";
import { createHandlers } from "../../src/engine/serve/handlers";
import { serveEngine } from "../../src/engine/serve/serveEngine";
import { createFakeModel } from "../tasks/fakeModel";
import { changeValue } from "./drawValue";
import type { Fuzzer } from "./fuzzer";
import type { Random } from "./random";

const TEXTS = ["good [MASK] bad", "", "plain", "[MASK]".repeat(40), "bad ".repeat(300), "\ud800"];

/** An engine that is silent for so long answers no more. */
const MOST_MS = 30_000;

/** Promise 4: whatever is said to the engine, in whatever order, every request gets exactly one answer and the engine lives. */
export const fuzzer: Fuzzer = {
  name: "engineMessages",
  share: 200,
  async run(random: Random) {
    const { say, heard } = serve();
    if (random.chance(0.9)) say({ kind: "hello", version: random.chance(0.9) ? PROTOCOL_VERSION : 1 });
    const ids = new Map<number, number>();
    for (let id = 1; id <= 1 + random.below(12); id++) {
      const message = drawMessage(random, id);
      const found = readRequestId(message);
      if (isRequest(message)) ids.set(found, (ids.get(found) ?? 0) + 1);
      say(message);
      if (random.chance(0.3)) await new Promise(setImmediate);
    }
    say({ kind: "ping" });
    const asked = [...ids.values()].reduce((sum, each) => sum + each, 0);
    const countAnswers = () => heard.filter(({ kind }) => kind === "result" || kind === "error").length;
    const isDone = () => countAnswers() >= asked && heard.some(({ kind }) => kind === "pong");
    const end = performance.now() + MOST_MS;
    while (!isDone() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 1));
    assert.ok(isDone(), `${countAnswers()} answers to ${asked} requests, and ${heard.length} messages`);
    for (const [id, times] of ids) {
      // A message that is malformed, or whose id is taken, is answered under its id or under none.
      const answers = heard.filter(({ kind, id: of }) => (kind === "result" || kind === "error") && of === id);
      assert.ok(
        id === 0 || answers.length <= times,
        `${answers.length} answers to request ${id}, asked ${times} times`,
      );
    }
  },
};

/** Anything but the messages that ask for no answer. */
function isRequest(message: unknown): boolean {
  const kind = typeof message === "object" && message !== null && "kind" in message ? message.kind : undefined;
  return kind !== "cancel" && kind !== "ping" && kind !== "hello";
}

function drawMessage(random: Random, id: number): unknown {
  const model = "/fake";
  const text = () => random.oneOf(TEXTS);
  const message = random.oneOf<unknown>([
    ...["load", "unload", "device"].map((kind) => ({ kind, id, lane: "interactive", params: { model } })),
    ...["tokens", "fill", "joint", "attention", "heads", "vectors", "embed"].map((kind) => ({
      kind,
      id,
      lane: random.oneOf(["interactive", "visible", "workspace"]),
      params: { model, text: text(), ...(kind === "attention" && { layer: random.below(3), head: random.below(3) }) },
    })),
    {
      kind: "fill",
      id,
      lane: "visible",
      params: {
        model,
        text: text(),
        masks: [{ start: random.below(4), end: random.below(9) }],
        maxPieces: random.below(5),
      },
    },
    {
      kind: "pair",
      id,
      lane: "visible",
      params: { model, text: text(), pair: text(), document: random.many(0, 5, text) },
    },
    { kind: "tone", id, lane: "visible", params: { model, sentences: random.many(0, 30, text) } },
    { kind: "cancel", id: 1 + random.below(id) },
    { kind: "ping" },
  ]);
  return random.chance(0.4) ? changeValue(random, message) : message;
}

interface Heard {
  readonly kind: string;
  readonly id?: number;
}

function serve(): { readonly say: (message: unknown) => void; readonly heard: readonly Heard[] } {
  const heard: Heard[] = [];
  let listener: (message: unknown) => void = () => undefined;
  const channel: Channel = {
    send: (message) => void heard.push(structuredClone(message) as Heard),
    onMessage: (listen) => void (listener = listen),
    onClose: () => undefined,
    close: () => undefined,
  };
  const model = createFakeModel({
    words: ["good", "bad", "plain", "##s"],
    labels: ["negative", "positive"],
    maxTokens: 64,
    mlm: () => ({ good: 2 }),
    nsp: () => [1, 0],
    classifier: () => [0, 1],
    hidden: (pieces) => pieces.flatMap((_, i) => [i, 1]),
  });
  serveEngine(
    channel,
    createHandlers(() => Promise.resolve({ ...model, dispose: () => undefined })),
  );
  return { say: (message) => listener(structuredClone(message)), heard };
}
