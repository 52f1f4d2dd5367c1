import assert from "node:assert/strict";
import { PROTOCOL_VERSION } from "../../../src/engine/protocol/protocol";
import { createChannelPair } from "../channels/createChannelPair";
import { serveFakeEngine } from "./serveFakeEngine";

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
      name: "sends null",
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
