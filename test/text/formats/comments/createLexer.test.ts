import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isCodeLanguage } from "../../../../src/text/formats/comments/codeLanguages";
import { listComments } from "../../../../src/text/formats/comments/listComments";

/** Programs in which comments say YES with a number and all that only looks like a comment says NO. */
const FOLDER = join(import.meta.dirname, "lexed");

describe("createLexer and the tokenizers beside it tell comments from what looks like them", () => {
  for (const file of readdirSync(FOLDER)) {
    const language = file.replace(/\.txt$/, "");
    const program = readFileSync(join(FOLDER, file), "utf8");

    for (const [name, text] of [
      ["LF", program],
      ["CRLF", program.replaceAll("\n", "\r\n")],
    ] as const) {
      it(`${language}, ${name}`, () => {
        assert.ok(isCodeLanguage(language), language);
        const comments = listComments(text, language).map(({ start, end }) => text.slice(start, end));
        const expected = Array.from(text.matchAll(/YES\w/g), ([mark]) => mark);
        assert.deepEqual(comments.join(" ").match(/YES\w/g), expected);
        assert.deepEqual(
          comments.filter((comment) => /NO\b/.test(comment)),
          [],
        );
      });
    }
  }
});
