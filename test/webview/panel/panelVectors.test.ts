import assert from "node:assert/strict";
import type { PanelVectorLayer } from "../../../src/webview/messages";
import { makeLayer, PAIR_TOKENS, point } from "../fixture";
import { open, openShown } from "./openPanel";

const T = PAIR_TOKENS.length;

// A part of the tests of panel.ts, in a file of its own for its length.
describe("Panel: the embeddings", () => {
  /** A page that shows the embeddings after the last layer. */
  function openVectors(state?: object) {
    const page = openShown(state);
    page.get('[data-key="view:vectors"]').click();
    return page;
  }

  it("are asked for when they are first chosen, once for all layers", () => {
    const page = openVectors();
    assert.deepEqual(page.takeSent(), [{ kind: "vectors" }]);
    assert.equal(page.get(".view").getAttribute("aria-busy"), "true");
    page.answerVectors();
    assert.equal(page.document.querySelectorAll(".vector-point").length, T);
    assert.equal(page.get(".view").getAttribute("aria-busy"), "false");
    page.get('[data-key="view:links"]').click();
    page.get('[data-key="view:vectors"]').click();
    assert.deepEqual(page.takeSent(), []);
    assert.equal(page.has(".vector-map"), true);
  });

  it("are asked for again with another text, and shown again after the panel was hidden", () => {
    const page = open({ view: "vectors", stage: 1 });
    page.takeSent();
    page.show();
    assert.deepEqual(page.takeSent(), [{ kind: "attention", heads: [{ layer: 2, head: 0 }] }, { kind: "vectors" }]);
    page.answerVectors();
    assert.equal(page.get(".layer-slider h2").textContent, "After layer 0");
    assert.match(page.get(".vector-map .note").textContent, /holds 33\.3 %/);
    page.answer(2, 0);
    assert.equal(page.has(".vector-map"), true);
  });

  it("move from layer to layer with a slider, which keeps the focus", () => {
    const page = openVectors();
    page.answerVectors();
    page.takeSent();
    const point = page.get('[data-key="point:2"]');
    const before = point.getAttribute("style");
    const slider = page.get('[data-key="stage"]') as HTMLInputElement;
    assert.equal(slider.value, "3");
    slider.focus();
    slider.value = "0";
    slider.dispatchEvent(new page.document.defaultView!.Event("input"));
    assert.equal(page.get(".layer-slider h2").textContent, "Embeddings");
    assert.equal(slider.getAttribute("aria-valuetext"), "Embeddings");
    assert.equal(page.get('[data-key="point:2"]'), point, "the same points move");
    assert.notEqual(point.getAttribute("style"), before);
    assert.equal(page.document.activeElement, slider);
    assert.deepEqual(page.takeSent(), []);
    assert.equal((page.saved.at(-1) as { stage: number }).stage, 0);
    assert.equal(page.has('.vector-map [aria-busy="true"]'), true, "the table waits");
    slider.dispatchEvent(new page.document.defaultView!.Event("change"));
    assert.equal(page.has('.vector-map [aria-busy="true"]'), false);
  });

  it("replace layer, head and summary, which come back with another view", () => {
    const page = openVectors();
    page.answerVectors();
    assert.deepEqual([page.has(".head-picker"), page.has(".head-summary")], [false, false]);
    assert.equal(page.has('[data-key="direction:to"]'), false);
    page.get('[data-key="view:links"]').click();
    assert.deepEqual([page.has(".head-picker"), page.has(".head-summary"), page.has(".arcs")], [true, true, true]);
    assert.equal(page.has(".layer-slider"), false);
  });

  it("shade the pieces by likeness to the one pointed at; a click chooses it", () => {
    const page = openVectors();
    page.answerVectors();
    page.takeSent();
    point(page.get('[data-key="point:2"]'), "pointerover");
    const weights = [0, 1, 2, 3].map((i) => page.get(`[data-key="piece:${i}"]`).style.getPropertyValue("--weight"));
    assert.deepEqual(
      weights.map((weight) => Number(weight).toFixed(2)),
      ["0.78", "0.89", "1.00", "0.89"],
    );
    assert.match(page.get(".pointed").textContent, /^##aff · id 102/);
    page.get('[data-key="point:2"]').click();
    assert.deepEqual(page.takeSent(), [{ kind: "fills", position: 2 }]);
  });

  const wrong: readonly [name: string, T: number, change: Partial<PanelVectorLayer>][] = [
    ["of another text", 4, {}],
    ["with a coordinate that is not a number", 9, { points: new Float64Array(18).fill(NaN) }],
    ["with a neighbour that does not exist", 9, { neighbours: new Int32Array(45).fill(9) }],
    ["with other neighbours for each token", 9, { neighbours: new Int32Array(44), cosines: new Float64Array(44) }],
    ["with a cosine over 1", 9, { cosines: new Float64Array(45).fill(2) }],
    ["with a share over 1", 9, { share: 1.5 }],
  ];
  for (const [name, T, change] of wrong) {
    it(`are refused ${name}`, () => {
      const page = openVectors();
      page.receive({ kind: "vectors", layers: [{ ...makeLayer(T), ...change }] });
      assert.match(page.get('[role="alert"]').textContent, /^vectors, layer 0: .*expected/);
      assert.equal(page.has(".vector-map"), false);
    });
  }
});
