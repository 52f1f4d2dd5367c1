import assert from "node:assert/strict";
import type { PanelHead } from "../../../src/webview/messages";
import { makeHeads, makeShares, PAIR_TOKENS, point, press } from "../fixture";
import { open, openShown } from "./openPanel";

const T = PAIR_TOKENS.length;

// A part of the tests of panel.ts, in a file of its own for its length.
describe("Panel: all heads", () => {
  /** A page that shows all heads, with the first head of the last layer chosen. */
  function openHeads(state?: object) {
    const page = openShown(state);
    page.get('[data-key="view:heads"]').click();
    return page;
  }

  it("are asked for when they are first chosen, and only once for each text", () => {
    const page = openHeads();
    assert.deepEqual(page.takeSent(), [{ kind: "heads" }]);
    assert.equal(page.get(".view").getAttribute("aria-busy"), "true");
    page.answerHeads();
    assert.equal(page.document.querySelectorAll(".head-picture").length, 6);
    assert.equal(page.get(".view").getAttribute("aria-busy"), "false");
    page.get('[data-key="view:table"]').click();
    page.get('[data-key="view:heads"]').click();
    assert.deepEqual(page.takeSent(), []);
    page.show();
    assert.deepEqual(page.takeSent(), [{ kind: "attention", heads: [{ layer: 2, head: 0 }] }, { kind: "heads" }]);
    assert.equal(page.has(".head-grid"), false, "the pictures of the earlier text are gone");
  });

  it("are coloured and named after the place that gets most of their attention, and counted", () => {
    const page = openHeads();
    page.answerHeads();
    const { className, title } = page.get('[data-key="picture:1:0"]');
    assert.deepEqual(
      [className, title],
      ["head-picture place-previous", "Layer 1, head 0: most to previous token, 75.0 %"],
    );
    assert.match(page.get(".all-heads .note").textContent, /special tokens 1 head.*other segment 1 head$/);
    assert.equal(page.get("[aria-current]").dataset["key"], "picture:2:0");
  });

  it("are named above: the one pointed at, otherwise the chosen one", () => {
    const page = openHeads();
    page.answerHeads();
    assert.equal(page.get(".picker").textContent, "Layer 2, head 0");
    point(page.get('[data-key="picture:0:1"]'), "pointerover");
    assert.equal(page.get(".picker").textContent, "Layer 0, head 1");
    assert.match(page.get(".summary").textContent, /itself 75\.0 %/);
    point(page.get(".head-grid"), "pointerleave");
    assert.equal(page.get(".picker").textContent, "Layer 2, head 0");
    assert.match(page.get(".summary").textContent, /same segment 75\.0 %/);
    assert.equal(page.has(".head-picker"), false);
  });

  it("mark the row of the piece that is pointed at, or its column if what looks at it was chosen", () => {
    const page = openHeads();
    page.answerHeads();
    const grid = page.get(".head-grid");
    point(page.get('[data-key="piece:3"]'), "pointerover");
    assert.deepEqual(
      [grid.className, grid.style.getPropertyValue("--place-of-token")],
      ["head-grid marking-row", `${3 / T}`],
    );
    point(page.get(".tokens .token-row"), "pointerleave");
    assert.equal(grid.className, "head-grid");
    page.get('[data-key="view:links"]').click();
    page.get('[data-key="direction:to"]').click();
    page.get('[data-key="view:heads"]').click();
    point(page.get('[data-key="piece:2"]'), "pointerover");
    assert.equal(page.get(".head-grid").className, "head-grid marking-column");
  });

  it("are passed through by arrow key; the one opened becomes a matrix, with the focus on its place in the picker", () => {
    const page = openHeads();
    page.answerHeads();
    page.takeSent();
    page.get('[data-key="picture:2:0"]').focus();
    press(page.document.activeElement!, "ArrowUp");
    press(page.document.activeElement!, "ArrowRight");
    assert.equal((page.document.activeElement as HTMLElement).dataset["key"], "picture:1:1");
    (page.document.activeElement as HTMLElement).click();
    assert.deepEqual(page.takeSent(), [{ kind: "attention", heads: [{ layer: 1, head: 1 }] }]);
    assert.equal((page.document.activeElement as HTMLElement).dataset["key"], "head:1:1");
    assert.equal(page.get(".view").getAttribute("aria-busy"), "true");
    page.answer(1, 1);
    assert.equal(page.has(".matrix"), true);
    assert.equal((page.get('[data-key="view:matrix"]') as HTMLInputElement).checked, true);
  });

  it("open the chosen one without asking again", () => {
    const page = openHeads();
    page.answerHeads();
    page.takeSent();
    page.get('[data-key="picture:2:0"]').click();
    assert.deepEqual(page.takeSent(), []);
    assert.equal(page.has(".matrix"), true);
    assert.match(page.get(".summary").textContent, /previous token 75\.0 %/);
  });

  it("are shown again after the panel was hidden", () => {
    const page = open({ view: "heads", layer: 1, head: 1 });
    page.takeSent();
    page.show();
    assert.deepEqual(page.takeSent(), [{ kind: "attention", heads: [{ layer: 1, head: 1 }] }, { kind: "heads" }]);
    page.answerHeads();
    page.answer(1, 1);
    assert.equal(page.has(".head-grid"), true);
    assert.equal(page.get(".picker").textContent, "Layer 1, head 1");
  });

  it("stay when a later answer is invalid", () => {
    const page = openHeads();
    page.answerHeads();
    page.receive({ kind: "heads", layers: [] });
    assert.match(page.get('[role="alert"]').textContent, /^heads: 0 layers, expected 3/);
    assert.equal(page.document.querySelectorAll(".head-picture").length, 6);
    point(page.get('[data-key="picture:0:1"]'), "pointerover");
    assert.match(page.get(".summary").textContent, /itself 75\.0 %/);
  });

  const heads = makeHeads(3, 2, T);
  const change = (found: Partial<PanelHead>) => heads.map((layer) => layer.map((head) => ({ ...head, ...found })));
  const wrong: readonly [name: string, layers: readonly (readonly PanelHead[])[]][] = [
    ["of fewer layers", heads.slice(1)],
    ["of more heads", heads.map((layer) => [...layer, ...layer])],
    ["of more tokens", change({ sketch: makeHeads(1, 1, T + 1)[0]![0]!.sketch })],
    ["of no token", change({ sketch: Float32Array.of() })],
    ["that are not square", change({ sketch: Float32Array.of(1, 0, 1) })],
    ["with a weight that is not a number", change({ sketch: Float32Array.of(NaN) })],
    ["with a weight over 1", change({ sketch: Float32Array.of(2) })],
    ["with a share over 1", change({ shares: { ...makeShares(0), next: 1.5 } })],
    ["with a share that is not a number", change({ shares: { ...makeShares(0), special: NaN } })],
  ];
  for (const [name, layers] of wrong) {
    it(`are refused ${name}`, () => {
      const page = openHeads();
      page.receive({ kind: "heads", layers });
      assert.match(page.get('[role="alert"]').textContent, /^(heads|share of \w+): .*expected/);
      assert.equal(page.has(".head-grid"), false);
    });
  }
});
