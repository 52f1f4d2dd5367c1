import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isCodeLanguage } from "../../../../src/text/formats/comments/codeLanguages";
import { extractProse } from "../../../../src/text/formats/extractProse";
import { checkBlocks } from "../../checkBlocks";
import { checkPlaces } from "../../checkPlaces";

/** A program, a line of "=====", and the blocks of its prose, one a line. The file is named for the language. */
const FOLDER = join(import.meta.dirname, "documented");
/** Characters between two ends at which a program is cut off. */
const STEP = 7;

describe("writeCommentPage reads documentation as its tools do", () => {
  for (const file of readdirSync(FOLDER)) {
    const language = file.replace(/\d*\.txt$/, "");
    const [text = "", blocks = ""] = readFileSync(join(FOLDER, file), "utf8").split("\n=====\n");
    const expected = blocks.split("\n").filter((block) => block !== "");

    it(file, () => {
      assert.ok(isCodeLanguage(language), language);
      checkBlocks(text, language, expected);
      checkBlocks(text.replaceAll("\n", "\r\n"), language, expected);
    });

    it(`${file}, cut off anywhere`, () => {
      assert.ok(isCodeLanguage(language), language);
      for (let end = 0; end < text.length; end += STEP) {
        const part = text.slice(0, end);
        checkPlaces(part, extractProse(part, language));
      }
    });
  }
});
