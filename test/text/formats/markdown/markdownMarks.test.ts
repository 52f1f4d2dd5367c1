import { checkBlocks } from "../../checkBlocks";

const CASES: readonly { readonly name: string; readonly text: string; readonly blocks: readonly string[] }[] = [
  {
    name: "attributes of headings",
    text: "# One {#a}\n\n## Two {#b .c d=e} ##\n\nThree {.f}\n===\n\n#### Four {-}",
    blocks: ["One", "Two", "Three", "Four"],
  },
  {
    name: "attributes of spans",
    text: "A [b](c){.d}, *e*{: .f #g }, `h`{.i} and ![j](k){width=50%}.",
    blocks: ["A b, e, code and j."],
  },
  {
    name: "attributes of blocks",
    text: "One.\n{: .a }\n\n- Two {: .b}\n{.c}\n\n| d {.e} |\n|---|\n| f |\n{: #g}\n\n* Three\n{:toc}",
    blocks: ["One.", "Two", "d", "f", "Three"],
  },
  {
    name: "spans in brackets",
    text: "A [small *word*]{.a} and [other]{lang=fr}.",
    blocks: ["A small word and other."],
  },
  {
    name: "braces in a sentence",
    text: "Use {name}, {0}, f{x} and \\{.a}.",
    blocks: ["Use {name}, {0}, f{x} and {.a}."],
  },
  {
    name: "notes of the author",
    text: "It is so [@a2; see also -@b_c, p. 4]. And [cf. @d] so.",
    blocks: ["It is so. And so."],
  },
  {
    name: "authors and figures in the sentence",
    text: "As @a2019 [p. 3] says in @fig-b, @tbl-c and \\@ref(fig:d).",
    blocks: ["As link says in link, link and link."],
  },
  {
    name: "names of people and packages",
    text: "Thanks, @a: @b/c and [@d/e] are fine.",
    blocks: ["Thanks, @a: @b/c and [@d/e] are fine."],
  },
  {
    name: "wiki links",
    text: "See [[One]], [[a|two *b*]], [[Three#c]] and [[#Four]]. ![[no.png]]",
    blocks: ["See One, two b, Three and Four."],
  },
  { name: "a wiki link in a table", text: "| [[a\\|one]] |\n|---|\n| b |", blocks: ["one", "b"] },
  {
    name: "brackets that are no wiki link",
    text: "if [[ -f a ]]; b[[1]], [[2]](c) and \\[[d]].",
    blocks: ["if [[ -f a ]]; b[[1]], [2] and [[d]]."],
  },
  { name: "roles", text: "See {doc}`a` and {py:func}`b`.", blocks: ["See code and code."] },
  { name: "the name of a block", text: "One two. ^a1b2c3", blocks: ["One two."] },
];

describe("marks in Markdown that CommonMark does not have", () => {
  for (const { name, text, blocks } of CASES) {
    it(name, () => checkBlocks(text, "markdown", blocks));
    it(`${name}, with CRLF`, () => checkBlocks(text.replaceAll("\n", "\r\n"), "markdown", blocks));
  }
});
