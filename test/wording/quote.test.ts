import assert from "node:assert/strict";
import { cutText } from "../../src/wording/cutText";
import { quote } from "../../src/wording/quote";

describe("quote", () => {
  for (const value of [
    "a",
    'a "b"\n',
    1.5,
    true,
    null,
    [],
    {},
    [1, [2, "x"]],
    { a: 1, b: { c: [null] } },
    "é".repeat(78),
  ]) {
    it(`writes ${JSON.stringify(value).slice(0, 30)} as JSON`, () => assert.equal(quote(value), JSON.stringify(value)));
  }

  it("says of what is not there that it is nothing", () => assert.equal(quote(undefined), "nothing"));

  for (const { name, value } of [
    { name: "a text", value: "x".repeat(1000) },
    { name: "a list", value: new Array<number>(1000).fill(7) },
    { name: "lists in lists", value: JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`) as unknown },
    { name: "names", value: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`name ${i}`, [i]])) },
  ]) {
    it(`cuts ${name} to the first 80 characters of its JSON`, () => {
      assert.equal(quote(value), `${JSON.stringify(value).slice(0, 80)}…`);
    });
  }

  it("looks at no more of a value than it shows", () => {
    const value = new Array<unknown>(1e6);
    Object.defineProperty(value, 999, { get: () => assert.fail("read"), enumerable: true });
    value.fill(1, 0, 900);
    quote(value);
  });
});

describe("cutText", () => {
  for (const { text, most, cut } of [
    { text: "abc", most: 3, cut: "abc" },
    { text: "abcd", most: 3, cut: "abc…" },
    { text: "ab😀", most: 3, cut: "ab…" },
    { text: "ab😀", most: 4, cut: "ab😀" },
  ]) {
    it(`cuts "${text}" to ${most} units`, () => assert.equal(cutText(text, most), cut));
  }
});
