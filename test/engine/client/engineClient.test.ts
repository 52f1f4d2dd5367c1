import assert from "node:assert/strict";
import { createEngineClient, type EngineClient, type RequestOptions } from "../../../src/engine/client/engineClient";
import { createChannelPair } from "../channels/createChannelPair";
import { serveFakeEngine } from "../serve/serveFakeEngine";
import { describeEngines } from "./describeEngines";

/** Crashes, hangs and other ends of the process are tested in engineEnds.test.ts: one file would be too long. */
describeEngines("engine", (engine) => {
  it("starts at the first request, answers, and reports its state", async () => {
    const states = recordStates(engine.client);
    assert.equal(engine.client.state.kind, "stopped");
    assert.deepEqual(await engine.ask("say hello world"), ["hello", "world"]);
    assert.deepEqual(await engine.ask("say again"), ["again"]);
    assert.deepEqual(states, ["starting", "busy", "idle", "busy", "idle"]);
  });

  it("answers an empty result", async () => {
    assert.equal(await engine.client.request("unload", { model: "/fake" }), null);
  });

  it("serves by lane, then by arrival", async () => {
    const order: string[] = [];
    const keep = (name: string, lane: RequestOptions["lane"]) =>
      engine.ask(`say ${name}`, lane && { lane }).then(() => order.push(name));
    await Promise.all([
      engine.ask("gather 8"),
      keep("w1", "workspace"),
      keep("v1", "visible"),
      keep("i1", undefined),
      keep("w2", "workspace"),
      keep("v2", "visible"),
      keep("i2", "interactive"),
    ]);
    assert.deepEqual(order, ["i1", "i2", "v1", "v2", "w1", "w2"]);
  });

  it("puts a long request aside for a more urgent one", async () => {
    const abort = new AbortController();
    const long = engine.ask("hold", { lane: "workspace", signal: abort.signal });
    assert.deepEqual(await engine.ask("say now", { lane: "visible" }), ["now"]);
    abort.abort();
    await assert.rejects(long, { code: "cancelled" });
  });

  it("settles 10,000 requests sent at once, in order", async () => {
    const order: number[] = [];
    const count = 10_000;
    await Promise.all(
      Array.from({ length: count }, async (_, i) => {
        assert.deepEqual(await engine.ask(`say ${i}`), [String(i)]);
        order.push(i);
      }),
    );
    assert.deepEqual(
      order,
      Array.from({ length: count }, (_, i) => i),
    );
    assert.equal(engine.client.state.kind, "idle");
  });

  for (const { name, text, code, message } of [
    { name: "rejects", text: "throw bad-span it is bad", code: "bad-span", message: "it is bad" },
    { name: "rejects with an unknown code", text: "throw EIO disk", code: "failed", message: "disk (EIO)" },
    { name: "rejects without a code", text: "throw", code: "failed", message: "" },
    { name: "throws at once", text: "throw-at-once", code: "failed", message: "at once" },
  ]) {
    it(`answers an error when a handler ${name}, and goes on`, async () => {
      await assert.rejects(engine.ask(text), { name: "EngineError", code, message });
      assert.deepEqual(await engine.ask("say on"), ["on"]);
    });
  }

  it("answers an error when a result cannot be sent, and goes on", async () => {
    await assert.rejects(engine.ask("answer-function"), { name: "EngineError", code: "failed" });
    assert.deepEqual(await engine.ask("say on"), ["on"]);
  });

  it("refuses params of the wrong shape without a word of the text, and goes on", async () => {
    const wrong = { model: "/fake", text: ["my secret"] as unknown as string };
    await assert.rejects(engine.client.request("tokens", wrong), (error: Error & { code?: string }) => {
      assert.equal(error.code, "bad-message");
      assert.match(error.message, /"text".*expected a string/);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
    assert.deepEqual(await engine.ask("say on"), ["on"]);
  });

  it("refuses params that cannot be sent, and goes on", async () => {
    const wrong = { model: "/fake", text: (() => undefined) as unknown as string };
    await engine.ask("say warm");
    await assert.rejects(engine.client.request("tokens", wrong), { name: "EngineError", code: "bad-message" });
    assert.deepEqual(await engine.ask("say on"), ["on"]);
  });

  it("refuses a kind it does not know, and goes on", async () => {
    await assert.rejects(engine.client.request("dance" as "load", { model: "/fake" }), { code: "bad-message" });
    assert.deepEqual(await engine.ask("say on"), ["on"]);
  });

  it("never runs a request that was cancelled while it waited", async () => {
    await engine.ask("say warm");
    const abort = new AbortController();
    // "hello", these three and the cancel.
    const gathered = engine.ask("gather 5");
    const dropped = engine.ask("say dropped", { signal: abort.signal });
    abort.abort();
    await assert.rejects(dropped, { code: "cancelled" });
    await gathered;
    assert.deepEqual(await engine.ask("log"), ["say warm", "gather 5"]);
  });

  it("stops a request that is cancelled while it runs", async () => {
    const abort = new AbortController();
    const long = engine.ask("hold", { signal: abort.signal, onProgress: () => abort.abort() });
    await assert.rejects(long, { name: "EngineError", code: "cancelled" });
    // This request is in the same lane, so it waits for "hold" to end.
    assert.deepEqual(await engine.ask("say after"), ["after"]);
  });

  it("does not start for a request that is cancelled already", async () => {
    await assert.rejects(engine.ask("say no", { signal: AbortSignal.abort() }), { code: "cancelled" });
    assert.equal(engine.client.state.kind, "stopped");
  });

  it("reports the progress of a long request", async () => {
    const abort = new AbortController();
    const seen: [number, number][] = [];
    const long = engine.ask("hold", {
      signal: abort.signal,
      onProgress: (done, total) => {
        if (seen.push([done, total]) === 2) abort.abort();
      },
    });
    await assert.rejects(long, { code: "cancelled" });
    for (const [done, total] of seen) assert.equal(total, done + 1);
    assert(seen[1]![0] > seen[0]![0]);
  });
});

describe("engine whose device failed", () => {
  it("tells its owner's listeners, even when no request is pending", async () => {
    const [near, far] = createChannelPair();
    serveFakeEngine(far, { die: () => far.close() });
    const client = createEngineClient({ open: () => near });
    const told: string[] = [];
    const stop = client.onFallback(({ deviceReason }) => told.push(deviceReason));
    await client.request("tokens", { model: "/fake", text: "say x" });
    far.send({ kind: "fallback", info: { deviceReason: "WebGPU failed: lost" } });
    await client.request("tokens", { model: "/fake", text: "say x" });
    stop();
    far.send({ kind: "fallback", info: { deviceReason: "again" } });
    await client.request("tokens", { model: "/fake", text: "say x" });
    assert.deepEqual(told, ["WebGPU failed: lost"]);
    client.dispose();
  });
});

describe("engine that waits for a server", () => {
  it("says so in its state, until the wait or what waits is over", async () => {
    const [near, far] = createChannelPair();
    serveFakeEngine(far, { die: () => far.close() });
    const client = createEngineClient({ open: () => near });
    const wait = { server: "http://127.0.0.1:1/v2/models/m", leftMs: 3000 };
    const told: (typeof wait | undefined)[] = [];
    client.onStateChange((state) => told.push(state.kind === "busy" ? state.waitsFor : undefined));
    await client.request("tokens", { model: "/fake", text: "say x" });
    far.send({ kind: "waiting", wait });
    const asked = client.request("tokens", { model: "/fake", text: "say x" });
    told.length = 0;
    await asked;
    assert.deepEqual(told.splice(0), [wait, undefined]);
    far.send({ kind: "waiting", wait: null });
    await client.request("tokens", { model: "/fake", text: "say x" });
    assert.deepEqual(told, [wait, undefined, undefined]);
    client.dispose();
  });
});

function recordStates(client: EngineClient): string[] {
  const states: string[] = [];
  client.onStateChange((state) => states.push(state.kind));
  return states;
}
