import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { readMarkRule } from "../../src/editor/readMarkRule";

describe("readMarkRule", () => {
  for (const { name, mark, rule } of [
    { name: "a rule without a page", mark: { source: "Cloze", code: "a/b" }, rule: "a/b" },
    { name: "a rule with a page", mark: { source: "Cloze", code: { value: "a/b", target: {} } }, rule: "a/b" },
    { name: "a mark without a rule", mark: { source: "Cloze" }, rule: undefined },
    { name: "a mark of another extension", mark: { source: "ts", code: "a/b" }, rule: undefined },
  ]) {
    it(`reads ${name}`, () => assert.equal(readMarkRule(mark as vscode.Diagnostic), rule));
  }
});
