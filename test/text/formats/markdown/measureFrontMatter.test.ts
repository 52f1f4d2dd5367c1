import { checkBlocks } from "../../checkBlocks";

const CASES: readonly { readonly name: string; readonly text: string; readonly blocks: readonly string[] }[] = [
  { name: "YAML that three stops close", text: "---\na: no\n\nb: no\n...\nOne.", blocks: ["One."] },
  { name: "three stops in a text behind a ruler", text: "---\n\nOne.\n\n...\n\nTwo.", blocks: ["One.", "...", "Two."] },
  { name: "JSON", text: '{\n  "a": "no",\n  "b": { "c": "no" }\n}\n\nOne.', blocks: ["One."] },
  { name: "JSON in one line", text: '{"a": "no"}\nOne.', blocks: ["One."] },
  { name: "JSON between semicolons", text: ';;;\n"a": "no"\n;;;\nOne.', blocks: ["One."] },
  { name: "a brace that is no JSON", text: "{One} two.\n\n}\n\nThree.", blocks: ["{One} two.", "}", "Three."] },
  { name: "a byte order mark before it", text: "\ufeff---\na: no\n---\nOne.", blocks: ["One."] },
  { name: "without an end", text: "---\na: b", blocks: ["a: b"] },
  { name: "of a slide", text: "One.\n\n---\nlayout: no\nclass:\n  - no\n---\n\nTwo.", blocks: ["One.", "Two."] },
  {
    name: "a ruler before text",
    text: "One.\n\n---\nTwo: three.\n\nFour.\n\n---\n",
    blocks: ["One.", "Two: three.", "Four."],
  },
];

describe("front matter of Markdown", () => {
  for (const { name, text, blocks } of CASES) {
    it(name, () => checkBlocks(text, "markdown", blocks));
    it(`${name}, with CRLF`, () => checkBlocks(text.replaceAll("\n", "\r\n"), "markdown", blocks));
  }
});
