import assert from "node:assert/strict";
import { DocumentPhrases } from "../../../../src/lint/documentPhrases";
import { listSlipFindings } from "../../../../src/lint/rules/words/listSlipFindings";
import type { Slip, SlipRule } from "../../../../src/tasks/slips/slipsRequest";
import type { Format } from "../../../../src/text/formats/format";
import { listSentences } from "../../../../src/text/sentences/listSentences";
import { readSlip } from "./slips";

interface Case {
  readonly marked: string;
  readonly rule?: SlipRule;
  readonly kind?: Slip["kind"];
  readonly probability?: number;
  /** The document; default: the sentence. */
  readonly document?: string;
  readonly format?: Format;
  readonly never?: readonly string[];
}

/** What the rule says about the sentence of a document that has the slip. */
function check({ marked, rule = "slip", kind, probability = 0.9, document, format = "markdown", never = [] }: Case) {
  const { text, slip } = readSlip(marked, rule, probability, kind);
  const source = document ?? text;
  const sentences = listSentences(source, format);
  const sentence = sentences.find((each) => each.text === text) ?? assert.fail(`not read: ${text}`);
  const phrases = new DocumentPhrases(() => sentences.map((each) => each.text));
  const options = { rule, threshold: 0.5, never: new Set(never), phrases };
  const [finding] = listSlipFindings(sentence, { slips: [slip] }, options);
  const [fix] = finding?.fixes ?? [];
  return {
    finding,
    marks: finding && source.slice(finding.span.start, finding.span.end),
    mended:
      fix?.kind === "replace" ? source.slice(0, fix.span.start) + fix.text + source.slice(fix.span.end) : undefined,
  };
}

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
      const found = check({ marked, rule });
      const [fix] = found.finding?.fixes ?? [];
      assert.deepEqual([found.finding?.rule, found.finding?.score], [`words/${rule}`, 0.9]);
      assert.deepEqual([found.marks, found.finding?.message, found.mended], [marks, says, mended]);
      assert.equal(fix?.kind === "replace" && fix.title, title);
      assert.equal(found.finding?.word?.mended.join(""), mended);
    });
  }

  it("says nothing of the word that stands for code: the document has none", () => {
    const { finding } = check({
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
      const found = check({ rule, marked, document });
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
      const found = check({ marked: "Set the value {form|from} the list.", document, format });
      assert.equal(found.mended, mended);
    });
  }

  const SLIP = "Set the value {form|from} the list.";
  for (const { name, isFound, ...given } of [
    { name: "a slip that is sure enough", marked: SLIP, probability: 0.5, isFound: true },
    { name: "a slip that is not", marked: SLIP, probability: 0.49, isFound: false },
    { name: "a pair that is not to be marked", marked: SLIP, never: ["form from"], isFound: false },
    {
      name: "the pair in capital letters",
      marked: "{Form|From} the list it is.",
      never: ["form from"],
      isFound: false,
    },
    { name: "the reverse of such a pair", marked: SLIP, never: ["from form"], isFound: true },
    {
      name: "words that the document has elsewhere",
      marked: SLIP,
      document: "Set the value form the list. A value form the start is kept.",
      isFound: false,
    },
    {
      name: "a word that the document has elsewhere in other company",
      marked: SLIP,
      document: "Set the value form the list. The form is kept. A value forms the start.",
      isFound: true,
    },
    {
      name: "a sentence that stands twice",
      marked: SLIP,
      document: "Set the value form the list. Set the value form the list.",
      isFound: true,
    },
    {
      name: "an article that the document uses elsewhere with that word",
      rule: "article",
      marked: "Run {a|an} SQL query.",
      document: "Run a SQL query. It is a SQL file.",
      isFound: false,
    },
    {
      name: "an article that it uses with other words",
      rule: "article",
      marked: "It takes {a|an} hour.",
      document: "It takes a hour. Run a query.",
      isFound: true,
    },
    {
      name: "a word that stands twice elsewhere too",
      rule: "double",
      marked: "Open the{ the|} file.",
      document: "Open the the file. We open the the file.",
      isFound: true,
    },
    {
      name: "a word that two other sentences of the document have",
      kind: "letters",
      marked: "Tell it what to {lint|link} first.",
      document: "Tell it what to lint first. You lint files. They lint folders.",
      isFound: false,
    },
    {
      name: "a name that the document uses, with an ending that is of no number and no tense",
      kind: "endings",
      marked: "{Commander|Command} is strict.",
      document: "Commander is strict. Commander exports it. Use Commander.",
      isFound: false,
    },
    {
      name: "a word that one other sentence has",
      kind: "letters",
      marked: "Tell it what to {lint|link} first.",
      document: "Tell it what to lint first. You lint files. You lint files.",
      isFound: true,
    },
    {
      name: "a word that is often confused, wherever it stands",
      kind: "listed",
      marked: "Set the value {form|from} the list.",
      document: "Set the value form the list. A form is here. The form is kept.",
      isFound: true,
    },
    {
      name: "another number of a word that others have",
      kind: "endings",
      marked: "If a string {options|option} is passed, it is read.",
      document: "If a string options is passed, it is read. The options are kept. It has options.",
      isFound: true,
    },
    {
      name: "a word that stands twice with an address between",
      rule: "double",
      marked: "Its badges are npm{ npm|} here.",
      document: "Its badges are ![npm](a.svg) ![npm](b.svg) here.",
      isFound: false,
    },
    {
      name: "words of a row of links",
      rule: "double",
      marked: "npm{ npm|}",
      document: "[npm](a) [npm](b)",
      isFound: false,
    },
    {
      name: "a word twice where the second begins a link",
      rule: "double",
      marked: "It is like the{ the|} other.",
      document: "It is like the\n[the other](b).",
      isFound: true,
    },
    { name: "the last word of what goes on", marked: "Set the value {form|from}", isFound: false },
    { name: "the last word before a colon", marked: "Set the value {form|from}:", isFound: false },
    { name: "a word within what goes on", marked: "Set it {form|from} here:", isFound: true },
    { name: "the last word of a sentence", marked: "Where does it come {form|from}?", isFound: true },
    {
      name: "a missing word in what goes on",
      rule: "missing",
      marked: "The options {|are }available here:",
      isFound: false,
    },
    { name: "a word twice at the end of what goes on", rule: "double", marked: "Open the{ the|}", isFound: true },
  ] as readonly (Case & { readonly name: string; readonly isFound: boolean })[]) {
    it(`${isFound ? "marks" : "does not mark"} ${name}`, () => assert.equal(check(given).marks !== undefined, isFound));
  }

  it("is sure of a fix from the level few on, and prefers it in any case", () => {
    for (const [probability, isSure] of [
      [0.8, true],
      [0.79, undefined],
    ] as const) {
      const [fix] = check({ marked: SLIP, probability }).finding?.fixes ?? [];
      assert.deepEqual(fix?.kind === "replace" && [fix.isPreferred, fix.isSure], [true, isSure]);
    }
  });

  it("offers other words for a word that may be wrong", () => {
    const { finding } = check({ marked: SLIP });
    assert.deepEqual(finding?.fixes[1], { kind: "choose", span: finding?.span, word: "form" });
  });

  it("refuses a threshold that is no probability", () => {
    const [sentence] = listSentences("It is.", "markdown");
    assert.ok(sentence);
    assert.throws(() => listSlipFindings(sentence, { slips: [] }, { rule: "slip", threshold: 2 }), RangeError);
  });
});
