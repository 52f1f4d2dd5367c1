import assert from "node:assert/strict";
import { findMismatch } from "../../src/schema/findMismatch";
import { fromPageSchema } from "../../src/webview/messages/fromPage";

describe("messages of the page", () => {
  for (const message of [
    { kind: "ready" },
    { kind: "attention", heads: [{ layer: 0, head: 11 }] },
    { kind: "heads" },
    { kind: "vectors" },
    { kind: "fills", position: 3 },
    { kind: "reveal", position: 0 },
    { kind: "copy" },
    { kind: "point", position: 0 },
    { kind: "point" },
    { kind: "layers" },
    { kind: "layers", position: 2 },
    { kind: "follow", isOn: true },
  ]) {
    it(`are taken: ${JSON.stringify(message)}`, () => {
      assert.equal(findMismatch("message", fromPageSchema, message), undefined);
    });
  }

  for (const { message, says } of [
    { message: undefined, says: "message: is absent, expected an object" },
    { message: "ready", says: "message: is of type string, expected an object" },
    { message: {}, says: 'message: "kind" is absent, expected one that is known' },
    { message: { kind: "eval" }, says: 'message: "kind" is of type string, expected one that is known' },
    { message: { kind: "fills" }, says: 'message: "position" is absent, expected a number' },
    {
      message: { kind: "fills", position: -1 },
      says: 'message: "position" is of type number, expected a whole number from 0',
    },
    {
      message: { kind: "fills", position: 1.5 },
      says: 'message: "position" is of type number, expected a whole number',
    },
    {
      message: { kind: "attention", heads: [{ layer: "0", head: 0 }] },
      says: 'message: "heads[0].layer" is of type string, expected a number',
    },
    { message: { kind: "ready", more: 1 }, says: 'message: field "more", expected no such field' },
  ]) {
    it(`are refused: ${JSON.stringify({ message })}`, () => {
      assert.equal(findMismatch("message", fromPageSchema, message), says);
    });
  }
});
