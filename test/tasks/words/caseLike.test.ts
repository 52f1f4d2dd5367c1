import assert from "node:assert/strict";
import { caseLike } from "../../../src/tasks/words/caseLike";

describe("caseLike", () => {
  for (const { fill, original, expected } of [
    { fill: "fast", original: "quick", expected: "fast" },
    { fill: "fast", original: "Quick", expected: "Fast" },
    { fill: "api", original: "HTTP", expected: "API" },
    { fill: "we", original: "I", expected: "We" },
    { fill: "élan", original: "Énergie", expected: "Élan" },
    { fill: "new", original: "3D", expected: "New" },
    { fill: "node", original: "npm", expected: "node" },
    { fill: "node", original: "iPhone", expected: "node" },
    { fill: "fast", original: "42", expected: "fast" },
    { fill: ".", original: "Word", expected: "." },
  ]) {
    it(`"${fill}" for "${original}" is "${expected}"`, () => assert.equal(caseLike(fill, original), expected));
  }
});
