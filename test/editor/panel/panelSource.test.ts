import assert from "node:assert/strict";
import { type PanelSource, readSource, writeSource } from "../../../src/editor/panel/panelSource";

const SOURCE: PanelSource = {
  uri: "file:///a.md",
  places: [
    { kind: "sentence", start: 3, end: 3 },
    { kind: "selection", start: 5, end: 9 },
  ],
};
const PLACE = { kind: "selection", start: 0, end: 4 };

describe("readSource", () => {
  it("reads back what `writeSource` wrote", () => {
    assert.deepEqual(readSource({ view: "links", place: writeSource(SOURCE) }), SOURCE);
  });

  for (const place of [
    undefined,
    7,
    "",
    "{",
    "null",
    "[]",
    JSON.stringify({ uri: 1, places: [PLACE] }),
    JSON.stringify({ uri: "file:///a", places: [] }),
    JSON.stringify({ uri: "file:///a", places: [PLACE, PLACE, PLACE] }),
    JSON.stringify({ uri: "file:///a", places: [{ ...PLACE, kind: "page" }] }),
    JSON.stringify({ uri: "file:///a", places: [{ ...PLACE, start: -1 }] }),
    JSON.stringify({ uri: "file:///a", places: [{ ...PLACE, start: 9 }] }),
    JSON.stringify({ uri: "file:///a", places: [PLACE, null] }),
  ]) {
    it(`refuses ${place ?? "nothing"}`, () => assert.equal(readSource({ place }), undefined));
  }

  for (const state of [undefined, null, "state", 7]) {
    it(`refuses the state ${state}`, () => assert.equal(readSource(state), undefined));
  }
});
