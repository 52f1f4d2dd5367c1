import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { selectFileFormat } from "../../../src/text/formats/format";
import { ChunkMemory } from "../../../src/text/markup/chunkMemory";
import { listSentences } from "../../../src/text/sentences/listSentences";
import { ProseMemory } from "../../../src/text/sentences/proseMemory";
import { createRandom } from "../../graph/createRandom";

const ROOT = join(import.meta.dirname, "..", "..", "..");
/** Markup that changes how text elsewhere in a document is read. */
const MARKS = [
  "```\n",
  "<!--",
  "-->\n",
  "$$\n",
  "\n\n",
  "\n[a]: https://b.c\n",
  "[a]",
  "[^a]",
  "\n[^a]: note\n",
  "- ",
  "> ",
  "|",
  "/* ",
  "*/\n",
  "// ",
  "\\begin{itemize}\n",
  "\\item ",
  "{",
  "}",
  "$",
  "%",
];

describe("a document read again after an edit", () => {
  for (const { name, format } of [
    ...["README.md", "ARCHITECTURE.md", "docs/speed.md", "CHANGELOG.md", "src/engine/steps/scheduler.ts"].map(
      (file) => ({
        name: file,
        format: selectFileFormat(file),
      }),
    ),
    // Read as LaTeX, its paragraphs are paragraphs too.
    { name: "CONTRIBUTING.md", format: "latex" as const },
  ]) {
    it(`reads as it does without a memory: ${name} as ${format}`, () => {
      const random = createRandom(name.length);
      const draw = (below: number) => Math.floor(random() * below);
      const memory = new ProseMemory();
      let text = readFileSync(join(ROOT, name), "utf8");
      for (let edit = 0; edit < 60; edit += 1) {
        const at = draw(text.length);
        const removed = draw(3) === 0 ? draw(400) : draw(4);
        const inserted = draw(3) === 0 ? `word${edit}` : MARKS[draw(MARKS.length)]!;
        text = text.slice(0, at) + inserted + text.slice(at + removed);
        const asked = edit % 10 === 9 ? "plaintext" : format;
        assert.deepEqual(listSentences(text, asked, memory), listSentences(text, asked), `edit ${edit}`);
      }
    });
  }

  it("is read only where it changed", () => {
    const memory = new ChunkMemory<string>();
    const read: string[] = [];
    const recall = (parts: readonly string[], basis?: string) => {
      memory.begin(basis);
      read.length = 0;
      for (const part of parts) {
        const found = memory.recall(part, () => {
          read.push(part);
          return part.toUpperCase();
        });
        assert.equal(found, part.toUpperCase());
      }
      return [...read];
    };
    assert.deepEqual(recall(["a", "b", "a"]), ["a", "b"]);
    assert.deepEqual(recall(["a", "c", "b"]), ["c"]);
    assert.deepEqual(recall(["a"]), []);
    assert.deepEqual(recall(["a", "b"]), ["b"], "two readings did not ask for it: it is forgotten");
    assert.deepEqual(recall(["a", "b"], "other"), ["a", "b"], "another basis");
  });
});
