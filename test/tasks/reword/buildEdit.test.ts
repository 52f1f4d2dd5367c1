import assert from "node:assert/strict";
import { buildEdit } from "../../../src/tasks/reword/buildEdit";
import { writeDraft } from "../../../src/tasks/reword/rewrite";

function change(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  const edit = buildEdit(text, { start, end: start + from.length, text: to, cost: 0 }, () => true);
  return writeDraft(text, [edit]).text;
}

describe("buildEdit", () => {
  for (const { name, text, from, to, expected } of [
    { name: "replaces a word", text: "It is bad.", from: "bad", to: "weak", expected: "It is weak." },
    { name: "keeps a capital", text: "Awful names.", from: "Awful", to: "weak", expected: "Weak names." },
    { name: "keeps capitals", text: "It is AWFUL.", from: "AWFUL", to: "weak", expected: "It is WEAK." },
    { name: "drops a word with its space", text: "It is so bad.", from: "so", to: "", expected: "It is bad." },
    { name: "drops the last word", text: "It fails again.", from: "again", to: "", expected: "It fails." },
    { name: "drops the first word with its comma", text: "Sadly, it is.", from: "Sadly", to: "", expected: "It is." },
    { name: "drops a word between commas", text: "It, sadly, is.", from: "sadly", to: "", expected: "It is." },
    { name: "drops a last word with its comma", text: "It is, sadly.", from: "sadly", to: "", expected: "It is." },
    { name: "mends “an”", text: "It is an awful page.", from: "awful", to: "weak", expected: "It is a weak page." },
    { name: "mends “a”", text: "It is a bad page.", from: "bad", to: "unclear", expected: "It is an unclear page." },
    { name: "mends “a” where a word goes", text: "It is a bad hour.", from: "bad", to: "", expected: "It is an hour." },
    { name: "goes to the second sentence", text: "So. Sadly it is.", from: "Sadly", to: "", expected: "So. It is." },
  ]) {
    it(name, () => assert.equal(change(text, from, to), expected));
  }
});
