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
    {
      name: "comments before prose",
      text: "{/* a */}One.\n\n- {/* b */}Two.\n\n1. {/* c */} Three {/* d */}four.\n\n> {/* e */}Five.\n\n# {/* f */}Six",
      blocks: ["One.", "Two.", "Three four.", "Five.", "Six"],
    },
    {
      name: "comments over lines",
      text: "{/*\nno {\n\nno */}One.\n\n{\n  // no\n\n}\n\nTwo.",
      blocks: ["One.", "Two."],
    },
    {
      name: "children with indentation",
      text: "<A>\n  <B c='no'>\n    One:\n\n    ```sh\n    no\n\n    no\n    ```\n\n    Two\n    goes on.\n\n    - Three.\n      - Four.\n  </B>\n</A>",
      blocks: ["One:", "Two goes on.", "Three.", "Four."],
    },
    {
      name: "prose within blocks",
      text: "<A>One.</A>\n\n<A>\nTwo *b*.\n</A>\n\n<p>Three.</p><p>Four.</p>\n\n> <A>\n> Five.\n> </A>\n\n- <A>Six.</A>",
      blocks: ["One.", "Two b.", "Three.", "Four.", "Five.", "Six."],
    },
    {
      name: "attributes over lines and blank lines",
      text: "<A\n  b='no'\n\n  c={{ d: '}' }}\n  e={() => {\n\n    no\n  }}\n/>\n\nOne.",
      blocks: ["One."],
    },
    {
      name: "expressions",
      text: "One {a.b} is {c ? <b>no</b> : 'no'}.\n\n{d.map((e) => {\n\n  return <li>no {e}</li>\n\n})}\n\nTwo{' '}\nthree {'four'}{\"!\"}",
      blocks: ["One code is code.", "Two three four!"],
    },
    {
      name: "exports over blank lines",
      text: "export const a = {\n\n  b: `no\n\n# no`,\n\n}\n\nOne.\n\nexport function C() {\n\n  return <b>no</b>\n\n}\n\nimport d from 'e'\n\nexport { d }\n\nTwo.",
      blocks: ["One.", "Two."],
    },
    {
      name: "code in a sentence, and around paragraphs",
      text: "Use <code>no</code> or <Kbd>no</Kbd>.\n\n<pre>\n  no\n\n  no\n</pre>\n\n<style>{`\n  .no {}\n\n  .no {}\n`}</style>\n\nOne.",
      blocks: ["Use code or code.", "One."],
    },
    {
      name: "a document that MDX refuses is read all the same",
      text: "One < two.\n\nThree {a}.\n\n<!-- no\n\nno -->\n\nFour {five.\n\n<A>\n    Six.\n\n## Seven {#b}\n\nexport function C() {\n\nEight.",
      blocks: ["One < two.", "Three code.", "Four {five.", "Six.", "Seven", "Eight."],
    },
    {
      name: "containers, alerts and mathematics",
      text: ":::tip[One]\n\nTwo.\n\n:::\n\n> [!NOTE]\n> Three.\n\nWhere $\\frac{a}{b}$ is.",
      blocks: ["One", "Two.", "Three.", "Where x is."],
    },
    {
      name: "a comment over blocks is text, where MDX refuses it",
      text: "{{/*.\n.\n*/}",
      blocks: ["{{/*.", "*/}"],
    },
    {
      name: "a title with an end of a line that Markdown does not know",
      text: ":::d\0\ufeff\u2028r",
      blocks: ["\0\ufeff\u2028r"],
    },
    { name: "elements", text: "<Tabs>\n\nOne <b>two</b>.\n\n</Tabs>\n", blocks: ["One two."] },
  ]) {
    it(name, () => checkBlocks(text, "mdx", blocks));
    it(`${name}, with CRLF`, () => checkBlocks(text.replace(/\r?\n/g, "\r\n"), "mdx", blocks));
  }
});
