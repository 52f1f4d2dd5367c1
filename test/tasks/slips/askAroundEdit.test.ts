import assert from "node:assert/strict";
import { askAroundEdit } from "../../../src/tasks/slips/askAroundEdit";
import { createFakeModel } from "../fakeModel";

const { tokenizer } = createFakeModel({ words: ["a", "b", "c", "d", "e", "x"] });
const id = (piece: string) => tokenizer.vocabulary.findId(piece)!;
const read = (ids: readonly number[]) => ids.map((each) => tokenizer.vocabulary.readPiece(each)).join(" ");
const input = (text: string) => {
  const ids = text.split(" ").map(id);
  return { ids, segments: ids.map(() => 0) };
};

describe("askAroundEdit", () => {
  const cases = [
    {
      what: "a piece that is put in is masked first, then those around, without and with it",
      text: "[CLS] a b c [SEP]",
      edit: { start: 2, end: 2, pieces: ["x"] },
      masked: [
        "[CLS] a [MASK] b c [SEP]",
        "[CLS] [MASK] b c [SEP]",
        "[CLS] [MASK] x b c [SEP]",
        "[CLS] a [MASK] c [SEP]",
        "[CLS] a x [MASK] c [SEP]",
        "[CLS] a b [MASK] [SEP]",
        "[CLS] a x b [MASK] [SEP]",
      ],
    },
    {
      what: "of a piece that goes, those around are masked",
      text: "[CLS] a b c [SEP]",
      edit: { start: 2, end: 3, pieces: [] },
      masked: ["[CLS] [MASK] b c [SEP]", "[CLS] [MASK] c [SEP]", "[CLS] a b [MASK] [SEP]", "[CLS] a [MASK] [SEP]"],
    },
    {
      what: "a piece in another one's place is not masked if it was read already",
      text: "[CLS] a b c [SEP]",
      edit: { start: 2, end: 3, pieces: ["x"], isRead: true as const },
      masked: ["[CLS] [MASK] b c [SEP]", "[CLS] [MASK] x c [SEP]", "[CLS] a b [MASK] [SEP]", "[CLS] a x [MASK] [SEP]"],
    },
    {
      what: "what is too long for the model loses its far end",
      text: "[CLS] a b c d e [SEP]",
      edit: { start: 2, end: 2, pieces: ["x"] },
      maxTokens: 7,
      masked: [
        "[CLS] a [MASK] b c d [SEP]",
        "[CLS] [MASK] b c d e [SEP]",
        "[CLS] [MASK] x b c d [SEP]",
        "[CLS] a [MASK] c d e [SEP]",
        "[CLS] a x [MASK] c d [SEP]",
        "[CLS] a b [MASK] d e [SEP]",
        "[CLS] x b [MASK] d e [SEP]",
      ],
    },
  ];
  for (const { what, text, edit, maxTokens = 64, masked } of cases) {
    it(what, () => {
      const around = askAroundEdit(
        tokenizer,
        input(text),
        { ...edit, input: 0, pieces: edit.pieces.map(id) },
        maxTokens,
      );
      assert.deepEqual(
        around.masked.map((each) => read(each.input.ids)),
        masked,
      );
      for (const {
        input: { ids, segments },
        position,
      } of around.masked) {
        assert.equal(tokenizer.vocabulary.readPiece(ids[position]!), "[MASK]");
        assert.equal(segments.length, ids.length);
      }
    });
  }

  it("adds up what the pieces around gain, and what fits in the gap", () => {
    const around = askAroundEdit(
      tokenizer,
      input("[CLS] a b [SEP]"),
      { input: 0, start: 2, end: 2, pieces: [id("x")] },
      64,
    );
    const nats: Readonly<Record<string, number>>[] = [{ x: -1 }, { a: -3 }, { a: -2 }, { b: -5 }, { b: -1 }];
    const answers = nats.map((row) => (asked: number) => row[tokenizer.vocabulary.readPiece(asked)] ?? NaN);
    assert.deepEqual(around.read(answers), { inserted: -1, around: 5 });
  });
});
