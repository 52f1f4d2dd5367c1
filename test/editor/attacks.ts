/** Texts that would do something where VS Code draws them, if they were not made inert. */
export const ATTACKS: readonly string[] = [
  'x". [Click here](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22a%22%7D)',
  '[a](https://example.com "b")',
  "[a](file:///etc/passwd)",
  "![a](https://example.com/a.png)",
  "[a]: command:b\n\n[a]",
  '<a href="command:x">a</a><img src=x>',
  "https://example.com www.example.com a@example.com",
  "<https://example.com>",
  "$(warning) $(sync~spin)",
  "a\n\n# b\n\n```\nc\n```",
  "| a | b |\n|---|---|",
  "`a` **b** _c_ ~~d~~ &lt;script&gt; \\[e](command:f)",
  "\u202egnp.exe \u2066a\u2069 \u001b[31mred \u0007 \u0000",
  "    indented\u2028b",
];
