import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Channel } from "../../src/engine/channels/channel";
import { createChildChannel } from "../../src/engine/channels/childChannel";
import {
  createEngineClient,
  type EngineClient,
  type EngineClientOptions,
  type EngineState,
  type RequestOptions,
} from "../../src/engine/client/engineClient";
import { PROTOCOL_VERSION } from "../../src/engine/protocol/protocol";
import { bundleEntry } from "./bundleEntry";
import { createChannelPair } from "./channels/channelPair";
import { serveFakeEngine } from "./fakeHandlers";

const folder = mkdtempSync(path.join(os.tmpdir(), "cloze-engine-"));
const enginePath = bundleEntry("fakeEngineProcess.ts", folder);
after(() => rmSync(folder, { recursive: true }));

for (const { place, open, hangMs } of [
  { place: "in this process", open: openPair, hangMs: 200 },
  // Far over what a start takes on a busy machine: silence while starting counts too.
  { place: "in a child process", open: () => createChildChannel(enginePath), hangMs: 4000 },
]) {
  describe(`engine ${place}`, () => {
    let client: EngineClient;
    const create = (options: Partial<EngineClientOptions> = {}) => {
      client = createEngineClient({ open, restartDelayMs: 1, ...options });
      return client;
    };
    const ask = async (text: string, options?: RequestOptions) =>
      (await client.request("tokens", { model: "/fake", text }, options)).tokens.map((token) => token.text);

    beforeEach(() => create());
    afterEach(() => client.dispose());

    it("starts at the first request, answers, and says what it is doing", async () => {
      const states = recordStates(client);
      assert.equal(client.state.kind, "stopped");
      assert.deepEqual(await ask("say hello world"), ["hello", "world"]);
      assert.deepEqual(await ask("say again"), ["again"]);
      assert.deepEqual(states, ["starting", "busy", "idle", "busy", "idle"]);
    });

    it("answers an empty result", async () => {
      assert.equal(await client.request("unload", { model: "/fake" }), null);
    });

    it("serves by lane, then by arrival", async () => {
      const order: string[] = [];
      const keep = (name: string, lane: RequestOptions["lane"]) =>
        ask(`say ${name}`, lane && { lane }).then(() => order.push(name));
      await Promise.all([
        ask("gather 8"),
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
      const long = ask("hold", { lane: "workspace", signal: abort.signal });
      assert.deepEqual(await ask("say now", { lane: "visible" }), ["now"]);
      abort.abort();
      await assert.rejects(long, { code: "cancelled" });
    });

    it("settles 10,000 requests sent at once, in order", async () => {
      const order: number[] = [];
      const count = 10_000;
      await Promise.all(
        Array.from({ length: count }, async (_, i) => {
          assert.deepEqual(await ask(`say ${i}`), [String(i)]);
          order.push(i);
        }),
      );
      assert.deepEqual(
        order,
        Array.from({ length: count }, (_, i) => i),
      );
      assert.equal(client.state.kind, "idle");
    });

    for (const { name, text, code, message } of [
      { name: "rejects", text: "throw bad-span it is bad", code: "bad-span", message: "it is bad" },
      { name: "rejects with an unknown code", text: "throw EIO disk", code: "failed", message: "disk (EIO)" },
      { name: "rejects without a code", text: "throw", code: "failed", message: "" },
      { name: "throws at once", text: "throw-at-once", code: "failed", message: "at once" },
    ]) {
      it(`answers an error when a handler ${name}, and goes on`, async () => {
        await assert.rejects(ask(text), { name: "EngineError", code, message });
        assert.deepEqual(await ask("say on"), ["on"]);
      });
    }

    it("answers an error when a result cannot be sent, and goes on", async () => {
      await assert.rejects(ask("answer-function"), { name: "EngineError", code: "failed" });
      assert.deepEqual(await ask("say on"), ["on"]);
    });

    it("refuses params of the wrong shape without a word of the text, and goes on", async () => {
      const wrong = { model: "/fake", text: ["my secret"] as unknown as string };
      await assert.rejects(client.request("tokens", wrong), (error: Error & { code?: string }) => {
        assert.equal(error.code, "bad-message");
        assert.match(error.message, /"text".*expected a string/);
        assert.doesNotMatch(error.message, /secret/);
        return true;
      });
      assert.deepEqual(await ask("say on"), ["on"]);
    });

    it("refuses params that cannot be sent, and goes on", async () => {
      const wrong = { model: "/fake", text: (() => undefined) as unknown as string };
      await ask("say warm");
      await assert.rejects(client.request("tokens", wrong), { name: "EngineError", code: "bad-message" });
      assert.deepEqual(await ask("say on"), ["on"]);
    });

    it("refuses a kind it does not know, and goes on", async () => {
      await assert.rejects(client.request("dance" as "load", { model: "/fake" }), { code: "bad-message" });
      assert.deepEqual(await ask("say on"), ["on"]);
    });

    it("never runs a request that was cancelled while it waited", async () => {
      await ask("say warm");
      const abort = new AbortController();
      // "hello", these three and the cancel.
      const gathered = ask("gather 5");
      const dropped = ask("say dropped", { signal: abort.signal });
      abort.abort();
      await assert.rejects(dropped, { code: "cancelled" });
      await gathered;
      assert.deepEqual(await ask("log"), ["say warm", "gather 5"]);
    });

    it("stops a request that is cancelled while it runs", async () => {
      const abort = new AbortController();
      const long = ask("hold", { signal: abort.signal, onProgress: () => abort.abort() });
      await assert.rejects(long, { name: "EngineError", code: "cancelled" });
      // In the same lane this one waits for "hold" to end.
      assert.deepEqual(await ask("say after"), ["after"]);
    });

    it("does not start for a request that is cancelled already", async () => {
      await assert.rejects(ask("say no", { signal: AbortSignal.abort() }), { code: "cancelled" });
      assert.equal(client.state.kind, "stopped");
    });

    it("tells progress of a long request", async () => {
      const abort = new AbortController();
      const seen: [number, number][] = [];
      const long = ask("hold", {
        signal: abort.signal,
        onProgress: (done, total) => {
          if (seen.push([done, total]) === 2) abort.abort();
        },
      });
      await assert.rejects(long, { code: "cancelled" });
      for (const [done, total] of seen) assert.equal(total, done + 1);
      assert(seen[1]![0] > seen[0]![0]);
    });

    it("when it dies, fails the request it worked on and no other", async () => {
      const settled = await Promise.allSettled([ask("say before"), ask("die"), ask("say a"), ask("say b")]);
      assert.deepEqual(settled.map(outcome), ["before", "stopped", "a", "b"]);
      assert.equal(client.state.kind, "idle");
    });

    it("starts a long request again that was put aside for the one that killed the engine", async () => {
      const abort = new AbortController();
      let isDead = false;
      const long = ask("hold", {
        lane: "workspace",
        signal: abort.signal,
        onProgress: () => {
          if (isDead) abort.abort();
        },
      });
      await assert.rejects(ask("die"), { code: "stopped" });
      isDead = true;
      await assert.rejects(long, { code: "cancelled" });
    });

    it("survives three deaths in a row, stays stopped after the fourth, and starts again when told to", async () => {
      const three = await Promise.allSettled([ask("die"), ask("die"), ask("die"), ask("say a")]);
      assert.deepEqual(three.map(outcome), ["stopped", "stopped", "stopped", "a"]);
      const fourth = await Promise.allSettled([ask("die"), ask("say innocent")]);
      assert.deepEqual(fourth.map(outcome), ["stopped", "unavailable"]);
      assert.equal(client.state.kind, "failed");
      await assert.rejects(ask("say no"), { name: "EngineError", code: "unavailable" });
      client.restart();
      assert.equal(client.state.kind, "stopped");
      assert.deepEqual(await ask("say yes"), ["yes"]);
    });

    it("ends a computation that never ends, fails it and no other", async () => {
      create({ hangMs });
      await ask("say warm");
      const settled = await Promise.allSettled([ask("never"), ask("say innocent")]);
      assert.deepEqual(settled.map(outcome), ["hung", "innocent"]);
    });

    it("blames a hanging request that was cancelled, not the one that waits behind it", async () => {
      create({ hangMs });
      const abort = new AbortController();
      const first = ask("say first");
      const hanging = ask("never", { signal: abort.signal });
      const innocent = ask("say innocent");
      // The engine goes from the one to the other before it reads another message.
      await first;
      abort.abort();
      await assert.rejects(hanging, { code: "cancelled" });
      assert.deepEqual(await innocent, ["innocent"]);
    });

    it("fails what is pending when the engine sends no message of the protocol, and goes on", async () => {
      const settled = await Promise.allSettled([ask("garble"), ask("say innocent")]);
      assert.deepEqual(settled.map(outcome), ["bad-message", "bad-message"]);
      assert.deepEqual(await ask("say on"), ["on"]);
    });

    it("fails one request when the engine's reply to it has no known shape", async () => {
      const abort = new AbortController();
      const garbling = ask("garble 2", { signal: abort.signal, lane: "workspace" });
      const waiting = ask("say waiting", { lane: "workspace" });
      await assert.rejects(waiting, { name: "EngineError", code: "bad-message" });
      assert.equal(client.state.kind, "busy");
      abort.abort();
      await assert.rejects(garbling, { code: "cancelled" });
    });

    it("rejects what is pending when disposed, and everything after", async () => {
      await ask("say warm");
      const pending = [ask("hold"), ask("say a"), ask("say b", { lane: "workspace" })];
      client.dispose();
      assert.deepEqual((await Promise.allSettled(pending)).map(outcome), ["stopped", "stopped", "stopped"]);
      await assert.rejects(ask("say c"), { name: "EngineError", code: "stopped" });
      assert.equal(client.state.kind, "stopped");
      client.dispose();
    });

    it("rejects what is pending when disposed before it has started", async () => {
      const pending = ask("say a");
      client.dispose();
      await assert.rejects(pending, { code: "stopped" });
    });

    it("rejects what is pending when restarted, and starts anew", async () => {
      await ask("say warm");
      const pending = ask("hold");
      client.restart();
      await assert.rejects(pending, { code: "stopped" });
      assert.deepEqual(await ask("log"), []);
    });

    it("ends when idle, and starts again at the next request", async () => {
      create({ idleMs: 1 });
      await ask("say a");
      await waitFor(client, () => client.state.kind === "stopped");
      assert.deepEqual(await ask("log"), []);
    });

    it("does not count as idle while something is pending", async () => {
      create({ idleMs: 1 });
      const abort = new AbortController();
      let reports = 0;
      const long = ask("hold", {
        signal: abort.signal,
        // Reports are 100 ms apart.
        onProgress: () => {
          if (++reports === 3) abort.abort();
        },
      });
      await assert.rejects(long, { code: "cancelled" });
      assert.equal(reports, 3);
    });
  });
}

describe("engine whose device failed", () => {
  it("tells its owner's listeners, also when nothing was asked", async () => {
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

describe("engine that speaks another version", () => {
  it("is refused by its owner, naming both versions", async () => {
    const client = createEngineClient({
      open: () => {
        const [near, far] = createChannelPair();
        far.onMessage(() => far.send({ kind: "hello", version: 999 }));
        return near;
      },
    });
    const request = client.request("load", { model: "/fake" });
    await assert.rejects(request, {
      name: "EngineError",
      code: "version",
      message: new RegExp(`999.*${PROTOCOL_VERSION}`),
    });
    await assert.rejects(client.request("load", { model: "/fake" }), { code: "version" });
    assert.equal(client.state.kind, "failed");
    client.dispose();
  });

  it("is refused when it does not say its version first", async () => {
    const client = createEngineClient({
      open: () => {
        const [near, far] = createChannelPair();
        far.onMessage(() => far.send({ kind: "pong" }));
        return near;
      },
    });
    await assert.rejects(client.request("load", { model: "/fake" }), { code: "bad-message" });
    client.dispose();
  });
});

describe("owner that breaks the protocol", () => {
  for (const { name, messages, reply } of [
    {
      name: "speaks another version",
      messages: [{ kind: "hello", version: 999 }, request(1)],
      reply: {
        kind: "error",
        id: 1,
        code: "version",
        message: `owner speaks protocol version 999, this engine speaks ${PROTOCOL_VERSION}`,
      },
    },
    {
      name: "does not say hello",
      messages: [request(1)],
      reply: {
        kind: "error",
        id: 1,
        code: "bad-message",
        message: "request before hello, expected hello first",
      },
    },
    {
      name: "sends no object",
      messages: [null],
      reply: { kind: "error", id: 0, code: "bad-message", message: "message is null, expected an object with a kind" },
    },
    {
      name: "sends an unknown kind with an id",
      messages: [{ kind: "dance", id: 3 }],
      reply: {
        kind: "error",
        id: 3,
        code: "bad-message",
        message: `message kind is "dance", expected one of the protocol's`,
      },
    },
    {
      name: "takes an id twice",
      messages: [{ kind: "hello", version: PROTOCOL_VERSION }, request(1, "never"), request(1)],
      reply: { kind: "error", id: 0, code: "bad-message", message: "request id 1 is taken, expected a new one" },
    },
  ]) {
    it(`is answered with an error when it ${name}`, async () => {
      const [near, far] = createChannelPair();
      serveFakeEngine(far, { die: () => far.close() });
      const replied = new Promise((resolve) => {
        near.onMessage((message) => {
          if ((message as { kind: string }).kind === "error") resolve(message);
        });
      });
      for (const message of messages) near.send(message);
      assert.deepEqual(await replied, reply);
    });
  }
});

function request(id: number, text = "say hello") {
  return { kind: "tokens", id, lane: "interactive", params: { model: "/fake", text } };
}

function openPair(): Channel {
  const [near, far] = createChannelPair();
  serveFakeEngine(far, { die: () => far.close() });
  return near;
}

function outcome(settled: PromiseSettledResult<readonly string[]>): string {
  if (settled.status === "fulfilled") return settled.value.join(" ");
  return (settled.reason as { code: string }).code;
}

function recordStates(client: EngineClient): string[] {
  const states: string[] = [];
  client.onStateChange((state) => states.push(state.kind));
  return states;
}

function waitFor(client: EngineClient, isTrue: (state: EngineState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!isTrue(client.state)) return;
      stop();
      resolve();
    };
    const stop = client.onStateChange(check);
    check();
  });
}
