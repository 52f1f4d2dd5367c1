import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import { listEndings, PROSE_ENDINGS, selectFileFormat, selectFormat } from "../../../src/text/formats/format";

const ROOT = resolve(import.meta.dirname, "../../..");

describe("the format of a document", () => {
  for (const [language, format] of [
    ["markdown", "markdown"],
    ["instructions", "markdown"],
    ["quarto", "markdown"],
    ["mdx", "mdx"],
    ["plaintext", "plaintext"],
    ["python", "python"],
    ["asciidoc", "asciidoc"],
    ["html", "html"],
    ["latex", "latex"],
    ["tex", "latex"],
    ["restructuredtext", "rst"],
    ["git-commit", "commit"],
    ["scminput", "commit"],
    ["bibtex", "plaintext"],
    ["json", "plaintext"],
    ["constructor", "plaintext"],
  ] as const) {
    it(`${language} is read as ${format}`, () => assert.equal(selectFormat(language, "Untitled-1"), format));
  }

  for (const [language, file, format] of [
    ["plaintext", "/docs/a.adoc", "asciidoc"],
    ["plaintext", "/src/A.kt", "kotlin"],
    ["plaintext", "/notes.txt", "plaintext"],
    ["markdown", "/a.txt", "markdown"],
    ["json", "/a.json", "plaintext"],
  ] as const) {
    it(`${language} in ${file} is read as ${format}`, () => assert.equal(selectFormat(language, file), format));
  }

  for (const [file, format] of [
    ["README.md", "markdown"],
    ["a/b.MARKDOWN", "markdown"],
    ["a.prompt.md", "markdown"],
    ["a.Rmd", "markdown"],
    ["a.mdx", "mdx"],
    ["a.txt", "plaintext"],
    ["a.adoc", "asciidoc"],
    ["index.HTM", "html"],
    ["a.tex", "latex"],
    ["docs/a.rst", "rst"],
    ["a.rst/b", "plaintext"],
    ["src/a.test.TS", "typescript"],
    ["a\\b.h", "c"],
    ["a.m", "objective-c"],
    ["docker/Dockerfile", "dockerfile"],
    [".git/COMMIT_EDITMSG", "commit"],
    ["a\\.git\\MERGE_MSG", "commit"],
    ["COMMIT_EDITMSG.md", "markdown"],
    ["a/b.ipynb", "notebook"],
    ["py", "plaintext"],
    ["a.py/b", "plaintext"],
  ] as const) {
    it(`${file} is read as ${format}`, () => assert.equal(selectFileFormat(file), format));
  }
});

describe("listEndings", () => {
  for (const [languages, endings] of [
    [["markdown"], ["md", "markdown", "qmd", "rmd"]],
    [
      ["latex", "tex"],
      ["tex", "ltx"],
    ],
    [
      ["python", "restructuredtext"],
      ["py", "pyi", "rst", "rest"],
    ],
    [["dockerfile", "git-commit", "klingon"], []],
  ] as const) {
    it(`of ${languages.join(", ")}`, () => assert.deepEqual(listEndings(languages), endings));
  }
});

describe("the formats that are checked by default", () => {
  const manifest = JSON.parse(readFileSync(resolve(ROOT, "package.json"), "utf8")) as {
    contributes: { configuration: { properties: Record<string, { default: readonly string[] }> } };
  };
  const languages = manifest.contributes.configuration.properties["cloze.lint.languages"]!.default;

  it("are those of the languages that package.json checks by default", () => {
    const formats = new Set(PROSE_ENDINGS.map((ending) => selectFileFormat(`a.${ending}`)));
    // In the editor, the cells of a notebook are documents: most of them Markdown.
    formats.delete("notebook");
    assert.deepEqual(new Set(languages.map((language) => selectFormat(language, "Untitled-1"))), formats);
  });
});

describe("the list of formats", () => {
  it("loads no parser: the extension host asks for it at every start", async () => {
    const { metafile } = await build({
      entryPoints: [resolve(ROOT, "src/text/formats/format.ts")],
      absWorkingDir: ROOT,
      bundle: true,
      write: false,
      metafile: true,
      logLevel: "silent",
    });
    const others = Object.keys(metafile.inputs).filter(
      (file) => !/^src\/text\/formats\/.*(?:[fF]ormat|codeLanguages)\.ts$/.test(file),
    );
    assert.deepEqual(others, []);
  });
});
