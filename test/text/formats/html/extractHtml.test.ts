import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { extractHtml } from "../../../../src/text/formats/html/extractHtml";
import { assertLinear } from "../../../harness/assertLinear";
import { checkPlaces } from "../../checkPlaces";

interface Case {
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly string[];
}

const BLOCKS: readonly Case[] = [
  { name: "nothing", text: "", blocks: [] },
  { name: "white space", text: " \n\t", blocks: [] },
  { name: "text without a tag", text: "One\ntwo", blocks: ["One two"] },
  { name: "a byte order mark", text: "\ufeff<p>One", blocks: ["One"] },
  {
    name: "a document: of its header, the title",
    text: '<!DOCTYPE html><html><head><meta name="a" content="b"><title>A &amp; B</title><link><base></head><body>One',
    blocks: ["A & B", "One"],
  },
  { name: "headings and paragraphs", text: "<h1>One</h1><p>Two</p><h6>Three</h6>", blocks: ["One", "Two", "Three"] },
  { name: "closing tags left out", text: "<p>One<p>Two<ul><li>a<li>b</ul>", blocks: ["One", "Two", "a", "b"] },
  {
    name: "tables",
    text: "<table><caption>One</caption><tr><th>a<td>b<tr><td>c</td></table>",
    blocks: ["One", "a", "b", "c"],
  },
  { name: "definitions", text: "<dl><dt>One<dd>Two<dt>Three</dl>", blocks: ["One", "Two", "Three"] },
  { name: "text around a block in a block", text: "<div>One <p>Two</p> three</div>", blocks: ["One", "Two", "three"] },
  {
    name: "figures, details and forms",
    text:
      "<figure><figcaption>One</figcaption></figure><details><summary>Two</summary>Three</details>" +
      "<form><fieldset><legend>Four</legend><label>Five</label> <input> <button>Six</button></fieldset></form>",
    blocks: ["One", "Two", "Three", "Four", "Five", "Six"],
  },
  { name: "buttons in a row", text: "<button>One</button><button>Two</button>", blocks: ["One", "Two"] },
  { name: "a button in a sentence", text: "Press <button>One</button> now", blocks: ["Press One now"] },
  { name: "a page's own elements", text: "<x-a>One</x-a><x-a>Two</x-a>", blocks: ["One", "Two"] },
  { name: "a page's own element in a sentence", text: "<p>At <x-a>one</x-a>.", blocks: ["At one."] },
  {
    name: "an inline element open across blocks",
    text: "<b><p>One</p><p>Two</b> three</p>",
    blocks: ["One", "Two three"],
  },
  { name: "navigation", text: "<nav><ul><li><a href=/>One</a><li>Two</ul></nav>", blocks: ["One", "Two"] },
  { name: "a line across", text: "One<hr>two", blocks: ["One", "two"] },
  { name: "two line breaks", text: "One<br>\n<br/>two<br>three", blocks: ["One", "two three"] },
];

const INLINE: readonly Case[] = [
  { name: "white space is one space", text: "<p> One\r\n\t two  \n three </p>", blocks: ["One two three"] },
  { name: "white space across tags", text: "One <b> two</b> <i>three</i>\n", blocks: ["One two three"] },
  { name: "inline elements break no word", text: "<p>O<b>n</b>e<wbr>s<foo>o</foo>", blocks: ["Oneso"] },
  { name: "a line break is a space", text: "One<br>two <br/> three</br>four", blocks: ["One two three four"] },
  { name: "a no-break space is not a space", text: "10&nbsp;000 \u00a0km&nbsp;", blocks: ["10\u00a0000 \u00a0km"] },
  { name: "references", text: "a &lt; b &amp c &#x26; &nope; &#59; &", blocks: ["a < b & c & &nope; ; &"] },
  { name: "a reference to two characters", text: "a&NotEqualTilde;b", blocks: ["a≂̸b"] },
  { name: "a reference to a space", text: "One&#10;&#32; two", blocks: ["One two"] },
  { name: "a < that does not open a tag", text: "1 < 2, a <3 <>", blocks: ["1 < 2, a <3 <>"] },
  { name: "a tag without a name", text: "One</>two</>&amp;</>;", blocks: ["Onetwo&;"] },
  {
    name: "white space within tags",
    text: "<p\n>One<b\n>two</b\n>, three</p >four",
    blocks: ["Onetwo, three", "four"],
  },
  { name: "lone surrogates", text: "\ud800One \udc00", blocks: ["\ud800One \udc00"] },
  { name: "addresses", text: '<p>See <a href="/">https://a.b/?c&amp;d</a>.', blocks: ["See link."] },
];

const UNREAD: readonly Case[] = [
  ...["script", "style", "template", "textarea", "pre", "svg", "object", "iframe", "canvas", "audio", "video"].map(
    (name) => ({ name, text: `<p>One</p><${name}>no <i>no</i></${name}><p>Two`, blocks: ["One", "Two"] }),
  ),
  { name: "options", text: "One <select><option>no<option>no</select> two", blocks: ["One two"] },
  { name: "comments and declarations", text: "One<!-- <p> --> two<!no><![CDATA[no]]></ no>", blocks: ["One two"] },
  { name: "attributes", text: '<p title="no > no"><img alt="no">One', blocks: ["One"] },
  { name: "hidden elements", text: "<p hidden>no <b>no</b></p>One<i aria-hidden=true>no</i>", blocks: ["One"] },
  { name: "readings of characters", text: "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字", blocks: ["漢字"] },
  {
    name: "code and what one types",
    text: "<p>Run <code>npm <b>ci</b></code>, <kbd><kbd>a</kbd>b</kbd>, <samp>c</samp>, <var>d</var>, <tt>e</tt>.",
    blocks: ["Run code, code, code, code, code."],
  },
  { name: "code alone", text: "<td><code>One</code></td><p>Two</p>", blocks: ["Two"] },
  { name: "code left open", text: "<p>Run <code>npm</p><p>Two", blocks: ["Run code", "Two"] },
  {
    name: "mathematics",
    text: '<p>If <math><mi>a</mi></math> is <script type="math/tex">b</script>, so',
    blocks: ["If x is x, so"],
  },
  { name: "names not to be translated", text: "<p>Try <b translate=no>Cloze</b>.", blocks: ["Try code."] },
  { name: "a whole document not to be translated is read", text: "<html translate=no><body>One", blocks: ["One"] },
  { name: "a script without an end", text: "One<script>no", blocks: ["One"] },
  { name: "an empty script in XHTML", text: '<?xml version="1.0"?><script src="a"/><p>One</p>', blocks: ["One"] },
];

const NOTES: readonly Case[] = [
  { name: "a raised link", text: 'One<sup><a href="#n">[1]</a></sup>, two', blocks: ["One, two"] },
  { name: "raised brackets around a link", text: 'One <sup>[<a href="#n">a</a>]</sup> two', blocks: ["One two"] },
  { name: "a link around a raised number", text: 'One.<a href="#n"><sup>1</sup></a> Two', blocks: ["One. Two"] },
  { name: "a link by its role", text: 'One<a href="#n" role="doc-noteref">1</a>', blocks: ["One"] },
  { name: "a heading's link to itself", text: '<h1>One<a href="#one">¶</a></h1>', blocks: ["One"] },
  { name: "a power is text", text: "10<sup>2</sup> <sub>a</sub>", blocks: ["102 a"] },
  { name: "a link with words is text", text: '<a href="#a">CO<sub>2</sub></a>', blocks: ["CO2"] },
];

const TEMPLATES: readonly Case[] = [
  {
    name: "a value",
    text: "<p>Hello {{ name }}, {{{ a }}}, <%= b %> and <?= $c ?>.",
    blocks: ["Hello code, code, code and code."],
  },
  {
    name: "a statement",
    text: "One {% if a < b %}two{% endif %} <% c() %>three<?php d('<p>') ?>",
    blocks: ["One two three"],
  },
  { name: "a statement of Mustache", text: "{{#if a}}One{{else}}two{{/if}}{{! no }}{# no #}", blocks: ["Onetwo"] },
  {
    name: "in tags",
    text: '<li{% if a > b %} class="c"{% endif %}>One<li {{ a }} title="{{ b }}">two<{{ c }}>',
    blocks: ["One", "two"],
  },
  { name: "braces around markup are text", text: "<p>{{ One</p><p>two }}", blocks: ["{{ One", "two }}"] },
  {
    name: "brackets that are not closed",
    text: "One {{ two {% three <% four",
    blocks: ["One {{ two {% three <% four"],
  },
  {
    name: "braces in a script",
    text: "<script>a = '<%'</script>One <script>b = '%>'</script>",
    blocks: ["One"],
  },
  { name: "a value alone", text: "<td>{{ a }}</td><td>One</td>", blocks: ["One"] },
];

const SAMPLE = `<!DOCTYPE html>
<html lang="en">
<head><title>Tea &mdash; a guide</title><style>p { color: red }</style></head>
<body class=wide>
<h1 id=tea>How to make <em>good</em> tea</h1>
<p>Take fresh water.<p>It must boil:
  at 100&nbsp;°C &#8211; <strong>no&shy;t</strong> less.
<!-- Ask <b>someone</b> -->
<ul><li>Green tea<li>Black <a href="/black">tea &amp; milk</a>
  <ol><li>Milk <i>first<li>Milk last</i></ol>
<li>Nothing</ul>
<table><thead><tr><th>Tea<th>Minutes<tbody><tr><td>Green<td>2 &lt; 3<tr><td>Bl<b>ac</b>k</td><td>4</table>
<h2>After  that</h2
><p
>Wait</p
>, then <span>drink</span>. Run <code>tea</code> {{ twice }}.
<div>A <p>last</p> word<sup><a href="#n1">1</a></sup></div>
<pre>not this</pre><p hidden>nor this</p>
</body></html>`;

/** Elements that hold the text of one block, and nothing that is read as a placeholder. */
const SIMPLE = "title, p, li, h1, h2, th, td";

describe("extractHtml", () => {
  for (const [group, cases] of Object.entries({ BLOCKS, INLINE, UNREAD, NOTES, TEMPLATES })) {
    for (const { name, text, blocks } of cases) {
      it(`${group.toLowerCase()}: ${name}`, () => {
        const prose = extractHtml(text);
        assert.deepEqual(
          prose.map((block) => block.text),
          blocks,
        );
        checkPlaces(text, prose);
      });
    }
  }

  it("places every character that is in the document", () => {
    const text = "<p>a &amp; <b>b</b>{{ c }}\n d</p>";
    const [block] = extractHtml(text);
    assert.equal(block?.text, "a & bcode d");
    const placed = block.runs.map(({ start, length }) => text.slice(start, start + length));
    assert.deepEqual(placed, ["a ", "b", "d"]);
  });

  it("reads a document that ends anywhere", () => {
    for (let end = 0; end <= SAMPLE.length; end++) {
      const text = SAMPLE.slice(0, end);
      checkPlaces(text, extractHtml(text));
    }
  });

  it("does not read a tag within which the document ends", () => {
    for (const tag of [
      "<",
      "<b",
      "<b ",
      "<br/",
      "<b c",
      "<b c=",
      '<b c="d',
      "<b{{ c }}",
      "</b",
      "</b ",
      "<!-",
      "<!-- c",
    ]) {
      const [block] = extractHtml(`<p>One ${tag}`);
      assert.equal(block?.text, tag === "<" ? "One <" : "One", tag);
    }
  });

  it("has the simple blocks that a browser has", () => {
    const blocks = new Set(extractHtml(SAMPLE).map((block) => block.text));
    const elements = [...new JSDOM(SAMPLE).window.document.querySelectorAll(SIMPLE)];
    const simple = elements.filter(
      (element) => element.querySelector(`${SIMPLE}, ol, code, sup`) === null && element.closest("[hidden]") === null,
    );
    assert.equal(simple.length, 17);
    for (const { textContent } of simple) {
      const text = textContent.replace(/[ \t\n\f\r]+/gu, " ").trim();
      assert.ok(blocks.has(text), text);
    }
  });
});

/** UTF-16 units of the smaller document of each pair. */
const SIZE = 250_000;

function attack(make: (size: number) => string): void {
  let check: (() => void) | undefined;
  const run = (text: string): void => {
    const prose = extractHtml(text);
    check = () => checkPlaces(text, prose);
  };
  assertLinear({ size: SIZE, make, run });
  check?.();
}

describe("extractHtml reads a hostile document in a time that grows as it does", () => {
  for (const part of [
    "<",
    "<a ",
    "a<b>",
    "<b><i>",
    "<div></p>",
    "</p>",
    "</>",
    "</b>",
    "<p>",
    "<br>",
    "<svg>",
    "<form>",
    "<title>",
    "<x-a>",
    "&",
    "&amp",
    "&amp;",
    "<!--",
    "<![CDATA[",
    "<sup><a href=#>",
    "a <sup><a href=#>1</a></sup> ",
    "{{",
    "{{ <b",
    "{{}}",
    "{% ",
    "<%",
    "<?",
    "<script",
    "<script>",
    "http://a.",
    "a\n ",
    "  ",
    "\0",
  ]) {
    it(JSON.stringify(part), () => attack((size) => part.repeat(Math.ceil(size / part.length))));
  }

  it("tags that close nothing, in the deepest elements that the parser sees", () => {
    attack((size) => "<b>".repeat(999) + "a</i>".repeat(size / 5));
  });
});

describe("extractHtml reads a hostile document", () => {
  it("reads the text in elements deeper than anyone nests them", () => {
    const text = `${"<b>".repeat(100_000)}One<script>no</script><p>two`;
    const prose = extractHtml(text);
    assert.deepEqual(
      prose.map((block) => block.text),
      ["One", "two"],
    );
    checkPlaces(text, prose);
  });

  it("reads no script at any depth", () => {
    const text = "<b>a<script>no</script>".repeat(2500);
    assert.deepEqual(
      extractHtml(text).map((block) => block.text),
      ["a".repeat(2500)],
    );
  });
});
