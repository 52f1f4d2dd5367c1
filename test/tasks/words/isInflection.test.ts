import assert from "node:assert/strict";
import { isInflection } from "../../../src/tasks/words/isInflection";

const KNOWN = new Set(
  [
    "reconfigure",
    "reconfigured",
    "redirect",
    "redirected",
    "stop",
    "stopping",
    "try",
    "trying",
    "visit",
    "visited",
  ].concat([
    "beautiful",
    "hot",
    "thermal",
    "push",
    "pushed",
    "see",
    "seeing",
    "agree",
    "agreed",
    "play",
    "played",
    "walk",
  ]),
);

describe("isInflection", () => {
  for (const word of ["reconfigures", "reconfiguring", "redirects", "stops", "stopped", "tries", "tried", "visiting"]) {
    it(`"${word}" is a regular form`, () =>
      assert.equal(
        isInflection(word, (each) => KNOWN.has(each)),
        true,
      ));
  }
  for (const word of ["pushes", "sees", "agreeing", "plays", "playing"]) {
    it(`"${word}" is a regular form`, () =>
      assert.equal(
        isInflection(word, (each) => KNOWN.has(each)),
        true,
      ));
  }
  for (const word of ["redirectes", "hoter", "thermaler", "beautifuls", "stoped", "tryed", "trys", "pushs", "walkes"]) {
    it(`"${word}" is not`, () =>
      assert.equal(
        isInflection(word, (each) => KNOWN.has(each)),
        false,
      ));
  }
  for (const word of ["s", "ed", "ing", "", "clse", "walks"]) {
    it(`"${word}" has no proof`, () =>
      assert.equal(
        isInflection(word, (each) => KNOWN.has(each)),
        false,
      ));
  }
});
