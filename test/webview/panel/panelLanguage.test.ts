import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { JSDOM } from "jsdom";
import type { PanelInput, ToPage } from "../../../src/webview/messages";
import type { FromPage } from "../../../src/webview/messages/fromPage";
import { TOUR_STEPS } from "../../../src/webview/state/panelChoices";
import {
  find,
  makeCompared,
  makeComparedPair,
  makeEmbedded,
  makeFlow,
  makeHeads,
  makeInput,
  makeLayer,
  makeLayerAnswers,
  makeMask,
  makeNeurons,
  makeOccluded,
  makeShares,
  makeTokens,
  makeWeights,
  PAIR_TOKENS,
} from "../fixture";

const ROOT = join(import.meta.dirname, "../../..");
/** The page as it ships: its texts are looked up when its modules are loaded, so each language needs a page of its own. */
const [bundle] = buildSync({
  entryPoints: [join(ROOT, "src/webview/page.ts")],
  bundle: true,
  write: false,
  format: "iife",
  logLevel: "silent",
}).outputFiles;
const GERMAN = readFileSync(join(ROOT, "media/l10n/bundle.l10n.de.json"), "utf8");

const WORDS = makeTokens(["he", "was", "un", "##able", "."]);
const TEXT = "he was unable.";
const SINGLE = makeInput(WORDS, { text: TEXT, place: "a" });
const PAIR = makeInput(PAIR_TOKENS, { pair: "yes [MASK]", isNext: 0.75 });
/** What the model read, and what is the same in both languages. */
const GIVEN = /\bwas\b|^as saved$|^as it is$|^toy, in /;
const SEVERAL_WORDS = /\p{L}{2,}\P{L}*\s\P{L}*\p{L}{2,}/u;
const SAID = ["aria-label", "aria-valuetext", "aria-roledescription", "title", "placeholder"];

/** A page with a host that answers what it asks, and all that can be read or heard on it from then on. */
function openPage(language: string, texts: string) {
  const html = `<!DOCTYPE html><html lang="${language}"><body><script type="application/json" id="texts">${texts}</script></body></html>`;
  const { window } = new JSDOM(html, { runScripts: "outside-only" });
  const { document } = window;
  const asks: FromPage[] = [];
  // One realm's arrays are none of another's.
  Object.assign(window, { Float32Array, Float64Array, Int32Array });
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: FromPage) => asks.push(message),
      getState: () => undefined,
      setState: () => undefined,
    }),
  });
  window.eval(bundle?.text ?? "");
  const said = new Set<string>();
  const listen = () => {
    const walker = document.createTreeWalker(document.body, 5);
    for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
      const found = node.nodeType === 3 ? [node.nodeValue] : SAID.map((name) => (node as Element).getAttribute(name));
      for (const text of found) if (text !== null) said.add(text.trim().replaceAll(/(\d),(\d)/g, "$1.$2"));
    }
  };
  let input: PanelInput = SINGLE;
  const receive = (message: ToPage): void => {
    window.dispatchEvent(new window.MessageEvent("message", { data: message }));
    if (message.kind === "show") input = message.input;
    for (const asked of asks.splice(0)) for (const answer of answerFor(asked, input)) receive(answer);
    listen();
  };
  const act = (selector: string, type = "click"): void => {
    find(document, selector).dispatchEvent(new window.MouseEvent(type, { bubbles: true, cancelable: true }));
    receive({ kind: "busy", busy: true });
  };
  return { document, said, receive, act };
}

function answerFor(asked: FromPage, input: PanelInput): readonly ToPage[] {
  return [...answerOfText(asked, input), ...answerOfHeads(asked, input.tokens.length)];
}

function answerOfHeads(asked: FromPage, T: number): readonly ToPage[] {
  switch (asked.kind) {
    case "attention":
      return [{ kind: "attention", heads: asked.heads, weights: makeWeights(T), shares: makeShares(2) }];
    case "heads":
      return [{ kind: "heads", layers: makeHeads(3, 2, T) }];
    case "vectors":
      return [{ kind: "vectors", layers: [0, 1, 2, 3].map((layer) => makeLayer(T, layer)) }];
    case "rollout":
      return [{ kind: "rollout", withoutSpecial: asked.withoutSpecial, shares: makeWeights(T) }];
    case "flow":
      return [{ kind: "flow", ...makeFlow(T, asked.position), withoutSpecial: asked.withoutSpecial }];
    case "neurons":
      return [{ kind: "neurons", ...makeNeurons(T), layer: asked.layer, head: asked.head }];
    default:
      return [];
  }
}

function answerOfText(asked: FromPage, { tokens }: PanelInput): readonly ToPage[] {
  const T = tokens.length;
  switch (asked.kind) {
    case "layers":
      return [{ kind: "layers", position: asked.position, layers: makeLayerAnswers(3, asked.position ?? 1) }];
    case "fills":
      return [{ kind: "fills", position: asked.position, fills: [{ text: "able", probability: 0.5 }] }];
    case "mask":
      return [{ kind: "mask", ...makeMask(tokens, asked.positions), layer: asked.layer, head: asked.head }];
    case "input":
      return [{ kind: "input", ...makeEmbedded(T) }];
    case "occlude":
      return [{ kind: "occlude", found: makeOccluded([{ start: 7, end: 13, fall: 0.5, attention: 0.25 }], T) }];
    case "pair":
      return [{ kind: "pair", found: makeComparedPair() }];
    case "compare":
      return [{ kind: "compare", ...makeCompared(tokens), against: asked.against, heads: asked.heads }];
    case "follows":
      return [{ kind: "follows", pair: "no.", scores: { isNext: 0.96, swapped: 0.25 } }];
    default:
      return [];
  }
}

/** Goes through the views, the tour and the games, and returns all that was said. */
function play(language: string, texts: string): ReadonlySet<string> {
  const { document, said, receive, act } = openPage(language, texts);
  for (const input of [PAIR, SINGLE]) {
    receive({ kind: "show", input });
    for (const view of document.querySelectorAll('input[name="view"]')) {
      const chosen = `input[name="view"][value="${view.getAttribute("value") ?? ""}"]`;
      act(chosen, "change");
      act('[data-key="piece:1"]');
      if (chosen.includes("compare")) for (const against of ["text", "model"]) act(`[data-key="against:${against}"]`);
    }
  }
  act('[data-key="mask"]');
  receive({ kind: "link" });
  receive({ kind: "gone", isGone: true });
  receive({ kind: "failed", message: "" });
  act('[data-key="write"]');
  receive({ kind: "tour" });
  TOUR_STEPS.slice(1).forEach(() => act('[data-key="tour:next"]'));
  const game = { seed: 4, model: "toy", precision: "fp32" } as const;
  const guess = { fills: [{ text: "he", probability: 0.5 }], original: { text: "he", probability: 0.5 }, rank: 1 };
  const places = (["mask", "random", "keep"] as const).map((corruption, i) => ({
    ...{ start: i, end: i + 1, corruption, shown: "was", isContinuation: i === 1, guess },
  }));
  receive({ kind: "masks", masks: { ...game, text: TEXT, wholeWords: false, places, loss: 0.69 } });
  for (const next of [true, true, false]) {
    act('[data-key="pass"]');
    if (next) act('[data-key="next"]');
  }
  const pairs = [true, false].map((follows) => ({ first: "he", second: "was", follows, isNext: 0.25 }));
  receive({ kind: "pairs", pairs: { ...game, pairs } });
  act('[data-key="yes"]');
  act('[data-key="next"]');
  act('[data-key="no"]');
  const row = { words: ["x", "y"] as const, filled: 0.5, prior: 0.25, logOdds: 0.25 };
  const rows = [
    { ...row, slots: "a" },
    { ...row, slots: "b", words: ["y", "x"] as const },
  ];
  receive({ kind: "probe", probe: { text: "x", rows, model: "toy", precision: "fp32" } });
  const use = { text: TEXT, start: 0, end: 2, place: "a.md:1", group: 0, point: [0, 0] as const };
  const uses = [use, { ...use, group: 1, point: [1, 1] as const }];
  const senses = {
    word: "he",
    summary: "",
    model: "toy",
    precision: "fp32",
    uses,
    share: 0.5,
    alike: [1, 0.5],
  } as const;
  receive({ kind: "senses", senses });
  return said;
}

describe("Panel: its language", () => {
  const english = play("en", "{}");
  const german = play("de", GERMAN);

  it("says nothing in English to those who read German", () => {
    const left = [...german].filter((text) => SEVERAL_WORDS.test(text) && english.has(text) && !GIVEN.test(text));
    assert.deepEqual(left, []);
    assert.ok(english.size > 250, `${english.size} texts`);
  });
});
