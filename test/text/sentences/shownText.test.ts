import assert from "node:assert/strict";
import type { Format } from "../../../src/text/formats/format";
import { listSentences } from "../../../src/text/sentences/listSentences";
import { ShownText } from "../../../src/text/sentences/shownText";
import { findDocumentSpan } from "../../../src/text/spans/sentence";

function read(document: string, format: Format) {
  const shown = new ShownText(document);
  for (const sentence of listSentences(document, format)) shown.add(sentence);
  return shown.prose;
}

describe("the sentences of a document as one text", () => {
  for (const { name, document, format = "markdown" as Format, text } of [
    { name: "have code in its place", document: "Run `npm ci` first.", text: "Run npm ci first." },
    { name: "have code at the start", document: "`npm ci` installs it.", text: "npm ci installs it." },
    { name: "have code at the end", document: "Install it with `npm ci`.", text: "Install it with npm ci." },
    { name: "have no markup", document: "# A *title*\n\nOne. Two!", text: "A title One. Two!" },
    {
      name: "have code of HTML",
      document: "<p>Run <code>npm ci</code> first.</p>",
      format: "html",
      text: "Run npm ci first.",
    },
    {
      name: "keep a word that only looks like a placeholder",
      document: "The code is short.",
      text: "The code is short.",
    },
    { name: "are empty where there is no prose", document: "```\nx\n```\n", text: "" },
  ] satisfies readonly { name: string; document: string; format?: Format; text: string }[]) {
    it(name, () => {
      const prose = read(document, format);
      assert.equal(prose.text, text);
      for (const { textStart, start, length } of prose.runs) {
        assert.equal(document.slice(start, start + length), prose.text.slice(textStart, textStart + length));
      }
    });
  }

  it("lead a stretch of several sentences and code back to the document", () => {
    const document = "# Install\n\nFirst, run `npm ci`. Then *wait*.\n";
    const prose = read(document, "markdown");
    const place = (words: string) => {
      const start = prose.text.indexOf(words);
      const span = findDocumentSpan(prose, { start, end: start + words.length });
      return span && document.slice(span.start, span.end);
    };
    assert.equal(place("npm ci"), "npm ci");
    assert.equal(place("run npm"), "run `npm");
    assert.equal(place("ci. Then wait"), "ci`. Then *wait");
  });
});
