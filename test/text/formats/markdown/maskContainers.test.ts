import { checkBlocks } from "../../checkBlocks";

const CASES: readonly { readonly name: string; readonly text: string; readonly blocks: readonly string[] }[] = [
  { name: "a container around lines", text: "One:\n:::info\nTwo.\n:::\nThree.", blocks: ["One:", "Two.", "Three."] },
  { name: "a container around paragraphs", text: "::: tip\n\nOne.\n\n- Two.\n\n:::\n", blocks: ["One.", "Two."] },
  { name: "a title behind the name", text: "::: danger Mind *this* {open}\nOne.\n:::", blocks: ["Mind this", "One."] },
  { name: "a title in brackets", text: ":::note[Mind `a`]{.b}\n\nOne.\n\n:::", blocks: ["Mind code", "One."] },
  {
    name: "a title as an attribute",
    text: '::: {.callout-tip title="Mind it" b="c"}\nOne.\n:::',
    blocks: ["Mind it", "One."],
  },
  {
    name: "containers in one",
    text: ":::: {.columns}\n::: {.column}\nOne.\n:::\n::::\nTwo.",
    blocks: ["One.", "Two."],
  },
  {
    name: "containers in lists and quotes",
    text: "- One\n\n  :::note\n  Two.\n  :::\n\n> ::: a\n> Three.\n> :::",
    blocks: ["One", "Two.", "Three."],
  },
  { name: "a container that nothing closes", text: ":::note\nOne.\n\nTwo.", blocks: ["One.", "Two."] },
  { name: "code in a container", text: "::: code-group\n```sh [npm]\nno\n:::\n```\n:::\nTwo.", blocks: ["Two."] },
  { name: "a container of a drawing", text: "::: mermaid\nno\n\nno\n:::\n\nOne.", blocks: ["One."] },
  {
    name: "a container of MyST, with options",
    text: ":::{note} One\n:class: no\nTwo.\n:::\n:::{code-block} c\nno\n\nno\n:::",
    blocks: ["One", "Two."],
  },
  { name: "a drawing that nothing closes is text", text: "::: mermaid\nOne.", blocks: ["One."] },
  {
    name: "containers of attributes alone",
    text: ':::image source="no.png" alt-text="No.":::\n\n:::row:::\n   :::column span="":::\n      One.\n   :::column-end:::\n:::row-end:::',
    blocks: ["One."],
  },
  {
    name: "directives of a line and of a word",
    text: "::video[One]{#a}\n\nThe :abbr[W3C]{title='no'} says: two.",
    blocks: ["One", "The W3C says: two."],
  },
  {
    name: "colons in a sentence",
    text: "Call std::vector, or a:::b here.",
    blocks: ["Call std::vector, or a:::b here."],
  },
  {
    name: "an admonition",
    text: 'One.\n\n!!! warning "Mind *it*"\n\n    Two\n    goes on.\n\n        no()\n\n    - Three.\n\nFour.',
    blocks: ["One.", "Mind it", "Two goes on.", "Three.", "Four."],
  },
  {
    name: "an admonition without blank lines",
    text: "One.\n!!! note\n    Two.\nThree.",
    blocks: ["One.", "Two.", "Three."],
  },
  {
    name: "admonitions that fold, in one another",
    text: '???+ note "A"\n    One.\n\n    ??? tip inline end\n        Two.',
    blocks: ["A", "One.", "Two."],
  },
  { name: "an admonition in a list", text: '1. One\n    !!! tip ""\n        Two.', blocks: ["One", "Two."] },
  {
    name: "tabs",
    text: '=== "A"\n\n    ```\n    no\n    ```\n\n    One.\n\n=== "B"\n\n    Two.',
    blocks: ["A", "One.", "B", "Two."],
  },
  { name: "blocks between slashes", text: "/// note | A title\nOne.\n///\nTwo.", blocks: ["A title", "One.", "Two."] },
  {
    name: "signs that a person shouts with",
    text: "!!! No, really, this is it!\n\n=== x",
    blocks: ["!!! No, really, this is it!", "=== x"],
  },
  {
    name: "alerts",
    text: "> [!NOTE]\n> One\n> goes on.\n\n- a\n  > [!WARNING]\n  > Two.",
    blocks: ["One goes on.", "a", "Two."],
  },
  {
    name: "an alert in a quote, at the end",
    text: "> One.\n>\n> > [!TIP]\n> > Two.\n\n> [!NOTE]",
    blocks: ["One.", "Two."],
  },
  {
    name: "an alert with a title",
    text: "> [!tip]- A title\n> One.\n\n> [!info|left] Alone",
    blocks: ["A title", "One.", "Alone"],
  },
  { name: "an alert whose first line goes on", text: "> [!NOTE] One\n> goes on.", blocks: ["One goes on."] },
  {
    name: "brackets in a sentence",
    text: "A [!b] and [c].",
    blocks: ["A [!b] and [c]."],
  },
  {
    name: "definitions",
    text: "One\n: Two\n  goes on.\n: Three.\n\nFour\n\n:   Five.\n\n    Six.\n\n        no()",
    blocks: ["One", "Two goes on.", "Three.", "Four", "Five.", "Six."],
  },
  {
    name: "definitions in lists and quotes",
    text: "- One\n  : Two.\n\n> Three\n> : Four.",
    blocks: ["One", "Two.", "Three", "Four."],
  },
  { name: "a colon within a line", text: "One : two.\n\n:smile: Three.", blocks: ["One : two.", ":smile: Three."] },
  {
    name: "what is put in from elsewhere",
    text: '[TOC]\n\n[[_TOC_]]\n\n<<< @/no.js{2}\n\n--8<-- "no.md"\n\nOne.',
    blocks: ["One."],
  },
];

describe("containers and admonitions of Markdown", () => {
  for (const { name, text, blocks } of CASES) {
    it(name, () => checkBlocks(text, "markdown", blocks));
    it(`${name}, with CRLF`, () => checkBlocks(text.replaceAll("\n", "\r\n"), "markdown", blocks));
  }
});
