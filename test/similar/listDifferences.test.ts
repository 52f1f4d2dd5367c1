import assert from "node:assert/strict";
import { listDifferences } from "../../src/similar/listDifferences";

describe("listDifferences", () => {
  for (const { a, b, differences } of [
    { a: "Wait 30 seconds.", b: "Wait half a minute.", differences: [] },
    { a: "Wait 30 seconds.", b: "Wait 60 seconds.", differences: ["number"] },
    { a: "Wait 30 seconds.", b: "You have to wait for 30 seconds.", differences: [] },
    { a: "It needs Node 18 or later.", b: "Node v20 or later is needed.", differences: ["number"] },
    { a: "It needs Python 3.10.", b: "It needs Python 3.1.", differences: ["number"] },
    { a: "At most 1,000 rows are read.", b: "It reads 1000 rows at most.", differences: [] },
    { a: "There are three ways.", b: "There are 3 ways.", differences: [] },
    { a: "There are two ways.", b: "There are 3 ways.", differences: ["number"] },
    { a: "This is the 1st of them.", b: "This is the first one.", differences: [] },
    { a: "Text is read as utf8.", b: "It reads text as UTF-8.", differences: [] },
    { a: "No one of them is x64.", b: "None is x64.", differences: [] },
    { a: "The cache is shared.", b: "The cache is not shared.", differences: ["negation"] },
    { a: "You can turn it off.", b: "It can’t be turned off.", differences: ["negation"] },
    { a: "It never fails.", b: "It doesn't fail.", differences: [] },
    { a: "It is not unable to start.", b: "It can start.", differences: [] },
    { a: "Never open the lid while water boils.", b: "The lid must be closed as long as it boils.", differences: [] },
    { a: "It takes 3 of the boxes.", b: "Call the 20 people that wait there.", differences: [] },
    { a: "Wait 5 s without a lock.", b: "Wait 6 s with a lock.", differences: ["number", "negation"] },
  ] as const) {
    it(`${differences.join(" and ") || "nothing"}: ${a} ${b}`, () => {
      assert.deepEqual(listDifferences(a, b), differences);
      assert.deepEqual(listDifferences(b, a), differences);
    });
  }
});
