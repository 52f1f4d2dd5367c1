import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { EngineError } from "../../../src/engine/protocol/engineError";
import { findReason, type ReasonServices } from "../../../src/lint/open/findReason";
import { toneRule } from "../../../src/lint/rules/tone/toneRule";
import type { SentenceList } from "../../../src/prose/packedSentences";
import { listSentences, readPlain } from "../../editor/prose";

const TEXT = "All is well here. This is a bad and ugly file.";

type Request = (texts: readonly string[], signal: AbortSignal) => Promise<readonly number[]>;

/** An engine in which each of these words makes a text more negative. */
function blame(...words: readonly string[]): Request {
  return (texts) => Promise.resolve(texts.map((text) => words.filter((word) => text.includes(word)).length / 2));
}

interface Asked {
  readonly text?: string;
  readonly offset?: number;
  readonly signal?: AbortSignal;
  readonly read?: () => Promise<SentenceList>;
}

function ask(request: Request, asked: Asked = {}) {
  const { text = TEXT, offset = text.indexOf("bad"), signal = new AbortController().signal } = asked;
  const { read = () => Promise.resolve(listSentences(readPlain(text))) } = asked;
  const logged: string[] = [];
  const fake = {
    engine: {
      request: async (_: string, params: { sentences: readonly string[] }, options: { signal: AbortSignal }) => {
        const scores = await request(params.sentences, options.signal);
        return scores.map((negative) => ({ scores: { negative } }));
      },
    },
    models: { resolve: () => Promise.resolve("model"), info: () => ({ mask: "[MASK]" }) },
    prose: { read },
    log: { info: (line: string) => logged.push(line) },
  };
  const question = { rule: toneRule, offset, threshold: 0.8 };
  const reason = findReason(fake as unknown as ReasonServices, {} as vscode.TextDocument, question, signal);
  return { reason, logged };
}

describe("findReason", () => {
  it("says where the words are in the document", async () => {
    const found = await ask(blame("bad", "ugly")).reason;
    assert.deepEqual(
      found?.words.map(({ place }) => place && TEXT.slice(place.start, place.end)),
      ["bad", "ugly"],
    );
  });

  it("reads only the sentence at the offset", async () => {
    const read: string[] = [];
    const request: Request = (texts) => {
      read.push(...texts);
      return blame("bad", "ugly")(texts, AbortSignal.timeout(1000));
    };
    await ask(request).reason;
    assert.ok(read.length > 0 && read.every((text) => !text.includes("well")));
  });

  it("finds no reason where there is no sentence", async () => {
    assert.equal(await ask(blame("bad"), { offset: TEXT.length + 5 }).reason, undefined);
  });

  it("finds none when the engine fails, and logs the code but no text", async () => {
    const { reason, logged } = ask(() => Promise.reject(new EngineError("stopped", `it ended at ${TEXT}`)));
    assert.equal(await reason, undefined);
    assert.deepEqual(logged, ["tone/negative: no reason found (stopped)"]);
  });

  it("ends with the signal while the document is being read", async () => {
    const ended = new AbortController();
    const { reason } = ask(blame("bad"), { signal: ended.signal, read: () => new Promise(() => undefined) });
    ended.abort();
    assert.equal(await reason, undefined);
  });

  it("does not start when the signal is already aborted", async () => {
    assert.equal(await ask(blame("bad"), { signal: AbortSignal.abort() }).reason, undefined);
  });

  it("ends with the signal while the engine works", async () => {
    const ended = new AbortController();
    const request: Request = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new EngineError("cancelled", "cancelled")));
        ended.abort();
      });
    assert.equal(await ask(request, { signal: ended.signal }).reason, undefined);
  });
});
