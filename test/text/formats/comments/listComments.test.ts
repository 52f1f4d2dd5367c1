import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { findCodeLanguage } from "../../../../src/text/formats/comments/codeLanguages";
import { listComments } from "../../../../src/text/formats/comments/listComments";
import type { Span } from "../../../../src/text/spans/span";
import { listFiles } from "../../../harness/listFiles";
import { skipBecause } from "../../../harness/skipBecause";

const ROOT = resolve(import.meta.dirname, "../../../..");
const PYTHON = "/usr/bin/python3";
const HEADERS = "/usr/include";
/** Of the files of packages, of Python's library and of C's headers, one in this many is read. */
const [PACKAGE_STEP, PYTHON_STEP, HEADER_STEP] = [40, 4, 60];
const MOST_BYTES = 60_000;

/** The comments that the compiler finds, around each of its nodes. */
function askCompiler(file: string, text: string): readonly Span[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const ends = new Map<number, number>();
  const visit = (node: ts.Node) => {
    const before = ts.getLeadingCommentRanges(text, node.pos) ?? [];
    const behind = ts.getTrailingCommentRanges(text, node.end) ?? [];
    for (const { pos, end } of [...before, ...behind]) ends.set(pos, end);
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  const found = [...ends].map(([start, end]) => ({ start, end })).sort((a, b) => a.start - b.start);
  // The compiler reads what is said of tags as well: what looks like a comment within a comment is none.
  return found.filter(({ start }) => !found.some((other) => other.start < start && start < other.end));
}

function dropComments(text: string, comments: readonly Span[]): string {
  const starts = [0, ...comments.map(({ end }) => end)];
  return starts.map((start, index) => text.slice(start, comments[index]?.start)).join(" ");
}

/** Leaves out white space, which means nothing, and pragmas, which GCC drops. */
function dropSpace(text: string): string {
  return text.replace(/^[ \t]*#[ \t]*(?:pragma|ident|warning)\b(?:[^\n\\]|\\[^])*$/gm, "").replace(/\\\n|\s+/g, "");
}

describe("listComments", function () {
  this.timeout(120_000);

  for (const { name, files } of [
    {
      name: "this project's programs",
      files: ["src", "test"].flatMap((folder) => listFiles(join(ROOT, folder), /\.ts$/, MOST_BYTES)),
    },
    {
      name: "programs of packages",
      files: listFiles(join(ROOT, "node_modules"), /(?<!\.min)\.js$/, MOST_BYTES).filter(
        (_, index) => index % PACKAGE_STEP === 0,
      ),
    },
  ]) {
    it(`finds what TypeScript's compiler finds in ${name}`, () => {
      let comments = 0;
      for (const file of files) {
        const text = readFileSync(file, "utf8");
        // A first line for the system is not a comment to the compiler either.
        const expected = askCompiler(file, text);
        assert.deepEqual(listComments(text, findCodeLanguage(file)!), expected, file);
        comments += expected.length;
      }
      assert.ok(comments > 500, `${comments} comments`);
    });
  }

  it("leaves of the headers of C on this machine what GCC leaves", function () {
    const files = listFiles(HEADERS, /\.h$/, MOST_BYTES).filter((_, index) => index % HEADER_STEP === 0);
    if (spawnSync("gcc", ["--version"]).status !== 0 || files.length === 0) {
      skipBecause(this, `no gcc or no headers in ${HEADERS} on this machine`);
    }
    let comments = 0;
    for (const file of files) {
      const options = ["-fpreprocessed", "-dD", "-E", "-P", "-w", "-x", "c", file];
      const { status, stdout } = spawnSync("gcc", options, { encoding: "latin1", maxBuffer: 1e8 });
      const text = readFileSync(file, "latin1");
      // GCC refuses headers of C++, and expands the one pragma.
      if (status !== 0 || text.includes("pop_macro")) continue;
      const found = listComments(text, "c");
      assert.equal(dropSpace(dropComments(text, found)), dropSpace(stdout), file);
      comments += found.length;
    }
    assert.ok(comments > 0, "no header was read");
  });

  it("finds what Python's own tokenizer and parser find in its library", function () {
    const places = spawnSync(PYTHON, ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"], {
      encoding: "utf8",
    });
    if (places.status !== 0) skipBecause(this, `no ${PYTHON} on this machine`);
    const files = listFiles(places.stdout.trim(), /\.py$/, MOST_BYTES).filter((_, index) => index % PYTHON_STEP === 0);
    const script = join(import.meta.dirname, "list_python_comments.py");
    const { stdout } = spawnSync(PYTHON, [script], { input: files.join("\n"), encoding: "utf8", maxBuffer: 1e8 });
    const found = Object.entries(JSON.parse(stdout) as Readonly<Record<string, readonly [number, number][]>>);
    let comments = 0;
    for (const [file, spans] of found) {
      const text = readFileSync(file, "utf8");
      const expected = spans
        .map(([start, end]) => ({ start, end }))
        .filter(({ start }) => start > 0 || !text.startsWith("#!"));
      assert.deepEqual(listComments(text, "python"), expected, file);
      comments += expected.length;
    }
    // A smaller Python library has fewer files.
    assert.ok(found.length > 10 && comments > 100, `${comments} comments in ${found.length} files`);
  });
});
