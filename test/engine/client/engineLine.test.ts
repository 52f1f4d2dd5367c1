import assert from "node:assert/strict";
import { createEngineClient } from "../../../src/engine/client/engineClient";
import { PROTOCOL_VERSION } from "../../../src/engine/protocol/protocol";
import { createChannelPair } from "../channels/createChannelPair";
import { describeEngines, readOutcome } from "./describeEngines";

describeEngines("engine that breaks the protocol", (engine) => {
  it("fails every pending request when the engine sends a message of no known kind, and goes on", async () => {
    const settled = await Promise.allSettled([engine.ask("garble"), engine.ask("say innocent")]);
    assert.deepEqual(settled.map(readOutcome), ["bad-message", "bad-message"]);
    assert.deepEqual(await engine.ask("say on"), ["on"]);
  });

  it("fails one request when the reply to it has a wrong shape", async () => {
    const abort = new AbortController();
    const garbling = engine.ask("garble 2", { signal: abort.signal, lane: "workspace" });
    const waiting = engine.ask("say waiting", { lane: "workspace" });
    await assert.rejects(waiting, { name: "EngineError", code: "bad-message" });
    assert.equal(engine.client.state.kind, "busy");
    abort.abort();
    await assert.rejects(garbling, { code: "cancelled" });
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
