import assert from "node:assert/strict";
import { measureSlips, type Remark } from "./measureSlips";

describe("measureSlips", () => {
  const questions = {
    clean: ["All is well here.", "So it is."],
    placed: [
      { kind: "listed", text: "It is form here.", fixed: "It is from here." },
      { kind: "listed", text: "Their it is.", fixed: "There it is." },
    ],
    written: [{ kind: "double", text: "It is the the end.", fixed: "It is the end." }],
  };
  const answers: Readonly<Record<string, readonly Remark[]>> = {
    "All is well here.": [{ start: 0, end: 3, suggestions: ["Ill"] }],
    "It is form here.": [{ start: 6, end: 10, suggestions: ["for", "from"] }],
    "Their it is.": [{ start: 0, end: 5, suggestions: ["They're"] }],
    "It is the the end.": [{ start: 9, end: 13, suggestions: [""] }],
  };

  it("counts what is mended exactly, and sentences with remarks that need none", async () => {
    const figures = await measureSlips(questions, (texts) => Promise.resolve(texts.map((text) => answers[text] ?? [])));
    assert.deepEqual(figures.kinds.get("listed"), { count: 2, found: 0.5, right: 0.5 });
    assert.deepEqual(figures.kinds.get("double"), { count: 1, found: 1, right: 1 });
    assert.deepEqual([figures.alarms, figures.written, figures.remarks], [500, 1, 0]);
    assert.deepEqual(
      figures.alarming.map(({ text }) => text),
      ["All is well here."],
    );
  });
});
