import assert from "node:assert/strict";
import { findBracketEnd, findTypeEnd } from "../../../../src/text/formats/comments/findBracketEnd";

describe("findBracketEnd", () => {
  for (const { text, end } of [
    { text: "{a} b", end: 3 },
    { text: "{{a: {b}}} c", end: 10 },
    { text: "{'}'} a", end: 5 },
    { text: '[a=["b", "]"]] c', end: 14 },
    { text: "{it's} a", end: 6 },
    { text: "{a", end: undefined },
    { text: `{${"a".repeat(2000)}}`, end: undefined },
  ]) {
    it(text.slice(0, 20), () => assert.equal(findBracketEnd(text, 0), end));
  }
});

describe("findTypeEnd", () => {
  for (const { text, type } of [
    { text: "int The number.", type: "int" },
    { text: "array<int, string> $a The list.", type: "array<int, string>" },
    { text: "Foo | null $a It.", type: "Foo | null" },
    { text: "fun(a: string): number The callback.", type: "fun(a: string): number" },
    { text: "int &$a It.", type: "int" },
  ]) {
    it(type, () => assert.equal(text.slice(0, findTypeEnd(text, 0)), type));
  }
});
