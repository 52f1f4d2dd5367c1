import assert from "node:assert/strict";
import { describePlace, describePlaceShortly, describeUnchecked } from "../../../src/editor/read/describeReading";
import { SKIPPED_NAMES } from "../../../src/editor/read/skippedNames";
import { DOCUMENT_FORMATS, listSkippedThings } from "../../../src/text/formats/format";

const SPAN = { start: 0, end: 5 };
const SENTENCE = { kind: "sentence", span: SPAN, index: 3 } as const;
const NOTHING = { skipped: undefined, unmarked: undefined };

describe("what the view of what is read says", () => {
  for (const { facts, text, short, long } of [
    {
      facts: { ...NOTHING, place: SENTENCE },
      short: "read",
      long: ["Sentence 4 of 9, read as it stands."],
    },
    {
      facts: { ...NOTHING, place: SENTENCE, unmarked: "accepted" },
      text: "Run code first.",
      short: "never marked: you left it unmarked",
      long: ["Sentence 4 of 9, read as: Run code first.", "Never marked: you left it unmarked."],
    },
    {
      facts: { ...NOTHING, place: SENTENCE, unmarked: "foreign" },
      short: "never marked: it is not taken for English, which onlyEnglish in cloze.rules asks for",
      long: [
        "Sentence 4 of 9, read as it stands.",
        "Never marked: it is not taken for English, which onlyEnglish in cloze.rules asks for.",
      ],
    },
    {
      facts: { ...NOTHING, place: { kind: "markup", span: SPAN, index: 0, readAs: "code" } },
      short: "read as “code”",
      long: ["Read as “code”, in sentence 1."],
    },
    {
      facts: { ...NOTHING, place: { kind: "markup", span: SPAN, index: 0, readAs: "" } },
      short: "not read: markup",
      long: ["Not read: markup, in sentence 1."],
    },
    {
      facts: { ...NOTHING, place: { kind: "skipped", span: SPAN }, skipped: "a comment" },
      short: "not read: a comment",
      long: ["Not read: a comment."],
    },
    {
      facts: { ...NOTHING, place: { kind: "skipped", span: SPAN } },
      short: "nothing to read",
      long: ["Nothing to read."],
    },
  ] as const) {
    it(short, () => {
      assert.equal(describePlaceShortly(facts), short);
      assert.deepEqual(describePlace(facts, 9, text), long);
    });
  }

  it("has a name for everything that a format skips", () => {
    const names = DOCUMENT_FORMATS.flatMap((format) => listSkippedThings(format).map(([name]) => name));
    assert.deepEqual(
      names.filter((name) => SKIPPED_NAMES[name] === undefined),
      [],
    );
  });

  it("says of a document why it is not checked", () => {
    assert.equal(
      describeUnchecked("off-settings", "markdown"),
      "Not checked as you type: the setting cloze.rules turns the check off.",
    );
    assert.match(describeUnchecked("language", "python"), /: python is not in cloze\.lint\.languages/);
  });
});
