import { checkBlocks } from "../../checkBlocks";

describe("extractProse of MDX", () => {
  for (const { name, text, blocks } of [
    {
      name: "imports and exports are code",
      text: "import A from 'a'\nexport const b = {\n  c: 1\n}\n\n# One\n",
      blocks: ["One"],
    },
    {
      name: "a line of a paragraph is not code",
      text: "One can\nimport it,\nexport it too.\n",
      blocks: ["One can import it, export it too."],
    },
    { name: "CRLF", text: "import A from 'a';\r\n\r\nOne.\r\n", blocks: ["One."] },
    {
      name: "words that start like keywords are not code",
      text: "Imports are one,\nimportant or not.\n",
      blocks: ["Imports are one, important or not."],
    },
    {
      name: "comments",
      text: "One {/* two */} three.\n\n{/*\nFour.\n\nFive.\n*/}\n\n{ /* Six. */ }\n",
      blocks: ["One  three."],
    },
    { name: "a comment without end", text: "One.\n\n{/* Two.\n\nThree.\n", blocks: ["One.", "{/* Two.", "Three."] },
    { name: "elements", text: "<Tabs>\n\nOne <b>two</b>.\n\n</Tabs>\n", blocks: ["One two."] },
  ]) {
    it(name, () => checkBlocks(text, "mdx", blocks));
  }
});
