// No namesake: what fills say of the pieces of each kind of vocabulary, in several files.
import assert from "node:assert/strict";
import { readTokenizerSpec } from "../../../src/checkpoint/vocabulary/readTokenizerSpec";
import { classifyPieces, CONTINUATION, WORD } from "../../../src/tasks/fill/pieceKinds";
import { spellPieces } from "../../../src/tasks/fill/spellPieces";
import { readBlanks } from "../../../src/tasks/sequences/readBlanks";
import { readWord } from "../../../src/tasks/sequences/readWord";
import { createTokenizer } from "../../../src/tokenizer/createTokenizer";
import type { Tokenizer } from "../../../src/tokenizer/encoding";
import { createFolder, removeFolders } from "../../checkpoint/checkpointFolder";
import { buildByteJson } from "../../tokenizer/bytes/byteJson";
import { createSpec, SPECIALS } from "../../tokenizer/specs";

const OTHER = 0;
const wordPiece = createTokenizer(createSpec([...Object.values(SPECIALS), "cup", "##s", "(", "the", "##"]));

describe("pieces that fill blanks", () => {
  let bytes: Tokenizer;
  before(async () => {
    const files = { "tokenizer.json": JSON.stringify(buildByteJson()) };
    bytes = createTokenizer(await readTokenizerSpec(createFolder({ files })));
  });
  after(removeFolders);

  const idOf = (tokenizer: Tokenizer, piece: string) => tokenizer.vocabulary.findId(piece) ?? assert.fail(piece);

  for (const { name, of, pieces, opens, text } of [
    { name: "WordPiece, a word", of: "wordPiece", pieces: ["cup", "##s"], opens: true, text: "cups" },
    {
      name: "WordPiece, what goes on with the word before",
      of: "wordPiece",
      pieces: ["##s"],
      opens: true,
      text: "##s",
    },
    { name: "WordPiece, inside a word", of: "wordPiece", pieces: ["##s"], opens: false, text: "s" },
    { name: "WordPiece, the mark itself", of: "wordPiece", pieces: ["##"], opens: true, text: "##" },
    { name: "bytes, a word with its space", of: "bytes", pieces: ["Ġcup", "s"], opens: true, text: "cups" },
    { name: "bytes, a word where none is", of: "bytes", pieces: ["The"], opens: false, text: "The" },
    { name: "bytes, what goes on with the word before", of: "bytes", pieces: ["ing"], opens: true, text: "##ing" },
    { name: "bytes, a full stop goes on with nothing", of: "bytes", pieces: ["."], opens: true, text: "." },
    { name: "bytes of one character", of: "bytes", pieces: ["Ġ", "Ã©"], opens: true, text: "é" },
    { name: "bytes, a special token", of: "bytes", pieces: ["</s>"], opens: true, text: "</s>" },
  ] as const) {
    it(`are spelled as words: ${name}`, () => {
      const tokenizer = of === "bytes" ? bytes : wordPiece;
      const ids = pieces.map((piece) => idOf(tokenizer, piece));
      assert.equal(spellPieces(tokenizer.vocabulary, ids, opens), text);
    });
  }

  it("are told by whether they begin a word", () => {
    const kind = (tokenizer: Tokenizer, piece: string) => classifyPieces(tokenizer)[idOf(tokenizer, piece)];
    assert.deepEqual(
      ["cup", "##s", "(", "[MASK]"].map((piece) => kind(wordPiece, piece)),
      [WORD, CONTINUATION, OTHER, OTHER],
    );
    // A part of a character is no letter.
    assert.deepEqual(
      ["Ġcup", "ing", ".", "Ġ", "Ã", "Ã©", "<mask>"].map((piece) => kind(bytes, piece)),
      [WORD, CONTINUATION, OTHER, OTHER, OTHER, CONTINUATION, OTHER],
    );
  });

  for (const { before, pieces } of [
    { before: "", pieces: ["c", "u", "p"] },
    { before: "a ", pieces: ["Ġcup"] },
    { before: "\n", pieces: ["Ġcup"] },
    { before: "a(", pieces: ["c", "u", "p"] },
    { before: "te", pieces: ["c", "u", "p"] },
  ]) {
    it(`are those of the place: a word behind ${JSON.stringify(before)}`, () => {
      const found = readWord(bytes, "cup", before).map((id) => bytes.vocabulary.readPiece(id));
      assert.deepEqual(found, pieces);
      assert.deepEqual(readWord(wordPiece, "cup", before), [idOf(wordPiece, "cup")]);
    });
  }

  it("a blank is the vocabulary's mask, whatever it calls it", () => {
    const written = ["The <mask> is", "The [MASK] is", "The [MASK|a,b] is", "The [MASK*1] is"];
    const [first, ...others] = written.map((text) => readBlanks(bytes, text, "mask").map(({ id }) => id));
    for (const other of others) assert.deepEqual(other, first);
    assert.ok(first?.includes(idOf(bytes, "<mask>")));
    // Where no name is a token, all is ordinary text.
    assert.ok(!readBlanks(bytes, "The [MASK] is", "none").some(({ kind }) => kind === "mask"));
  });
});
