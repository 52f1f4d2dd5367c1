import assert from "node:assert/strict";
import { EditorError } from "../../../src/editor/editorError";
import {
  findRewritten,
  isDeletion,
  movePlace,
  type PanelPlace,
  readPlace,
  selectPlaces,
} from "../../../src/editor/panel/panelPlace";
import { findDocumentSpan } from "../../../src/text/spans/sentence";
import { listSentences, readPlain } from "../prose";

const TEXT = "One is here. Two is there.\n\n   \n---";
const LIST = listSentences(readPlain(TEXT).slice(0, 2));
const readText = ({ start, end }: { start: number; end: number }) => TEXT.slice(start, end);

function placeOf(words: string): PanelPlace {
  const start = TEXT.indexOf(words);
  return { kind: "selection", start, end: start + words.length };
}

describe("selectPlaces", () => {
  it("takes a selection as it is and a cursor for its sentence, in document order", () => {
    assert.deepEqual(
      selectPlaces([
        { start: 13, end: 16 },
        { start: 2, end: 2 },
      ]),
      [
        { kind: "sentence", start: 2, end: 2 },
        { kind: "selection", start: 13, end: 16 },
      ],
    );
  });

  it("refuses three selections, and says how many there are", () => {
    assert.throws(
      () => selectPlaces([0, 1, 2].map((start) => ({ start, end: start }))),
      (error) => error instanceof EditorError && error.code === "no-text" && error.message.includes("not 3"),
    );
  });
});

describe("readPlace", () => {
  for (const { name, place, text } of [
    { name: "a cursor's sentence", place: { kind: "sentence", start: 15, end: 15 }, text: "Two is there." },
    { name: "a part of a sentence", place: placeOf("is here"), text: "is here" },
    { name: "a selection over two sentences", place: placeOf("here. Two"), text: "here. Two" },
    { name: "a selection without prose verbatim", place: placeOf("---"), text: "---" },
  ] as const) {
    it(`reads ${name}, and knows where it is`, () => {
      const prose = readPlace(LIST, place, readText);
      assert.equal(prose.text, text);
      const span = findDocumentSpan(prose, { start: 0, end: text.length });
      assert.equal(TEXT.slice(span?.start, span?.end), text);
    });
  }

  for (const { name, place } of [
    { name: "a cursor outside every sentence", place: { kind: "sentence", start: TEXT.length, end: TEXT.length } },
    { name: "a selection of spaces", place: placeOf("   ") },
    { name: "a selection that was deleted", place: { kind: "selection", start: 3, end: 3 } },
  ] as const) {
    it(`finds no text at ${name}`, () => {
      assert.throws(() => readPlace(LIST, place, readText), { code: "no-text" });
    });
  }
});

describe("movePlace", () => {
  // The place is [10, 20).
  for (const { name, edit, moved } of [
    { name: "stays when something after it changes", edit: { start: 20, length: 5, inserted: 9 }, moved: [10, 20] },
    { name: "moves when something before it changes", edit: { start: 0, length: 2, inserted: 5 }, moved: [13, 23] },
    {
      name: "moves when something is inserted right before it",
      edit: { start: 10, length: 0, inserted: 3 },
      moved: [13, 23],
    },
    {
      name: "stays when something is inserted right after it",
      edit: { start: 20, length: 0, inserted: 3 },
      moved: [10, 20],
    },
    { name: "grows with what is inserted into it", edit: { start: 15, length: 0, inserted: 4 }, moved: [10, 24] },
    { name: "shrinks with what is deleted from it", edit: { start: 12, length: 4, inserted: 1 }, moved: [10, 17] },
    { name: "loses a deleted start", edit: { start: 8, length: 6, inserted: 1 }, moved: [9, 15] },
    { name: "loses a deleted end", edit: { start: 16, length: 9, inserted: 2 }, moved: [10, 16] },
    { name: "is empty when it is deleted", edit: { start: 5, length: 30, inserted: 0 }, moved: [5, 5] },
    {
      name: "is empty when it is replaced together with its surroundings",
      edit: { start: 5, length: 30, inserted: 7 },
      moved: [12, 12],
    },
  ]) {
    it(name, () => {
      const span = { start: edit.start, end: edit.start + edit.length };
      const { start, end } = movePlace(
        { kind: "selection", start: 10, end: 20 },
        { span, insertedLength: edit.inserted },
      );
      assert.deepEqual([start, end], moved);
    });
  }

  it("follows a typing cursor", () => {
    const place = movePlace({ kind: "sentence", start: 5, end: 5 }, { span: { start: 5, end: 5 }, insertedLength: 1 });
    assert.deepEqual(place, { kind: "sentence", start: 6, end: 6 });
  });
});

describe("isDeletion", () => {
  // The place is [10, 20).
  for (const { name, start, end, inserted, is } of [
    { name: "the place is deleted", start: 10, end: 20, inserted: 0, is: true },
    { name: "the place is deleted with what surrounds it", start: 0, end: 30, inserted: 0, is: true },
    { name: "a part is deleted", start: 10, end: 19, inserted: 0, is: false },
    { name: "something else is written in its place", start: 10, end: 20, inserted: 1, is: false },
    { name: "something after it is deleted", start: 20, end: 30, inserted: 0, is: false },
  ]) {
    it(`is ${is} when ${name}`, () => {
      assert.equal(isDeletion({ start: 10, end: 20 }, { span: { start, end }, insertedLength: inserted }), is);
    });
  }

  it("is false for an empty place: there is nothing to delete", () => {
    assert.equal(isDeletion({ start: 5, end: 5 }, { span: { start: 4, end: 5 }, insertedLength: 0 }), false);
  });
});

describe("findRewritten", () => {
  const edit = { span: { start: 5, end: 5 }, insertedLength: 12 };

  for (const { kind, end } of [
    { kind: "selection", end: 17 },
    { kind: "sentence", end: 5 },
  ] as const) {
    it(`finds a deleted ${kind} that is written again`, () => {
      assert.deepEqual(findRewritten({ kind, start: 5, end: 5 }, edit), { kind, start: 5, end });
    });
  }

  it("finds nothing where another place is written", () => {
    assert.equal(findRewritten({ kind: "sentence", start: 9, end: 9 }, edit), undefined);
    assert.equal(findRewritten({ kind: "selection", start: 5, end: 9 }, edit), undefined);
  });
});
