import assert from "node:assert/strict";
import { type Case, checkSlip } from "./checkSlip";

describe("listSlipFindings, which slips it marks", () => {
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
      name: "a sentence that stands twice, once without its full stop",
      marked: SLIP,
      document: "- Set the value form the list\n\nSet the value form the list.",
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
    it(`${isFound ? "marks" : "does not mark"} ${name}`, () =>
      assert.equal(checkSlip(given).marks !== undefined, isFound));
  }
});
