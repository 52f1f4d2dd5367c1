import assert from "node:assert/strict";
import { makeComparedPair, makeEmbedded, makeInput, makeOccluded, makeTokens, PAIR_TOKENS, press } from "../fixture";
import { open } from "./openPanel";

/** [CLS] he was un ##able . [SEP] */
const WORDS = makeTokens(["he", "was", "un", "##able", "."]);
const INPUT = makeInput(WORDS, { text: "he was unable ." });
const OCCLUDED = makeOccluded([{ start: 7, end: 13, fall: 0.5, attention: 0.25 }], WORDS.length);

// A part of the tests of panel.ts, in a file of its own for its length.
describe("Panel: input, tone and pair", () => {
  function openView(view: string, input = INPUT) {
    const page = open({ view });
    page.show(input);
    const asked = page.takeSent().map(({ kind }) => kind);
    return { ...page, asked, says: () => page.get(".view").textContent };
  }

  it("asks for the input once, and shows the pieces of a word together", () => {
    const page = openView("input");
    assert.ok(page.asked.includes("input"));
    page.receive({ kind: "input", ...makeEmbedded(WORDS.length) });
    assert.equal(page.get(".view").getAttribute("aria-busy"), "false");
    const words = [...page.document.querySelectorAll(".whole-word")].map(({ textContent }) => textContent);
    assert.deepEqual(words, ["he", "was", "unable", "."]);
    assert.equal(page.document.querySelector("[rowspan]")?.getAttribute("rowspan"), "2");
    const meanings = [...page.document.querySelectorAll(".meaning")].map(({ textContent }) => textContent);
    assert.deepEqual(meanings, [
      "[CLS] begins the input: answers about the whole text are read here",
      "[SEP] ends a text",
    ]);
    page.get('[data-key="embedded:4"]').click();
    assert.equal(page.get('[data-key="piece:4"]').getAttribute("aria-pressed"), "true");
  });

  it("shows each word with what carries the label and what [CLS] looks at, in numbers too", () => {
    const page = openView("tone");
    assert.ok(page.asked.includes("occlude"));
    page.receive({ kind: "occlude", found: OCCLUDED });
    const cells = [...page.document.querySelectorAll(".carried-numbers tbody tr > *")].map((cell) => cell.textContent);
    assert.deepEqual(cells, ["unable", "+50.0", "25.0 %"]);
    assert.deepEqual(
      [...page.document.querySelectorAll(".label-name")].map(({ textContent }) => textContent),
      ["negative", "neutral"],
    );
    assert.match(page.says(), /where \[CLS\] gathers from .*In layer 2, the last, these have 28\.6 % of it/);
    assert.match(page.says(), /Each word is hidden in turn behind \[MASK\]/);
    assert.doesNotMatch(page.says(), /No word alone/);
  });

  it("says that no word alone carries a label where each is missed little, and draws bars no longer than that", () => {
    const page = openView("tone");
    const [first] = OCCLUDED.words;
    assert.ok(first);
    const words = [0.01, 0.005].map((fall) => ({ ...first, fall }));
    page.receive({ kind: "occlude", found: { ...OCCLUDED, words } });
    assert.match(
      page.says(),
      /No word alone carries “negative”: where several say the same, each of them is missed little/,
    );
    const shares = [...page.document.querySelectorAll<HTMLElement>(".carried-bar.carries")].map(({ style }) =>
      style.getPropertyValue("--share"),
    );
    assert.deepEqual(
      shares.map((share) => Number(share).toFixed(2)),
      ["0.20", "0.10"],
    );
  });

  it("says why there is no tone: of a model, and of a pair, of which it asks nothing", () => {
    const page = openView("tone");
    page.receive({ kind: "occlude", lack: "No classifier here." });
    assert.equal(page.says(), "No classifier here.");
    const pair = openView("tone", makeInput(PAIR_TOKENS, { pair: "yes [MASK]", isNext: 0.5 }));
    assert.equal(pair.asked.includes("occlude"), false);
    assert.equal(pair.get(".pointed").textContent, "");
    assert.match(page.get(".pointed").textContent, /Each word was hidden in turn/);
    assert.match(pair.says(), /^Tone and labels are read of one text/);
  });

  it("lists what the margin compares, and opens a head of the grids as a matrix", () => {
    const page = openView("pair", makeInput(PAIR_TOKENS, { pair: "yes [MASK]", isNext: 0.5 }));
    assert.ok(page.asked.includes("pair"));
    page.receive({ kind: "pair", found: makeComparedPair() });
    const rows = [...page.document.querySelectorAll(".pair-comparisons tbody th")].map(
      ({ textContent }) => textContent,
    );
    assert.deepEqual(rows, ["A, then B", "swapped: B, then A", "A, then “<b>Soup.”"]);
    assert.match(page.says(), /^B follows A: it fits better .*margin is \+1\.25/);
    const first = page.get('[data-key="between:ba:0:0"]');
    press(first, "ArrowDown");
    assert.equal(page.document.activeElement?.getAttribute("data-key"), "between:ba:1:0");
    page.get('[data-key="between:ba:1:1"]').click();
    assert.equal(page.get('input[name="view"]:checked').getAttribute("value"), "matrix");
    assert.deepEqual(page.takeSent(), [{ kind: "attention", heads: [{ layer: 1, head: 1 }] }]);
  });

  it("asks nothing about one text where two are to be compared", () => {
    const page = openView("pair");
    assert.equal(page.asked.includes("pair"), false);
    assert.match(page.says(), /^Show two texts/);
  });

  it("shades a rollout by its own weights, which the legend names, and leaves nothing empty but what is 0", () => {
    const page = openView("rollout");
    const weights = Float32Array.from({ length: 49 }, (_, i) => (i % 7 === 0 ? 0 : i % 7 === 1 ? 0.24 : 0.16));
    page.receive({ kind: "rollout", withoutSpecial: true, shares: weights });
    const shades = [...page.document.querySelectorAll(".cells path")].map((path) => path.getAttribute("fill-opacity"));
    assert.deepEqual(shades, ["0.031", "1.000"]);
    const steps = [...page.document.querySelectorAll(".legend .step")].map(({ textContent }) => textContent);
    assert.deepEqual(steps, ["16.0 %", "16.5 %", "18.0 %", "24.0 %"]);
  });

  it("gives a special piece that is left out no share of its own way", () => {
    const page = openView("rollout");
    page.get('[data-key="piece:0"]').click();
    const flow = { kind: "flow", position: 0, withoutSpecial: true, ways: [] } as const;
    const shares = new Float64Array(4 * 7).fill(0);
    shares.set([0, 0.5, 0.5], 0);
    page.receive({ kind: "rollout", withoutSpecial: true, shares: new Float32Array(49) });
    page.receive({ ...flow, shares });
    const rows = [...page.document.querySelectorAll(".flow-token")].map(({ textContent }) => textContent);
    assert.deepEqual(rows, ["[CLS]", "he50.0 %", "was50.0 %"]);
  });

  const refused = [
    ["input", { kind: "input", ...makeEmbedded(2) }, /^embeddings: 2 of words, expected 7/],
    ["input", { kind: "input", ...makeEmbedded(7), sums: WORDS.map(() => NaN) }, /^embeddings: length NaN of sums/],
    ["tone", { kind: "occlude", found: makeOccluded([], 2) }, /^hidden words: 2 weights, expected 7/],
    [
      "tone",
      { kind: "occlude", found: makeOccluded([{ start: 9, end: 99, fall: 0, attention: 0 }], 7) },
      /^hidden words: a word at 9 to 99/,
    ],
    ["pair", { kind: "pair", found: { ...makeComparedPair(), layers: [] } }, /^pair: 0 layers, expected 3/],
    ["pair", { kind: "pair", found: { ...makeComparedPair(), isNext: 2 } }, /^pair: probability or share 2/],
  ] as const;
  for (const [view, answer, says] of refused) {
    it(`refuses an answer: ${says.source}`, () => {
      const page = openView(view, view === "pair" ? makeInput(PAIR_TOKENS, { pair: "b" }) : INPUT);
      page.receive(answer);
      assert.match(page.get('[role="alert"]').textContent, says);
    });
  }
});
