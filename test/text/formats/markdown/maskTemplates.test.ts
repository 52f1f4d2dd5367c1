import { checkBlocks } from "../../checkBlocks";

const CASES: readonly { readonly name: string; readonly text: string; readonly blocks: readonly string[] }[] = [
  {
    name: "values",
    text: "Version {{ a.b }} of ${{ c }} is out {{{d}}}.",
    blocks: ["Version code of code is out code."],
  },
  {
    name: "a value is a word in emphasis, headings and cells",
    text: "# A {{ b }}\n\n**{{c}} d**\n\n| {{ e | f }} g |\n|---|\n| h |",
    blocks: ["A code", "code d", "code g", "h"],
  },
  {
    name: "shortcodes around paragraphs",
    text: 'One.\n{{< note a="no" >}}\nTwo.\n{{< /note >}}\nThree.\n\n{{% b %}}\nFour.\n{{% /b %}}',
    blocks: ["One.", "Two.", "Three.", "Four."],
  },
  {
    name: "shortcodes around words",
    text: "One {{< hint >}}two{{< /hint >}} three {{< ref a >}}.",
    blocks: ["One two three code."],
  },
  { name: "a shortcode over lines", text: 'One.\n\n{{< figure\n  a="no"\n>}}\n\nTwo.', blocks: ["One.", "Two."] },
  {
    name: "shortcodes around code",
    text: "{{< highlight go >}}\nno\n\nno\n{{< /highlight >}}\n\nOne.\n\n{{< mermaid >}}\nno\n{{< /mermaid >}}",
    blocks: ["One."],
  },
  {
    name: "tags",
    text: "{% include no %}\nOne.\n{% if a %}\nTwo {%- if b -%} three {% endif %}.\n{% endif %}",
    blocks: ["One.", "Two three."],
  },
  {
    name: "tags around code and remarks",
    text: "{% highlight c %}\nno\n\nno\n{% endhighlight %}\n\n{%- comment -%}no{%- endcomment -%}\n\nOne {# no #} two.",
    blocks: ["One two."],
  },
  {
    name: "tags around text",
    text: "{% hint style='a' %}\nOne.\n{% endhint %}\n\n{% tabs %}{% tab %}\nTwo.\n{% endtab %}{% endtabs %}",
    blocks: ["One.", "Two."],
  },
  {
    name: "templates in links",
    text: '[One]({{< ref "a b" >}}) [two]({% link c %}) [three]({{ d | e }}/f).\n\n[g]: {{ h }}/i\n\nSee [g].',
    blocks: ["One two three.", "See g."],
  },
  { name: "in lists and quotes", text: "- {{< /a >}}\n  One.\n\n> {% b %}\n> Two.", blocks: ["One.", "Two."] },
  {
    name: "in code",
    text: "Put `{{` before and `}}` behind.\n\n```\n{{ no\n```\n\nOne }} two.\n\n    {% no %}",
    blocks: ["Put code before and code behind.", "One }} two."],
  },
  {
    name: "that nothing closes",
    text: "One {{ two.\n\nThree {% four }}.",
    blocks: ["One {{ two.", "Three {% four }}."],
  },
  {
    name: "extensions of kramdown",
    text: "{::comment}\nno\n\nno\n{:/comment}\n\n{::options a='b' /}\n\nOne.",
    blocks: ["One."],
  },
];

describe("templates in Markdown", () => {
  for (const { name, text, blocks } of CASES) {
    it(name, () => checkBlocks(text, "markdown", blocks));
    it(`${name}, with CRLF`, () => checkBlocks(text.replaceAll("\n", "\r\n"), "markdown", blocks));
  }
});
