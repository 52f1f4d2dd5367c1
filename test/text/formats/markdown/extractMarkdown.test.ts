import assert from "node:assert/strict";
import { extractProse } from "../../../../src/text/formats/extractProse";
import { checkBlocks } from "../../checkBlocks";
import { checkPlaces } from "../../checkPlaces";

const CASES: readonly { readonly name: string; readonly text: string; readonly blocks: readonly string[] }[] = [
  { name: "nothing", text: "", blocks: [] },
  { name: "white space", text: " \n\t\n", blocks: [] },
  { name: "paragraphs", text: "One.\n\nTwo.", blocks: ["One.", "Two."] },
  { name: "a soft line break is a space", text: "One\ntwo", blocks: ["One two"] },
  { name: "CRLF", text: "One\r\ntwo\r\n\r\nThree\r\n", blocks: ["One two", "Three"] },
  { name: "CR alone", text: "One\rtwo\r\rThree", blocks: ["One two", "Three"] },
  { name: "hard breaks", text: "One  \ntwo\\\nthree", blocks: ["One two three"] },
  { name: "headings", text: "# One #\n\nTwo\n===\n\nThree\n---\nFour", blocks: ["One", "Two", "Three", "Four"] },
  { name: "emphasis", text: "*One* __two__ ***three*** ~~four~~", blocks: ["One two three four"] },
  { name: "emphasis inside a word", text: "un*believ*able", blocks: ["unbelievable"] },
  { name: "markers that mark nothing", text: "2 * 3 and a_b_c", blocks: ["2 * 3 and a_b_c"] },
  { name: "links", text: '[One](http://a.b "title") and [two][r].\n\n[r]: http://c', blocks: ["One and two."] },
  {
    name: "a link defined in another chunk",
    text: "[R]: <http://c>\n\nSee [one][r] and [r].",
    blocks: ["See one and r."],
  },
  { name: "brackets that are not a link", text: "An array[0] and [sic].", blocks: ["An array[0] and [sic]."] },
  { name: "the text of an image", text: "Press ![Enter](e.png 'x') now.", blocks: ["Press Enter now."] },
  { name: "inline code is a word", text: "Run `npm ci` and ``a ` b``.", blocks: ["Run code and code."] },
  { name: "inline code alone is not prose", text: "`npm ci`", blocks: [] },
  {
    name: "addresses are a word",
    text: "See <http://a.b>, https://c.d/e. or www.f.org!",
    blocks: ["See link, link. or link!"],
  },
  { name: "inline HTML", text: "One <b class='x'>two</b><!-- no --> three<br>four", blocks: ["One two three four"] },
  { name: "HTML blocks", text: "<div>\nno\n</div>\n\nYes", blocks: ["Yes"] },
  { name: "Markdown between HTML blocks", text: "<details>\n\nYes\n\n</details>", blocks: ["Yes"] },
  { name: "a comment over blank lines", text: "One\n\n<!-- a\n\nno\n\n# no -->\nTwo", blocks: ["One", "Two"] },
  { name: "a script over blank lines", text: "<script>\n\nno()\n\n</script>\n\nYes", blocks: ["Yes"] },
  { name: "a comment without end", text: "One\n\n<!-- a\n\nno", blocks: ["One"] },
  { name: "fenced code over blank lines", text: "```js\nno\n\nno\n\n    ```\n\n```\nYes", blocks: ["Yes"] },
  { name: "fences of tildes and other lengths", text: "~~~~\nno\n\n```\n\n~~~\n\nno\n~~~~~\nYes", blocks: ["Yes"] },
  { name: "fenced code without end", text: "Yes\n\n```\n\nno", blocks: ["Yes"] },
  { name: "fenced code in a list", text: "- One\n\n  ```\n  no\n\n  no\n  ```\n\nTwo", blocks: ["One", "Two"] },
  { name: "fenced code that ends with its quote", text: "> ```\n> no\n\nYes", blocks: ["Yes"] },
  { name: "indented code", text: "One\n\n    no\n\n\tno\n\nTwo", blocks: ["One", "Two"] },
  {
    name: "lists",
    text: "- One\n- Two\n  goes on\n  1. Three\n\n* Four",
    blocks: ["One", "Two goes on", "Three", "Four"],
  },
  { name: "task lists", text: "- [ ] One\n- [x] Two", blocks: ["One", "Two"] },
  { name: "quotes, lazy ones too", text: "> One\n> two\nthree\n\n> > Four", blocks: ["One two three", "Four"] },
  { name: "tables", text: "| a | b \\| c |\n|---|:-:|\n| `x` d | |", blocks: ["a", "b | c", "code d"] },
  { name: "footnotes", text: "One[^1].\n\n[^1]: Two\n\n    three", blocks: ["One.", "Two", "three"] },
  { name: "definitions", text: '[a]: http://b "no"\n\nYes', blocks: ["Yes"] },
  { name: "thematic breaks", text: "One\n\n***\n\nTwo", blocks: ["One", "Two"] },
  { name: "YAML front matter", text: "---\ntitle: no\n\nno: no\n---\nYes", blocks: ["Yes"] },
  { name: "TOML front matter", text: "+++\r\ntitle = 1\r\n+++\r\nYes", blocks: ["Yes"] },
  { name: "empty front matter", text: "---\n---\nYes", blocks: ["Yes"] },
  { name: "a break that is not front matter", text: "---\n\nYes", blocks: ["Yes"] },
  { name: "a byte order mark", text: "\ufeff# One", blocks: ["One"] },
  { name: "a byte order mark in between", text: "One\n\n\ufeffTwo", blocks: ["One", "Two"] },
  { name: "entities", text: "A &amp; B &#x41; &copy; &nope;", blocks: ["A & B A © &nope;"] },
  { name: "escapes", text: "\\*One\\* \\# \\a", blocks: ["*One* # \\a"] },
  { name: "inline mathematics is a word", text: "Where $x_1 + y$ is $z$.", blocks: ["Where x is x."] },
  { name: "amounts are not mathematics", text: "From $5 to $10, or \\$a\\$.", blocks: ["From $5 to $10, or $a$."] },
  { name: "a dollar in code is not mathematics", text: "Set `$a` and `$b`.", blocks: ["Set code and code."] },
  { name: "displayed mathematics", text: "One\n\n$$\na + b\n$$\n\nTwo $$c$$ three", blocks: ["One", "Two x three"] },
  { name: "displayed mathematics over blocks", text: "One\n\n$$\na\n\n- b\n\nc $$\n\nTwo", blocks: ["One", "Two"] },
  { name: "an unclosed $$", text: "$$ a\n\nTwo", blocks: ["$$ a", "Two"] },
  { name: "tabs", text: "-\tOne\ttwo\n\n\tthree\n>\tfour", blocks: ["One\ttwo", "three", "four"] },
  { name: "NUL and lone surrogates", text: "a\0b *\ud800* \udc00c", blocks: ["a\0b \ud800 \udc00c"] },
  { name: "emoji", text: "**😀** 👩‍👩‍👧 `x` 漢字", blocks: ["😀 👩‍👩‍👧 code 漢字"] },
];

describe("extractProse of Markdown", () => {
  for (const { name, text, blocks } of CASES) {
    it(name, () => checkBlocks(text, "markdown", blocks));
  }

  it("reads all cases in one document as it reads each alone", () => {
    const cases = CASES.filter(
      ({ name }) => !/front matter|without end|definitions|nothing closes|byte order|defined/.test(name),
    );
    const text = cases.map((one) => one.text).join("\n\n***\n\n");
    const prose = extractProse(text, "markdown");
    assert.deepEqual(
      prose.map((block) => block.text),
      cases.flatMap(({ blocks }) => blocks),
    );
    checkPlaces(text, prose);
  });

  it("runs leave out markup, placeholders, line breaks and entities, and nothing else", () => {
    const [block] = extractProse("a **b** `c`\n&amp; \\* d", "markdown");
    assert.deepEqual(block, {
      text: "a b code & * d",
      runs: [
        { textStart: 0, start: 0, length: 2 },
        { textStart: 2, start: 4, length: 1 },
        { textStart: 3, start: 7, length: 1 },
        { textStart: 10, start: 17, length: 1 },
        { textStart: 11, start: 19, length: 3 },
      ],
      span: { start: 0, end: 22 },
    });
  });
});
