import assert from "node:assert/strict";
import { Tokenizer as ReferenceTokenizer } from "tokenizers";
import { readTokenizerSpec } from "../../../src/checkpoint/vocabulary/readTokenizerSpec";
import { createTokenizer } from "../../../src/tokenizer/createTokenizer";
import type { Tokenizer } from "../../../src/tokenizer/encoding";
import { createFolder, removeFolders } from "../../checkpoint/checkpointFolder";
import { drawTexts } from "../drawTexts";
import { findDifference, wrapReference } from "../reference";
import { buildByteJson } from "./byteJson";

const DRAWN_TEXTS = 3000;
/** Letters and digits of Unicode 17, which the reference (tokenizers 0.23) does not know yet; when it does, this goes. */
const NEW_LETTERS =
  /[\u088f\u0c5c\u0cdc\ua7ce-\ua7d4\ua7f1\u{10940}-\u{10959}\u{10ec5}-\u{10ec7}\u{11db0}-\u{11de9}\u{16ea0}-\u{16ed3}\u{16ff2}-\u{16ff6}\u{187f8}-\u{187ff}\u{18d09}-\u{18d1e}\u{18d80}-\u{18df2}\u{1e6c0}-\u{1e6ff}\u{2b73a}-\u{2b73f}\u{2cea2}-\u{2cead}\u{323b0}-\u{33479}]/gu;

/** As lone surrogates reach the reference: as U+FFFD, which is one unit too. */
const makeWellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, "\ufffd");

async function open(json: ReturnType<typeof buildByteJson>): Promise<Tokenizer> {
  return createTokenizer(await readTokenizerSpec(createFolder({ files: { "tokenizer.json": JSON.stringify(json) } })));
}

const read = (tokenizer: Tokenizer, text: string) =>
  tokenizer
    .encode(text)
    .tokens.slice(1, -1)
    .map(({ text, span }) => [text, span.start, span.end] as const);

describe("byte-level BPE", () => {
  after(removeFolders);

  it("reads texts drawn from all of Unicode as the reference does", async () => {
    const json = buildByteJson();
    const pair = {
      tokenizer: await open(json),
      reference: wrapReference(ReferenceTokenizer.fromString(JSON.stringify(json))),
      options: { specials: "reference" } as const,
    };
    const texts = Array.from(drawTexts(31, DRAWN_TEXTS), (text) => makeWellFormed(text).replace(NEW_LETTERS, "x"));
    assert.equal(await findDifference(texts, pair), undefined);
  });

  it("reads a lone surrogate as U+FFFD", async () => {
    const tokenizer = await open(buildByteJson());
    for (const text of ["a\ud83d b", "\udc00", "x\ud800\ud83d\udc69y"]) {
      const [found, expected] = [text, makeWellFormed(text)].map((each) => read(tokenizer, each));
      assert.deepEqual(found, expected);
    }
  });

  for (const { name, text, pieces } of [
    {
      name: "a space belongs to the word behind it, and not to its span",
      text: "The cup",
      pieces: [
        ["The", 0, 3],
        ["Ġcup", 4, 7],
      ],
    },
    { name: "two bytes of one character are one piece where they were joined", text: "é", pieces: [["Ã©", 0, 1]] },
    {
      name: "each byte of a character has the span of all of it",
      text: "😀",
      pieces: [
        ["ð", 0, 2],
        ["Ł", 0, 2],
        ["ĺ", 0, 2],
        ["Ģ", 0, 2],
      ],
    },
    {
      name: "of two spaces the second belongs to the word",
      text: "  the",
      pieces: [
        ["Ġ", 1, 1],
        ["Ġthe", 2, 5],
      ],
    },
    {
      name: "the mask takes in the space before it, and none in its span",
      text: "The <mask> is",
      pieces: [
        ["The", 0, 3],
        ["<mask>", 4, 10],
        ["Ġis", 11, 13],
      ],
    },
  ] as const) {
    it(name, async () => assert.deepEqual(read(await open(buildByteJson()), text), pieces));
  }

  it("reads a place as if its mask were written there, and words before and behind it alike", async () => {
    const tokenizer = await open(buildByteJson());
    for (const [text, written] of [
      ["The cup of tea", "The <mask> of tea"],
      ["a (cup)", "a (<mask>)"],
    ] as const) {
      const start = text.indexOf("cup");
      const masks = [{ span: { start, end: start + 3 }, width: 1 }];
      const [found, expected] = [tokenizer.encode(text, { masks }), tokenizer.encode(written)];
      assert.deepEqual(
        found.tokens.map(({ id }) => id),
        expected.tokens.map(({ id }) => id),
      );
    }
  });

  it("puts two separators between the texts of a pair", async () => {
    const { tokens } = (await open(buildByteJson())).encodePair("The", " the");
    const pieces = tokens.map(({ text, segment }) => [text, segment]);
    const expected = [
      ["<s>", 0],
      ["The", 0],
      ["</s>", 0],
      ["</s>", 1],
      ["Ġthe", 1],
      ["</s>", 1],
    ];
    assert.deepEqual(pieces, expected);
  });

  it("reads pairs of the merges in both of the forms that files have, and from vocab.json and merges.txt", async () => {
    const json = buildByteJson({ pairs: false });
    const files = {
      "vocab.txt": undefined,
      "vocab.json": JSON.stringify(json.model.vocab),
      "merges.txt": `#version: 0.2\n${json.model.merges.join("\n")}\n`,
      "tokenizer_config.json": JSON.stringify({ tokenizer_class: "RobertaTokenizer" }),
    };
    const tokenizers = [
      await open(buildByteJson()),
      await open(json),
      createTokenizer(await readTokenizerSpec(createFolder({ files }))),
    ];
    for (const text of ["The cup of tea is boiling", "a <mask> b", "é  😀"]) {
      const [first, ...others] = tokenizers.map((tokenizer) => tokenizer.encode(text));
      for (const other of others) assert.deepEqual(other, first, text);
    }
  });

  it("cuts a word of 200,000 letters in no more than a few seconds", async () => {
    const tokenizer = await open(buildByteJson());
    const started = performance.now();
    assert.ok(tokenizer.encode("the".repeat(66_667)).tokens.length > 100_000);
    assert.ok(performance.now() - started < 15_000);
  });

  for (const { name, change, says } of [
    {
      name: "a byte without a piece",
      change: ({ model: { vocab } }: ReturnType<typeof buildByteJson>) => {
        const id = vocab["ł"]!;
        delete vocab["ł"];
        vocab["spare"] = id;
      },
      says: /byte \d+ is no piece/,
    },
    {
      name: "a merge of what is no piece",
      change: ({ model }: ReturnType<typeof buildByteJson>) => {
        model.merges.push(["Q", "Q"]);
      },
      says: /merge \d+, "Q Q"/,
    },
  ]) {
    it(`refuses ${name}`, async () => {
      const json = buildByteJson();
      change(json);
      await assert.rejects(open(json), { name: "TokenizerError", message: says });
    });
  }
});
