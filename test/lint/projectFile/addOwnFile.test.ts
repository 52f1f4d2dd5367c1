import assert from "node:assert/strict";
import { addOwnFile } from "../../../src/lint/projectFile/addOwnFile";
import { readProjectFile } from "../../../src/lint/projectFile/readProjectFile";

describe("addOwnFile", () => {
  for (const { what, text, expected } of [
    { what: "begins a project file", text: "", expected: '{\n  "own": ["tones/a.json"]\n}\n' },
    { what: "adds a field", text: '{\n    "languages": ["markdown"]\n}\n', expected: undefined },
    { what: "adds to a list", text: '{\n  "own": ["b.json"]\n}\n', expected: undefined },
    { what: "adds to an empty list", text: '{ "own": [] }', expected: undefined },
    { what: "keeps ends of lines", text: '{\r\n  "own": []\r\n}\r\n', expected: undefined },
  ]) {
    it(what, () => {
      const changed = addOwnFile(text, "tones/a.json");
      assert.ok(readProjectFile(Buffer.from(changed)).own.includes("tones/a.json"), changed);
      if (expected !== undefined) assert.deepEqual(JSON.parse(changed), JSON.parse(expected));
      if (text.includes("markdown")) assert.deepEqual(readProjectFile(Buffer.from(changed)).languages, ["markdown"]);
      if (text.includes("b.json")) assert.ok(readProjectFile(Buffer.from(changed)).own.includes("b.json"));
      if (text.includes("\r\n")) assert.equal(/[^\r]\n/.test(changed), false);
      assert.equal(addOwnFile(changed, "tones/a.json"), changed, "once is enough");
    });
  }
});
