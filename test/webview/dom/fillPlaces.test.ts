import assert from "node:assert/strict";
import { fillPlaces } from "../../../src/webview/dom/fillPlaces";

/** Stands for an element. */
const X = { x: 1 };

describe("fillPlaces", () => {
  for (const { name, text, parts, filled } of [
    { name: "an element parts the text", text: "a {0} b", parts: [X], filled: ["a ", X, " b"] },
    { name: "texts that meet are one", text: "a {0} {1}.", parts: ["b", X], filled: ["a b ", X, "."] },
    { name: "another order", text: "{1}, {0}", parts: ["a", X], filled: [X, ", a"] },
    { name: "a list stays as it is", text: "a {0}.", parts: [["b", "", X, "c"]], filled: ["a ", "b", "", X, "c", "."] },
    { name: "what goes in is not filled in again", text: "{0} {1}", parts: ["{1}", "a"], filled: ["{1} a"] },
    { name: "no text at the ends", text: "{0}", parts: [X], filled: [X] },
    { name: "nothing for a place", text: "a{0}", parts: [""], filled: ["a"] },
  ]) {
    it(name, () => assert.deepEqual(fillPlaces<object>(text, parts), filled));
  }
});
