import assert from "node:assert/strict";
import { followArrowKeys } from "../../../src/webview/dom/followArrowKeys";
import { createDocument, press } from "../fixture";

function makeGroup(count: number, options: { readonly columns?: number; readonly current?: number }) {
  const document = createDocument();
  const group = document.createElement("div");
  const items = Array.from({ length: count }, () => document.createElement("button"));
  group.append(...items);
  document.body.append(group);
  followArrowKeys(group, items, options);
  return { items, focused: () => items.findIndex((item) => item === document.activeElement) };
}

describe("followArrowKeys", () => {
  for (const { name, count, columns, from, key, to } of [
    { name: "right goes to the next", count: 6, columns: 3, from: 1, key: "ArrowRight", to: 2 },
    { name: "right continues in the next row", count: 6, columns: 3, from: 2, key: "ArrowRight", to: 3 },
    { name: "right stays at the end", count: 6, columns: 3, from: 5, key: "ArrowRight", to: 5 },
    { name: "left goes back", count: 6, columns: 3, from: 3, key: "ArrowLeft", to: 2 },
    { name: "left stays at the start", count: 6, columns: 3, from: 0, key: "ArrowLeft", to: 0 },
    { name: "down goes a row down", count: 6, columns: 3, from: 1, key: "ArrowDown", to: 4 },
    { name: "down stays in the last row", count: 6, columns: 3, from: 4, key: "ArrowDown", to: 4 },
    { name: "up goes a row up", count: 6, columns: 3, from: 5, key: "ArrowUp", to: 2 },
    { name: "up stays in the first row", count: 6, columns: 3, from: 1, key: "ArrowUp", to: 1 },
    { name: "down goes to the next in a single row", count: 4, columns: undefined, from: 1, key: "ArrowDown", to: 2 },
    { name: "up goes to the one before in a single row", count: 4, columns: undefined, from: 1, key: "ArrowUp", to: 0 },
    { name: "down goes to the next in a single column", count: 4, columns: 1, from: 1, key: "ArrowDown", to: 2 },
    { name: "Home goes to the first", count: 6, columns: 3, from: 4, key: "Home", to: 0 },
    { name: "End goes to the last", count: 6, columns: 3, from: 1, key: "End", to: 5 },
    { name: "a letter goes nowhere", count: 6, columns: 3, from: 1, key: "x", to: 1 },
    { name: "a single item keeps the focus", count: 1, columns: 1, from: 0, key: "ArrowDown", to: 0 },
  ]) {
    it(name, () => {
      const { items, focused } = makeGroup(count, columns === undefined ? {} : { columns });
      items[from]!.focus();
      press(items[from]!, key);
      assert.equal(focused(), to);
      assert.deepEqual(
        items.flatMap((item, i) => (item.tabIndex === 0 ? [i] : [])),
        [to],
      );
    });
  }

  it("leaves keys with a modifier to the editor", () => {
    const { items, focused } = makeGroup(3, {});
    items[0]!.focus();
    press(items[0]!, "ArrowRight", { ctrlKey: true });
    assert.equal(focused(), 0);
  });

  it("has its one tab stop at the current item, and accepts a group without items", () => {
    assert.deepEqual(
      makeGroup(3, { current: 2 }).items.map(({ tabIndex }) => tabIndex),
      [-1, -1, 0],
    );
    makeGroup(0, {});
  });
});
