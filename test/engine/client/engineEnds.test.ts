import assert from "node:assert/strict";
import type { EngineClient, EngineState } from "../../../src/engine/client/engineClient";
import { describeEngines, readOutcome } from "./describeEngines";

/** The part of engineClient.ts that survives the end of a process, brings it about or gives up. */
describeEngines("engine that ends,", (engine) => {
  it("fails only the request it worked on when it dies", async () => {
    const settled = await Promise.allSettled([
      engine.ask("say before"),
      engine.ask("die"),
      engine.ask("say a"),
      engine.ask("say b"),
    ]);
    assert.deepEqual(settled.map(readOutcome), ["before", "stopped", "a", "b"]);
    assert.equal(engine.client.state.kind, "idle");
  });

  it("starts a long request again that was put aside for the one that killed the engine", async () => {
    const abort = new AbortController();
    let isDead = false;
    const long = engine.ask("hold", {
      lane: "workspace",
      signal: abort.signal,
      onProgress: () => {
        if (isDead) abort.abort();
      },
    });
    await assert.rejects(engine.ask("die"), { code: "stopped" });
    isDead = true;
    await assert.rejects(long, { code: "cancelled" });
  });

  it("survives three deaths in a row, stays stopped after the fourth, and starts again when told to", async () => {
    const three = await Promise.allSettled([
      engine.ask("die"),
      engine.ask("die"),
      engine.ask("die"),
      engine.ask("say a"),
    ]);
    assert.deepEqual(three.map(readOutcome), ["stopped", "stopped", "stopped", "a"]);
    const fourth = await Promise.allSettled([engine.ask("die"), engine.ask("say innocent")]);
    assert.deepEqual(fourth.map(readOutcome), ["stopped", "unavailable"]);
    assert.equal(engine.client.state.kind, "failed");
    await assert.rejects(engine.ask("say no"), {
      name: "EngineError",
      code: "unavailable",
      message: /^the engine ended too often \(at last: [^:()]+\) and stays stopped until it is restarted$/,
    });
    engine.client.restart();
    assert.equal(engine.client.state.kind, "stopped");
    assert.deepEqual(await engine.ask("say yes"), ["yes"]);
  });

  it("fails only the request whose computation never ends", async () => {
    engine.create({ hangMs: engine.hangMs });
    await engine.ask("say warm");
    const settled = await Promise.allSettled([engine.ask("never"), engine.ask("say innocent")]);
    assert.deepEqual(settled.map(readOutcome), ["hung", "innocent"]);
  });

  it("blames a hanging request even after it was cancelled, not the request that waits behind it", async () => {
    engine.create({ hangMs: engine.hangMs });
    const abort = new AbortController();
    const first = engine.ask("say first");
    const hanging = engine.ask("never", { signal: abort.signal });
    const innocent = engine.ask("say innocent");
    // The engine goes from the first to the second before it reads another message.
    await first;
    abort.abort();
    await assert.rejects(hanging, { code: "cancelled" });
    assert.deepEqual(await innocent, ["innocent"]);
  });

  it("rejects pending and later requests when disposed", async () => {
    await engine.ask("say warm");
    const pending = [engine.ask("hold"), engine.ask("say a"), engine.ask("say b", { lane: "workspace" })];
    engine.client.dispose();
    assert.deepEqual((await Promise.allSettled(pending)).map(readOutcome), ["stopped", "stopped", "stopped"]);
    await assert.rejects(engine.ask("say c"), { name: "EngineError", code: "stopped" });
    assert.equal(engine.client.state.kind, "stopped");
    engine.client.dispose();
  });

  it("rejects pending requests when disposed before it has started", async () => {
    const pending = engine.ask("say a");
    engine.client.dispose();
    await assert.rejects(pending, { code: "stopped" });
  });

  it("rejects pending requests when restarted, and starts anew", async () => {
    await engine.ask("say warm");
    const pending = engine.ask("hold");
    engine.client.restart();
    await assert.rejects(pending, { code: "stopped" });
    assert.deepEqual(await engine.ask("log"), []);
  });

  it("ends when idle, and starts again at the next request", async () => {
    engine.create({ idleMs: 1 });
    await engine.ask("say a");
    await waitFor(engine.client, () => engine.client.state.kind === "stopped");
    assert.deepEqual(await engine.ask("log"), []);
  });

  it("does not count as idle while something is pending", async () => {
    engine.create({ idleMs: 1 });
    const abort = new AbortController();
    let reports = 0;
    const long = engine.ask("hold", {
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
