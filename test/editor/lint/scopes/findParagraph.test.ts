import assert from "node:assert/strict";
import { findParagraph } from "../../../../src/editor/lint/scopes/findParagraph";

describe("findParagraph", () => {
  for (const { name, text, paragraph } of [
    { name: "the only line", text: "One |line.", paragraph: "One line." },
    { name: "lines up to empty ones", text: "One.\n\nTwo,\nand |more.\n\nThree.\n", paragraph: "Two,\nand more." },
    { name: "the first lines", text: "|One,\nmore.\n\nTwo.", paragraph: "One,\nmore." },
    { name: "the last lines", text: "One.\n\nTwo,\nmore.|", paragraph: "Two,\nmore." },
    { name: "lines of a comment", text: "# One.\n#\n# Two,|\n# more.\nx\n---\n", paragraph: "# Two,\n# more.\nx" },
    { name: "nothing in an empty line", text: "|\nOne.", paragraph: undefined },
    { name: "nothing in a line without words", text: "One.\n *|\nTwo.", paragraph: undefined },
    { name: "nothing in an empty text", text: "|", paragraph: undefined },
  ]) {
    it(`finds ${name}`, () => {
      const offset = text.indexOf("|");
      const plain = text.replace("|", "");
      const span = findParagraph(plain, offset);
      assert.equal(span && plain.slice(span.start, span.end), paragraph);
    });
  }
});
