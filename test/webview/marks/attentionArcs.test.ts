import assert from "node:assert/strict";
import { type Focus, readAttentionMap } from "../../../src/webview/answers/attentionMap";
import { drawAttentionArcs, MOST_LINKS } from "../../../src/webview/marks/attentionArcs";
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

function draw(tokens = PAIR_TOKENS, threshold = 0.1) {
  const document = createDocument();
  const pointed: (Focus | undefined)[] = [];
  const pinned: Focus[] = [];
  const view = drawAttentionArcs(makeMap(tokens), {
    document,
    wanted: { threshold, between: "all", withSpecial: true },
    onPoint: (focus) => pointed.push(focus),
    onPin: (focus) => pinned.push(focus),
  });
  document.body.append(view.element);
  return { view, document, pointed, pinned };
}

function countPaths(element: Element, group: string): number {
  return element.querySelectorAll(`.${group} path`).length;
}

describe("drawAttentionArcs", () => {
  it("isolates only the links between the texts that were asked for", () => {
    const { view } = draw(PAIR_TOKENS, 0.9);
    const ofB = PAIR_TOKENS.filter(({ segment }) => segment === 1).length;
    const ofA = PAIR_TOKENS.length - ofB;
    const ask = (between: "ab" | "ba") => view.showLinks({ threshold: 0.9, between, withSpecial: true });
    ask("ab");
    view.isolate({ position: 2, direction: "from" });
    assert.equal(countPaths(view.element, "isolated"), ofB);
    view.isolate({ position: 2, direction: "to" });
    assert.equal(countPaths(view.element, "isolated"), 0);
    ask("ba");
    view.isolate({ position: 2, direction: "to" });
    assert.equal(countPaths(view.element, "isolated"), ofB);
    view.isolate({ position: ofA, direction: "from" });
    assert.equal(countPaths(view.element, "isolated"), ofA);
  });

  it("isolates all links of a token, even those under the threshold", () => {
    const { view } = draw(PAIR_TOKENS, 0.9);
    assert.equal(countPaths(view.element, "all"), 0);
    view.isolate({ position: 2, direction: "from" });
    assert.equal(countPaths(view.element, "isolated"), PAIR_TOKENS.length);
    assert.ok(find(view.element, '[data-key="from:2"]').classList.contains("own"));
    view.isolate(undefined);
    assert.equal(countPaths(view.element, "isolated"), 0);
    assert.equal(view.element.querySelectorAll(".own").length, 0);
  });

  for (const { direction, percents } of [
    { direction: "from", percents: { from: ["", ""], to: ["25 %", "75 %"] } },
    { direction: "to", percents: { from: ["25 %", "50 %"], to: ["", ""] } },
  ] as const) {
    it(`writes the weights beside the tokens of the other side when isolating "${direction}"`, () => {
      const map = readAttentionMap(
        makeTokens([]),
        joinRows([
          [0.25, 0.75],
          [0.5, 0.5],
        ]),
      );
      const none = () => undefined;
      const view = drawAttentionArcs(map, {
        document: createDocument(),
        wanted: { threshold: 0, between: "all", withSpecial: true },
        onPoint: none,
        onPin: none,
      });
      view.isolate({ position: 0, direction });
      const read = (side: string) =>
        [...view.element.querySelectorAll(`.arc-column.${side} .percent`)].map(({ textContent }) => textContent);
      assert.deepEqual({ from: read("from"), to: read("to") }, percents);
    });
  }

  it("draws the strongest links of 512 tokens, and says how many it leaves out", () => {
    const { view } = draw(LONG_TOKENS, 0);
    assert.equal(countPaths(view.element, "all"), MOST_LINKS);
    const note = find(view.element, ".note").textContent;
    assert.match(note, /^The strongest 1,500 of 262,144 links are drawn \(\d+\.\d % or more\)/);
    assert.match(note, /; 260,644 weaker ones are not\./);
  });

  it("draws other links between the same tokens, and says which they are", () => {
    const { view } = draw(PAIR_TOKENS, 0);
    const token = find(view.element, '[data-key="from:2"]');
    view.showLinks({ strongest: 0.1, between: "all", withSpecial: true });
    assert.equal(countPaths(view.element, "all"), 9);
    assert.match(
      find(view.element, ".note").textContent,
      /^The strongest 9 of 81 links are drawn .*; 72 weaker ones are not/,
    );
    view.showLinks({ threshold: 0, between: "ab", withSpecial: false });
    assert.match(find(view.element, ".note").textContent, /63 between other texts and .* of special tokens are not/);
    assert.equal(find(view.element, '[data-key="from:2"]'), token);
  });

  it("says when every link is drawn", () => {
    assert.match(find(draw(PAIR_TOKENS, 0).view.element, ".note").textContent, /^All 81 links are drawn/);
  });

  it("reports which token and side the mouse or the focus is on, and when it leaves", () => {
    const { view, pointed } = draw();
    point(find(view.element, '[data-key="to:3"] .piece-text'), "pointerover");
    point(find(view.element, ".arc-column.to"), "pointerleave");
    find(view.element, '[data-key="from:1"]').focus();
    assert.deepEqual(pointed, [{ position: 3, direction: "to" }, undefined, { position: 1, direction: "from" }]);
  });

  it("chooses a token by click; each column is one tab stop", () => {
    const { view, pinned } = draw();
    find(view.element, '[data-key="to:4"]').click();
    assert.deepEqual(pinned, [{ position: 4, direction: "to" }]);
    assert.equal(view.element.querySelectorAll('[tabindex="0"]').length, 2);
  });

  it("moves down its column by arrow key", () => {
    const { view, document } = draw();
    const first = find(view.element, '[data-key="from:0"]');
    first.focus();
    press(first, "ArrowDown");
    assert.equal(document.activeElement?.getAttribute("data-key"), "from:1");
  });
});
