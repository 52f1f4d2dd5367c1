// No namesake: the tokenizer reads a corpus outside the repository as the reference does.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Tokenizer as ReferenceTokenizer } from "tokenizers";
import { createTokenizer } from "../../src/tokenizer/createTokenizer";
import { skipBecause } from "../harness/skipBecause";
import { createReference, findDifference, wrapReference } from "./reference";
import { createSpec, readBundledPieces, readPieces } from "./specs";

const SHARED = new URL("../../../shared/data/", import.meta.url);
const VOCABULARIES = {
  "bert-base-uncased": { file: "tokenizer/bert-base-uncased-vocab.txt", lowercase: true, words: 1_000_000 },
  "bert-base-cased": { file: "tokenizer/bert-base-cased-vocab.txt", lowercase: false, words: 250_000 },
};
const NO_UNPACKER = "neither xz nor python3 is there to unpack the corpus";

interface Vector {
  readonly name: string;
  readonly text: string;
  readonly text_pair?: string;
  readonly tokens: readonly string[];
  readonly ids: readonly number[];
}

describe("tokenizer on outside data", function () {
  this.timeout(300_000);

  before(function () {
    if (existsSync(SHARED)) return;
    skipBecause(this, `no data at ${fileURLToPath(SHARED)}`);
  });

  for (const [name, { file, lowercase, words }] of Object.entries(VOCABULARIES)) {
    it(`gives the published tokens and ids: ${name}`, () => {
      const tokenizer = createTokenizer(createSpec(readPieces(new URL(file, SHARED)), { lowercase }));
      const vectors = readVectors()[name]!;
      assert.ok(vectors.length > 0);
      for (const vector of vectors) {
        const encode = (): ReturnType<typeof tokenizer.encode> =>
          vector.text_pair === undefined
            ? tokenizer.encode(vector.text)
            : tokenizer.encodePair(vector.text, vector.text_pair);
        const { tokens } = encode();
        const words = tokens.filter(({ word }) => word !== undefined);
        assert.deepEqual(
          { name: vector.name, tokens: words.map(({ text }) => text), ids: tokens.map(({ id }) => id) },
          { name: vector.name, tokens: vector.tokens, ids: vector.ids },
        );
      }
    });

    it(`reads ${words} words of documentation, encyclopedia and novels as the reference: ${name}`, async function () {
      const texts = ["docs", "wiki-1", "books"].map(unpackStart);
      if (texts.includes(undefined)) {
        skipBecause(this, NO_UNPACKER);
      }
      const paragraphs = texts.flatMap((text) => takeWords(text ?? "", words / texts.length));
      const spec = createSpec(readPieces(new URL(file, SHARED)), { lowercase });
      const pair = { tokenizer: createTokenizer(spec), reference: createReference(spec, "reference") };
      const options = { specials: "reference" } as const;
      assert.equal(await findDifference(paragraphs, { ...pair, options }), undefined);
    });
  }

  it("reads words of documentation as the reference, with the bundled vocabulary", async function () {
    const text = unpackStart("docs");
    if (text === undefined) {
      skipBecause(this, NO_UNPACKER);
    }
    const spec = createSpec(readBundledPieces(), { lowercase: true });
    const pair = { tokenizer: createTokenizer(spec), reference: createReference(spec, "mask") };
    assert.equal(await findDifference(text.split("\n").slice(0, 2000), pair), undefined);
  });

  it("reads as the published tokenizer.json does", async () => {
    const file = fileURLToPath(new URL("tokenizer/bert-base-uncased-tokenizer.json", SHARED));
    const spec = createSpec(readPieces(new URL(VOCABULARIES["bert-base-uncased"].file, SHARED)), { lowercase: true });
    const reference = wrapReference(ReferenceTokenizer.fromFile(file));
    const options = { specials: "reference" } as const;
    const texts = Object.values(readVectors()).flatMap((vectors) => vectors.map(({ text }) => text));
    const pair = { tokenizer: createTokenizer(spec), reference, options };
    assert.equal(await findDifference(texts, pair), undefined);
  });
});

function readVectors(): Record<string, readonly Vector[]> {
  const file = new URL("tokenizer/bert-tokenizer-vectors.json", SHARED);
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, readonly Vector[]>;
}

/** The first megabytes of a corpus file; `undefined` if no program can unpack it. */
function unpackStart(name: string): string | undefined {
  const file = fileURLToPath(new URL(`corpus/${name}.txt.xz`, SHARED));
  const script = "import lzma, sys; sys.stdout.buffer.write(lzma.open(sys.argv[1]).read(4_000_000))";
  const options = { maxBuffer: 4_000_000, encoding: "utf8" } as const;
  const python = spawnSync("python3", ["-c", script, file], options);
  if (python.status === 0) return python.stdout;
  // xz would unpack the whole file; the full buffer ends it.
  const xz = spawnSync("xz", ["-dc", file], options);
  return xz.stdout === "" || (xz.error !== undefined && !isFull(xz.error)) ? undefined : xz.stdout;
}

function isFull(error: Error): boolean {
  return "code" in error && error.code === "ENOBUFS";
}

/** The first paragraphs of a text that hold at least `count` words together. */
function takeWords(text: string, count: number): readonly string[] {
  const paragraphs: string[] = [];
  let words = 0;
  for (const paragraph of text.split("\n")) {
    if (words >= count) break;
    paragraphs.push(paragraph);
    words += paragraph.split(" ").length;
  }
  assert.ok(words >= count, `the corpus file has ${words} words, expected ${count}`);
  return paragraphs;
}
