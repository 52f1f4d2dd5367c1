import assert from "node:assert/strict";
import * as z from "zod/mini";
import { findMismatch } from "../../src/schema/findMismatch";

const schema = z.strictObject({
  text: z.string(),
  spans: z.optional(z.array(z.strictObject({ start: z.int(), end: z.int() }))),
  kind: z.optional(z.enum(["a", "b"])),
  pair: z.optional(z.tuple([z.number(), z.number()])),
  top: z.optional(z.int().check(z.minimum(1), z.maximum(9))),
});

describe("findMismatch", () => {
  for (const { value, says } of [
    { value: { text: "x" }, says: undefined },
    { value: { text: "x", spans: undefined }, says: undefined },
    { value: 5, says: "thing: is of type number, expected an object" },
    { value: {}, says: 'thing: "text" is absent, expected a string' },
    { value: { text: null }, says: 'thing: "text" is null, expected a string' },
    { value: { text: "x", spans: {} }, says: 'thing: "spans" is of type object, expected a list' },
    {
      value: { text: "x", spans: [{ start: 0, end: "1" }] },
      says: 'thing: "spans[0].end" is of type string, expected a number',
    },
    { value: { text: "x", kind: "secret" }, says: 'thing: "kind" is of type string, expected one of a, b' },
    { value: { text: "x", pair: [1, NaN] }, says: 'thing: "pair[1]" is not a number, expected a number' },
    { value: { text: "x", pair: [1] }, says: 'thing: "pair" is a list, expected at least 2 items' },
    { value: { text: "x", top: 0 }, says: 'thing: "top" is of type number, expected a whole number from 1' },
    { value: { text: "x", top: 10 }, says: 'thing: "top" is of type number, expected at most 9' },
    { value: { text: "x", more: 1 }, says: 'thing: field "more", expected text, spans, kind, pair, top' },
    {
      value: { text: "x", spans: [{ start: 0, end: 1, more: 1 }] },
      says: 'thing: field "more" in "spans[0]", expected no such field',
    },
  ]) {
    it(`says of ${JSON.stringify(value)}: ${says ?? "nothing"}`, () => {
      assert.equal(findMismatch("thing", schema, value), says);
    });
  }

  for (const { value, says } of [
    { value: { text: "x", kind: "c" }, says: 'thing: "kind" is "c", expected one of a, b' },
    { value: { text: "x", top: -1 }, says: 'thing: "top" is -1, expected a whole number from 1' },
    { value: { text: "x", top: 1.5 }, says: 'thing: "top" is 1.5, expected a whole number' },
    { value: { text: 5 }, says: 'thing: "text" is of type number, expected a string' },
    { value: { text: "x", top: "my text" }, says: 'thing: "top" is of type string, expected a number' },
  ]) {
    it(`says to whoever wrote ${JSON.stringify(value)}: ${says}`, () => {
      assert.equal(findMismatch("thing", schema, value, { quotes: true }), says);
    });
  }

  it("never quotes a value: it may be text of a document", () => {
    const secret = "my secret";
    for (const value of [secret, { text: [secret] }, { text: "x", kind: secret }, { text: "x", spans: [secret] }]) {
      assert.ok(!(findMismatch("thing", schema, value) ?? secret).includes(secret));
    }
  });
});
