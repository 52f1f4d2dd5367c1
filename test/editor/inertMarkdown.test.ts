import assert from "node:assert/strict";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { toInertLine } from "../../src/editor/inertLine";
import { linkCommand, strongWords, writeMarkdown } from "../../src/editor/inertMarkdown";
import { ATTACKS } from "./attacks";

const toHtml = (source: string) =>
  micromark(source, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });

/** As it is read: without the tags of one paragraph or cell, entities decoded. */
const toText = (html: string) =>
  html
    .replace(/^<p>|<\/p>$/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

describe("writeMarkdown", () => {
  for (const attack of ATTACKS) {
    it(`shows ${JSON.stringify(attack.slice(0, 40))} as it stands: at the start, in a line, in a cell`, () => {
      const html = toHtml(writeMarkdown`${attack}`.source);
      const shown = toText(html);
      assert.doesNotMatch(html.replace(/^<p>|<\/p>$/g, ""), /<[a-z]/i);
      assert.equal(shown, toInertLine(attack).trim());
      assert.equal(toText(toHtml(writeMarkdown`Said: ${attack}`.source)), `Said: ${shown}`);
      const cell = toHtml(writeMarkdown`| a | b |\n|---|---|\n| ${attack} | c |`.source);
      assert.equal(cell.match(/<td>/g)?.length, 2);
      assert.doesNotMatch(cell, /<(?!\/?(?:table|thead|tbody|tr|th|td)>)[a-z]/i);
    });
  }

  it("keeps every sign of a text that people read", () => {
    for (const text of ["No. It's 3 * 4 = 12, a_b <c> & d | e!", "- one", "1. one", "# one", "=== two", ": three"]) {
      assert.equal(toText(toHtml(writeMarkdown`${text}`.source)), text);
    }
  });

  it("keeps its own markup, and runs no command but those of its links", () => {
    const link = linkCommand("Leave (it)", "cloze.acceptSentence", ["a) [b](command:x)"], "Tip");
    const text = writeMarkdown`**Bold** ${link} ${[writeMarkdown`*a* `, writeMarkdown`*b*`]}`;
    assert.deepEqual(text.commands, ["cloze.acceptSentence"]);
    const html = toHtml(text.source);
    const [, query = ""] =
      /<a href="command:cloze\.acceptSentence\?([^"]*)" title="Tip">Leave \(it\)<\/a>/.exec(html) ?? [];
    assert.deepEqual(JSON.parse(decodeURIComponent(query)), ["a) [b](command:x)"]);
    assert.match(html, /^<p><strong>Bold<\/strong> <a .*<\/a> <em>a<\/em> <em>b<\/em><\/p>$/);
  });

  it("makes words strong, whatever they hold", () => {
    const { source } = strongWords((word) => `Mostly for ${word("[a](command:x)")}: without it, 0.9 %.`);
    assert.equal(toText(toHtml(source)), "Mostly for <strong>[a] (command:x)</strong>: without it, 0.9 %.");
  });
});
