// No namesake: `extractMarkdown` is compared with the page that the parser's own compiler makes.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { extractProse } from "../../../../src/text/formats/extractProse";
import { checkPlaces } from "../../checkPlaces";

const SEED = 3;
const DOCUMENTS = 150;

// No empty list items: behind indented code and a blank line, the parser (micromark 4.0.3) takes one for a paragraph.
/** Markdown that reads the same on the page: no HTML, addresses, footnotes or mathematics. */
const INLINE = [
  "word",
  "word ",
  "Two words. ",
  "*em*",
  "**strong _both_**",
  "`code`",
  "[link](/a 'b')",
  "[used]",
  "[a][used]",
  "![alt *x*](/b)",
  "~~no~~",
  "A &amp; B",
  "\\*",
  "\\",
  "*",
  "_",
  "[",
  "]",
  "`",
  "😀",
  "\n",
  "  \n",
  "\n> ",
  "\n- item ",
  "\n    ",
];
const STARTS = [
  "",
  "",
  "# ",
  "> ",
  "- ",
  "1. ",
  "  ",
  "    ",
  "- [ ] ",
  "> - ",
  "```\n",
  "~~~\n",
  "- ```\n  ",
  "| a | b |\n|---|---|\n| ",
];
const ENDS = ["\n\n", "\n\n", "\n", "\n```\n", "\n~~~\n\n", "\r\n\r\n", " |\n\n", "\n===\n"];

describe("extractProse of Markdown against the page that the parser's own compiler makes", () => {
  it("reads the same words of drawn documents", () => {
    const random = createRandom(SEED);
    const draw = (choices: readonly string[]): string => choices[random(choices.length)]!;
    for (let index = 0; index < DOCUMENTS; index++) {
      let text = "[used]: /url\n\n";
      for (let block = random(12); block >= 0; block--) {
        text += `${draw(STARTS)}start `;
        for (let inline = random(8); inline >= 0; inline--) text += draw(INLINE);
        text += draw(ENDS);
      }
      assertSameWords(text);
    }
  });

  it("reads the same words of the project's own documents", () => {
    for (const name of ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]) {
      const file = new URL(`../../../../${name}`, import.meta.url);
      if (existsSync(file))
        assertSameWords(
          readFileSync(file, "utf8")
            .replace(/https?:\/\/[^\s)>]*/g, "/url")
            .replace(/<[^>]*>/g, ""),
        );
    }
  });
});

function assertSameWords(text: string): void {
  const blocks = extractProse(text, "markdown");
  checkPlaces(text, blocks);
  const words = blocks.map((block) => block.text).join(" ");
  assert.equal(normalize(words), normalize(readPage(text)), JSON.stringify(text));
}

/** The words of the page, without code. */
function readPage(text: string): string {
  const html = micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const { document } = new JSDOM(html).window;
  for (const code of document.querySelectorAll("code")) code.remove();
  for (const image of document.querySelectorAll("img")) image.replaceWith(image.alt);
  return document.body.textContent;
}

/** Leaves out white space, and the word "code": a block of code alone is not prose. */
function normalize(words: string): string {
  return words.replace(/\s+/gu, "").replaceAll("code", "");
}

function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}
