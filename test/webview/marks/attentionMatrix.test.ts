import assert from "node:assert/strict";
import { type Focus, readAttentionMap } from "../../../src/webview/answers/attentionMap";
import { drawAttentionMatrix, MOST_LABELS } from "../../../src/webview/marks/attentionMatrix";
import {
  createDocument,
  find,
  joinRows,
  LONG_TOKENS,
  makeMap,
  makeTokens,
  PAIR_TOKENS,
  point,
  press,
} from "../fixture";

function draw(map = makeMap(PAIR_TOKENS)) {
  const document = createDocument();
  const pointed: (Focus | undefined)[] = [];
  const pinned: Focus[] = [];
  const view = drawAttentionMatrix(map, {
    document,
    onPoint: (focus) => pointed.push(focus),
    onPin: (focus) => pinned.push(focus),
  });
  document.body.append(view.element);
  return { view, plot: find(view.element, ".plot"), readout: find(view.element, ".readout"), pointed, pinned };
}

describe("drawAttentionMatrix", () => {
  it("draws every cell once, the darker the greater its weight", () => {
    const map = readAttentionMap(
      makeTokens([]),
      joinRows([
        [0.25, 0.75],
        [1, 0],
      ]),
    );
    const paths = [...draw(map).view.element.querySelectorAll(".cells > path")];
    const cells = paths.map((path) => [path.getAttribute("fill-opacity"), path.getAttribute("d")]);
    assert.deepEqual(cells, [
      ["0.500", "M0 0h1v1h-1z"],
      ["0.875", "M1 0h1v1h-1z"],
      ["1.000", "M0 1h1v1h-1z"],
    ]);
  });

  it("leaves the cells of other texts empty", () => {
    const T = PAIR_TOKENS.length;
    const A = PAIR_TOKENS.filter(({ segment }) => segment === 0).length;
    const even = readAttentionMap(PAIR_TOKENS, new Float32Array(T * T).fill(1));
    const view = drawAttentionMatrix(even, {
      document: createDocument(),
      between: "ab",
      onPoint: () => undefined,
      onPin: () => undefined,
    });
    const [path, ...others] = [...view.element.querySelectorAll(".cells > path")];
    assert.equal(others.length, 0);
    const rows = Array.from({ length: A }, (_, row) => `M${A} ${row}h${T - A}v1h${A - T}z`);
    assert.equal(path!.getAttribute("d"), rows.join(""));
  });

  it("says what is in the cell under the mouse", () => {
    const { view, plot, readout, pointed } = draw();
    const cells = view.element.querySelector(".cells")!;
    cells.getBoundingClientRect = () => ({ left: 100, top: 50, width: 90, height: 90 }) as DOMRect;
    point(plot, "pointermove", { x: 100 + 25, y: 50 + 15 });
    assert.equal(readout.textContent, "un looks at ##aff: 14.1 %");
    assert.equal(view.element.querySelectorAll(".label.own").length, 2);
    point(plot, "pointerleave");
    assert.equal(readout.hidden, true);
    assert.deepEqual(pointed, [{ position: 1, direction: "from" }, undefined]);
  });

  it("moves from cell to cell by arrow key, stops at its edges, and chooses a row by Enter", () => {
    const { plot, readout, pinned } = draw();
    for (const [key, text] of [
      ["ArrowRight", "[CLS] looks at [CLS]"],
      ["ArrowLeft", "[CLS] looks at [CLS]"],
      ["ArrowDown", "un looks at [CLS]"],
      ["ArrowRight", "un looks at un"],
      ["End", "un looks at [SEP]"],
      ["PageDown", "[SEP] looks at [SEP]"],
      ["Home", "[SEP] looks at [CLS]"],
    ] as const) {
      press(plot, key);
      assert.equal(readout.textContent.replace(/: [<>\d. ]+%$/, ""), text, key);
    }
    press(plot, "Enter");
    assert.deepEqual(pinned, [{ position: PAIR_TOKENS.length - 1, direction: "from" }]);
    press(plot, "Escape");
    assert.equal(readout.hidden, true);
  });

  for (const { direction, mark } of [
    { direction: "from", mark: { width: "9", height: "1", y: "2" } },
    { direction: "to", mark: { width: "1", height: "9", x: "2" } },
  ] as const) {
    it(`marks the ${direction === "from" ? "row" : "column"} when isolating "${direction}"`, () => {
      const { view } = draw();
      view.isolate({ position: 2, direction });
      const rect = view.element.querySelector(".mark")!;
      for (const [name, value] of Object.entries(mark)) assert.equal(rect.getAttribute(name), value);
      view.isolate(undefined);
      assert.equal(view.element.querySelectorAll(".mark").length, 0);
    });
  }

  it("draws 512 × 512 cells with few elements and without names, and says so", () => {
    const { view } = draw(makeMap(LONG_TOKENS));
    assert.ok(view.element.querySelectorAll("*").length < 100);
    assert.equal(view.element.querySelectorAll(".label").length, 0);
    assert.match(find(view.element, ".note").textContent, /^All 512 × 512 weights are drawn/);
  });

  it("names its rows and columns as long as there is room", () => {
    const tokens = makeTokens(Array.from({ length: MOST_LABELS - 2 }, () => "a"));
    assert.equal(draw(makeMap(tokens)).view.element.querySelectorAll(".label").length, 2 * MOST_LABELS);
  });
});
