import assert from "node:assert/strict";
import { ANTONYMS } from "../../../src/tasks/reword/antonyms";
import { isOpposite } from "../../../src/tasks/reword/isOpposite";
import { keepsMeaning } from "../../../src/tasks/reword/keepsMeaning";
import { writeDraft } from "../../../src/tasks/reword/rewrite";

describe("keepsMeaning", () => {
  for (const { name, text, from, to, keeps } of [
    { name: "a synonym", text: "The page is awful.", from: "awful", to: "weak", keeps: true },
    { name: "an opposite", text: "Always enable it.", from: "enable", to: "disable", keeps: false },
    { name: "a form of an opposite", text: "It increases the load.", from: "increases", to: "decreased", keeps: false },
    { name: "an opposite among other words", text: "Do it before.", from: "before", to: "right after", keeps: false },
    { name: "a prefix that turns around", text: "It is stable.", from: "stable", to: "unstable", keeps: false },
    { name: "an ending that turns around", text: "It is useful.", from: "useful", to: "useless", keeps: false },
    { name: "a negation that is lost", text: "It is not bad.", from: "not ", to: "", keeps: false },
    { name: "a negation that is added", text: "It is bad.", from: "bad", to: "not good", keeps: false },
    { name: "a negation in another word", text: "It never ends.", from: "never", to: "hardly", keeps: false },
  ]) {
    it(`${keeps ? "lets pass" : "refuses"} ${name}`, () => {
      const start = text.indexOf(from);
      assert.equal(
        keepsMeaning(text, writeDraft(text, [{ start, end: start + from.length, text: to, cost: 0 }])),
        keeps,
      );
    });
  }

  it("knows every pair of the list, both ways", () => {
    const pairs = ANTONYMS.split(",").map((pair) => pair.trim().split(/\s+/));
    for (const pair of pairs) {
      assert.equal(pair.length, 2, pair.join(" "));
      assert.ok(isOpposite(pair[0]!, pair[1]!) && isOpposite(pair[1]!, pair[0]!), pair.join(" "));
    }
  });
});
