import assert from "node:assert/strict";
import type { Deal } from "../../../src/webview/games/gamePage";
import { drawMaskGame } from "../../../src/webview/games/maskGame";
import { drawPairGame } from "../../../src/webview/games/pairGame";
import type { PanelMasks, PanelPairs, PanelPlace } from "../../../src/webview/messages/otherPages";
import { PageError } from "../../../src/webview/pageError";
import { createDocument, find } from "../fixture";

const place = (
  start: number,
  end: number,
  more: Pick<PanelPlace, "corruption" | "shown">,
  first: string,
): PanelPlace => ({
  start,
  end,
  ...more,
  isContinuation: false,
  guess: {
    fills: [{ text: first, probability: 0.5 }],
    original: { text: TEXT.slice(start, end).toLowerCase(), probability: 0.5 },
    rank: 1,
  },
});
const TEXT = "She made tea at noon.";
const MASKS: PanelMasks = {
  text: TEXT,
  wholeWords: false,
  places: [
    place(0, 3, { corruption: "keep", shown: "she" }, "he"),
    place(4, 8, { corruption: "random", shown: "<b>" }, "made"),
    place(9, 12, { corruption: "mask", shown: "[MASK]" }, "tea"),
  ],
  loss: 0.69,
  seed: 4,
  model: "small",
  precision: "fp32",
};
const PAIRS: PanelPairs = {
  pairs: [
    { first: "a", second: "b", follows: true, isNext: 0.25 },
    { first: "c", second: "d", follows: false, isNext: 0.75 },
  ],
  seed: 0,
  model: "small",
  precision: "int8",
};

function play(draw: (options: { readonly document: Document; readonly onDeal: (deal: Deal) => void }) => HTMLElement) {
  const document = createDocument();
  const deals: Deal[] = [];
  document.body.append(draw({ document, onDeal: (deal) => deals.push(deal) }));
  const get = (selector: string) => find(document, selector);
  const guess = (text: string) => {
    (get('[data-key="guess"]') as HTMLInputElement).value = text;
    get("form").dispatchEvent(new document.defaultView!.Event("submit", { cancelable: true }));
  };
  const focused = () => document.activeElement?.getAttribute("data-key") ?? document.activeElement?.className;
  const cells = () =>
    [...document.querySelectorAll(".score-table tbody tr")].map((row) =>
      [...row.children].map(({ textContent }) => textContent).join(" "),
    );
  return { document, deals, get, guess, focused, cells };
}

describe("See what BERT saw, the page", () => {
  it("keeps the truth back until it was guessed, and what had become of a piece, too", () => {
    const { document, get, guess } = play((options) => drawMaskGame(MASKS, options));
    assert.equal(get(".passage").textContent, "1she 2<b> 3[MASK] at noon.");
    assert.doesNotMatch(document.body.innerHTML, /made|\btea\b/);
    assert.equal(document.querySelectorAll(".passage .keep, .passage .random, .passage .mask").length, 0);
    assert.match(get('[data-key="place:1"]').getAttribute("aria-label") ?? "", /^Place 2: <b>, to be guessed$/);
    guess("SHE");
    assert.match(get(".outcome").textContent, /^It was “she”, which was kept\. ✓ You right ✗ Model wrong/);
    assert.match(get('[data-key="place:0"]').getAttribute("aria-label") ?? "", /^Place 1: She: kept$/);
  });

  it("leads from place to place, and counts at the end", () => {
    const { get, guess, focused, cells, document } = play((options) => drawMaskGame(MASKS, options));
    guess(" ");
    assert.equal(document.querySelector(".outcome p"), null, "nothing is no guess");
    guess("she");
    assert.equal(focused(), "next");
    get('[data-key="next"]').click();
    assert.equal(focused(), "guess");
    assert.equal(get(".outcome").textContent, "", "the last answer is gone");
    get('[data-key="place:2"]').click();
    guess("coffee");
    get('[data-key="next"]').click();
    get('[data-key="pass"]').click();
    assert.equal(focused(), "score");
    assert.deepEqual(cells(), ["masked 1 0 1", "replaced at random 1 0 1", "kept 1 1 0", "together 3 1 2"]);
    assert.match(get(".score .note").textContent, /50\.0 % on average, a loss of 0\.69/);
  });

  it("deals again, from another seed or with whole words", () => {
    const { get, deals } = play((options) => drawMaskGame(MASKS, options));
    get('[data-key="deal"]').click();
    get('[data-key="whole-words"]').click();
    assert.deepEqual(deals, [
      { seed: 5, wholeWords: false },
      { seed: 4, wholeWords: true },
    ]);
  });

  it("refuses a probability that is none", () => {
    const [first] = MASKS.places;
    const places = [{ ...first!, guess: { ...first!.guess, fills: [{ text: "a", probability: 2 }] } }];
    assert.throws(() => play((options) => drawMaskGame({ ...MASKS, places }, options)), PageError);
  });
});

describe("Does it follow, the page", () => {
  it("shows P(next) after the answer, and counts both", () => {
    const { document, get, focused, cells } = play((options) => drawPairGame(PAIRS, options));
    assert.doesNotMatch(document.body.textContent, /25\.0 %/);
    get('[data-key="yes"]').click();
    const outcome = get(".outcome").textContent;
    assert.match(outcome, /^B is the next sentence\. ✓ You right ✗ Model wrong.*P\(next\) 25\.0 %/);
    assert.equal(focused(), "next");
    get('[data-key="next"]').click();
    assert.equal(focused(), "yes");
    get('[data-key="yes"]').click();
    assert.equal(focused(), "score");
    assert.deepEqual(cells(), ["that follow 1 1 0 25.0 %", "that do not 1 0 0 75.0 %", "together 2 1 0 50.0 %"]);
    assert.match(get(".score .note").textContent, /“it follows” to 1 of 2/);
  });
});
