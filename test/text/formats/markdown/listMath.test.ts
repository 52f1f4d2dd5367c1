import { checkBlocks } from "../../checkBlocks";

const CASES: readonly { readonly name: string; readonly text: string; readonly blocks: readonly string[] }[] = [
  {
    name: "formulas in words",
    text: "H$_2$O, the $n$th, $k$-means, $5 \\times 3$ and 5$^\\circ$C.",
    blocks: ["HxO, the xth, x-means, x and 5xC."],
  },
  { name: "markup within formulas", text: "Where $a*b*c$, $`d_1`$ and $[e](f)$.", blocks: ["Where x, x and x."] },
  {
    name: "amounts",
    text: "It is $1680/year for one, **35$** for two, US$5, $6-$7, $8, 9$.",
    blocks: ["It is $1680/year for one, 35$ for two, US$5, $6-$7, $8, 9$."],
  },
  {
    name: "variables",
    text: "Set \"$A_B\" or '$A_C', $A_D/$E:$F, ${G}:${H} and $(i):$(j).",
    blocks: ["Set \"$A_B\" or '$A_C', $A_D/$E:$F, ${G}:${H} and $(i):$(j)."],
  },
  {
    name: "a variable and an amount",
    text: "The $PATH is set and costs 5$.",
    blocks: ["The $PATH is set and costs 5$."],
  },
  { name: "dollars in a row", text: "Some are $$$, others $$$.", blocks: ["Some are $$$, others $$$."] },
  {
    name: "brackets behind two backslashes",
    text: "Where \\\\(a + b\\\\) is \\\\[c\\\\].\n\n\\\\[\nd\n\\\\]",
    blocks: ["Where x is x."],
  },
  {
    name: "brackets behind one backslash",
    text: "Where \\(a^2\\) is \\(b\\), \\(this is not\\) and \\[nor\\].",
    blocks: ["Where x is x, (this is not) and [nor]."],
  },
];

describe("mathematics in Markdown", () => {
  for (const { name, text, blocks } of CASES) {
    it(name, () => checkBlocks(text, "markdown", blocks));
    it(`${name}, with CRLF`, () => checkBlocks(text.replaceAll("\n", "\r\n"), "markdown", blocks));
  }
});
