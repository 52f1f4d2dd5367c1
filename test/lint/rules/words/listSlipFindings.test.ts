import assert from "node:assert/strict";
import { listSlipFindings } from "../../../../src/lint/rules/words/listSlipFindings";
import { listSentences } from "../../../../src/text/sentences/listSentences";
import { checkSlip } from "./checkSlip";

describe("listSlipFindings", () => {
  for (const { name, rule, marked, marks, says, title, mended } of [
    {
      name: "another word",
      rule: "slip",
      marked: "Set the value {form|from} the list.",
      marks: "form",
      says: "“form” may be the wrong word. Did you mean “from”?",
      title: "Replace with “from”",
      mended: "Set the value from the list.",
    },
    {
      name: "an article",
      rule: "article",
      marked: "It takes {a|an} hour.",
      marks: "a",
      says: "“a” before “hour”. Did you mean “an”?",
      title: "Replace with “an”",
      mended: "It takes an hour.",
    },
    {
      name: "a word twice",
      rule: "double",
      marked: "Open the{ the|} file.",
      marks: "the",
      says: "“the” stands twice. Did you mean it once?",
      title: "Delete “the”",
      mended: "Open the file.",
    },
    {
      name: "a missing word, at the word behind it",
      rule: "missing",
      marked: "Some tasks {|are }executed on start.",
      marks: "executed",
      says: "A word may be missing before “executed”. Did you mean “are executed”?",
      title: "Insert “are”",
      mended: "Some tasks are executed on start.",
    },
    {
      name: "a word too many",
      rule: "extra",
      marked: "It depends {of |}on the file.",
      marks: "of",
      says: "“of” may be a word too many. Did you mean “depends on”?",
      title: "Delete “of”",
      mended: "It depends on the file.",
    },
  ] as const) {
    it(`says what is wrong with ${name}, and mends it`, () => {
      const found = checkSlip({ marked, rule });
      const [fix] = found.finding?.fixes ?? [];
      assert.deepEqual([found.finding?.rule, found.finding?.score], [`words/${rule}`, 0.9]);
      assert.deepEqual([found.marks, found.finding?.message, found.mended], [marks, says, mended]);
      assert.equal(fix?.kind === "replace" && fix.title, title);
      assert.equal(found.finding?.word?.mended.join(""), mended);
    });
  }

  it("says nothing of the word that stands for code: the document has none", () => {
    const { finding } = checkSlip({
      rule: "missing",
      marked: "It is stored {|in }code here.",
      document: "It is stored `a.b` here.",
    });
    assert.equal(finding?.message, "A word may be missing before “…”. Did you mean “in …”?");
  });

  for (const { name, rule = "slip", marked, document, marks, mended } of [
    {
      name: "replaces a word in a link",
      marked: "Set it {form|from} the list.",
      document: "Set it [form](a.md) the list.",
      marks: "form",
      mended: "Set it [from](a.md) the list.",
    },
    {
      name: "leaves out a word with markup inside",
      marked: "Set it {form|from} the list.",
      document: "Set it f**or**m the list.",
      marks: undefined,
      mended: undefined,
    },
    {
      name: "leaves out a word that is written with an entity",
      marked: "Set it {form|from} the list.",
      document: "Set it f&#111;rm the list.",
      marks: undefined,
      mended: undefined,
    },
    {
      name: "deletes a word at the start of a line with the space behind it",
      rule: "double",
      marked: "A list of{ of|} files is here.",
      document: "A list of\nof files is here.",
      marks: "of",
      mended: "A list of\nfiles is here.",
    },
    {
      name: "deletes a word at the end of a line with the space before it",
      rule: "extra",
      marked: "It depends {of |}on the file.",
      document: "It depends of\non the file.",
      marks: "of",
      mended: "It depends\non the file.",
    },
    {
      name: "marks a word in bold twice, and deletes nothing that would leave its markup empty",
      rule: "double",
      marked: "Open the{ the|} file.",
      document: "Open the **the** file.",
      marks: "the",
      mended: undefined,
    },
    {
      name: "inserts before markup, not into it",
      rule: "missing",
      marked: "There {|are }some tasks.",
      document: "There *some* tasks.",
      marks: "some",
      mended: "There are *some* tasks.",
    },
    {
      name: "inserts at the end of a line",
      rule: "missing",
      marked: "There {|are }some tasks.",
      document: "There\nsome tasks.",
      marks: "some",
      mended: "There\nare some tasks.",
    },
    {
      name: "marks a gap between markup, and inserts nothing",
      rule: "missing",
      marked: "There {|are }some tasks.",
      document: "**There**\n*some* tasks.",
      marks: "some",
      mended: undefined,
    },
  ] as const) {
    it(name, () => {
      const found = checkSlip({ rule, marked, document });
      assert.deepEqual([found.marks, found.mended], [marks, mended]);
    });
  }

  for (const { format, document, mended } of [
    {
      format: "latex",
      document: "Set the \\emph{value} form the list.\n",
      mended: "Set the \\emph{value} from the list.\n",
    },
    {
      format: "python",
      document: "# Set the value\n# form the list.\n",
      mended: "# Set the value\n# from the list.\n",
    },
  ] as const) {
    it(`mends ${format}`, () => {
      const found = checkSlip({ marked: "Set the value {form|from} the list.", document, format });
      assert.equal(found.mended, mended);
    });
  }

  const SLIP = "Set the value {form|from} the list.";

  it("is sure of a fix from the level few on, and prefers it in any case", () => {
    for (const [probability, isSure] of [
      [0.8, true],
      [0.79, undefined],
    ] as const) {
      const [fix] = checkSlip({ marked: SLIP, probability }).finding?.fixes ?? [];
      assert.deepEqual(fix?.kind === "replace" && [fix.isPreferred, fix.isSure], [true, isSure]);
    }
  });

  it("offers other words for a word that may be wrong", () => {
    const { finding } = checkSlip({ marked: SLIP });
    assert.deepEqual(finding?.fixes[1], { kind: "choose", span: finding?.span, word: "form" });
  });

  it("refuses a threshold that is no probability", () => {
    const [sentence] = listSentences("It is.", "markdown");
    assert.ok(sentence);
    assert.throws(() => listSlipFindings(sentence, { slips: [] }, { rule: "slip", threshold: 2 }), RangeError);
  });
});
