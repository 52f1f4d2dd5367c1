import assert from "node:assert/strict";
import { EngineError } from "../../../src/engine/protocol/engineError";
import { readFromEngine } from "../../../src/engine/protocol/readFromEngine";
import { readRequestId } from "../../../src/engine/protocol/readRequestId";
import { readToEngine } from "../../../src/engine/protocol/readToEngine";

const fill = (params: object) => ({
  kind: "fill",
  id: 1,
  lane: "visible",
  params: { model: "/m", text: "a", ...params },
});
const tone = (sentences: unknown) => ({ kind: "tone", id: 1, lane: "visible", params: { model: "/m", sentences } });

describe("messages between an engine and its owner", () => {
  for (const message of [
    { kind: "hello", version: 7 },
    { kind: "ping" },
    { kind: "cancel", id: 3 },
    { kind: "load", id: 1, lane: "interactive", params: { model: "/m" } },
    fill({}),
    fill({ pair: undefined, masks: [{ start: 0, end: 1 }], top: 3, targets: ["a"], maxPieces: 2, specials: "none" }),
    // The task refuses these, in its own words.
    fill({ top: -1.5, masks: [{ start: 9, end: 1 }] }),
    tone([]),
    { kind: "pair", id: 1, lane: "workspace", params: { model: "/m", text: "a", pair: "b", document: ["c"], seed: 1 } },
    {
      kind: "embed",
      id: 1,
      lane: "workspace",
      params: { model: "/m", text: "a", pooling: "concat-last-four", layer: 0 },
    },
  ]) {
    it(`reads ${JSON.stringify(message)}`, () => assert.equal(readToEngine(message), message));
  }

  for (const { message, says } of [
    { message: undefined, says: "message is absent" },
    { message: "ping", says: "of type string" },
    { message: [], says: "a list" },
    { message: {}, says: "kind is absent" },
    { message: { kind: "toString" }, says: `kind is "toString"` },
    { message: { kind: "x".repeat(1000) }, says: `kind is "${"x".repeat(40)}"` },
    { message: { kind: "hello" }, says: `"version" is absent` },
    { message: { kind: "hello", version: 1.5 }, says: `"version" is of type number` },
    { message: { kind: "cancel", id: 0 }, says: `"id" is of type number, expected a whole number from 1` },
    { message: { kind: "ping", more: 1 }, says: `field "more"` },
    { message: { ...fill({}), lane: "fast" }, says: `"lane" is of type string, expected one of interactive` },
    { message: { ...fill({}), id: "1" }, says: `"id" is of type string` },
    { message: { ...fill({}), params: null }, says: `"params" is null` },
    { message: fill({ text: undefined }), says: `"text" is absent` },
    { message: fill({ pair: null }), says: `"pair" is null` },
    { message: fill({ masks: [[0, 1]] }), says: `"masks[0]" is a list, expected an object` },
    {
      message: fill({ masks: [{ start: 0, end: 0.5 }] }),
      says: `"masks[0].end" is of type number, expected a whole number`,
    },
    { message: fill({ targets: "a,b" }), says: `"targets" is of type string` },
    { message: fill({ top: "3" }), says: `"top" is of type string` },
    { message: fill({ specials: "all" }), says: "one of mask, reference, none" },
    { message: fill({ tpo: 3 }), says: `field "tpo"` },
    { message: tone([1]), says: `"sentences[0]" is of type number, expected a string` },
    { message: tone("a"), says: `"sentences" is of type string, expected a list` },
  ]) {
    it(`refuses ${JSON.stringify({ message }).slice(0, 90)}: ${says.slice(0, 60)}`, () => {
      assert.throws(
        () => readToEngine(message),
        (error: unknown) =>
          error instanceof EngineError && error.code === "bad-message" && error.message.includes(says),
      );
    });
  }

  for (const message of [
    { kind: "hello", version: 1 },
    { kind: "pong" },
    { kind: "working", id: 1 },
    { kind: "result", id: 1, result: null },
    { kind: "result", id: 1, result: [] },
    { kind: "error", id: 0, code: "x", message: "" },
    { kind: "progress", id: 1, done: 1, total: 2 },
    { kind: "fallback", info: {} },
  ]) {
    it(`reads the reply ${JSON.stringify(message)}`, () => assert.equal(readFromEngine(message), message));
  }

  for (const message of [
    5,
    null,
    { kind: "fill", id: 1 },
    { kind: "result", id: 1 },
    { kind: "result", id: 1, result: 5 },
    { kind: "error", id: 1, code: 5, message: "" },
    { kind: "progress", id: 1, done: 1 },
    { kind: "working" },
    { kind: "fallback" },
  ]) {
    it(`refuses the reply ${JSON.stringify(message)}`, () => {
      assert.throws(() => readFromEngine(message), { name: "EngineError", code: "bad-message" });
    });
  }

  for (const [message, id] of [
    [{ id: 5 }, 5],
    [{ id: 0 }, 0],
    [{ id: -1 }, 0],
    [{ id: "5" }, 0],
    [{}, 0],
    [null, 0],
    ["id", 0],
  ] as const) {
    it(`finds request ${id} in ${JSON.stringify(message)}`, () => assert.equal(readRequestId(message), id));
  }
});
