import assert from "node:assert/strict";
import type { PanelCompared } from "../../../src/webview/messages/compared";
import { makeCompared, makeInput, makeTokens, point } from "../fixture";
import { open } from "./openPanel";

/** [CLS] he was kind . [SEP] */
const WORDS = makeTokens(["he", "was", "kind", "."]);

// A part of the tests of panel.ts, in a file of its own for its length.
describe("Panel: comparing", () => {
  function openComparing(state: object = {}) {
    const page = open(state);
    page.show(makeInput(WORDS, { place: "here" }));
    const answer = (more: Partial<PanelCompared> = {}) =>
      page.receive({ kind: "compare", ...makeCompared(WORDS, more) });
    const takeAsked = () => page.takeSent().filter(({ kind }) => kind === "compare");
    return { ...page, answer, takeAsked };
  }
  const asked = { kind: "compare", against: "saved", heads: [{ layer: 2, head: 0 }] };

  it("asks with what first, and then for the answer, which it draws with the most changed first", () => {
    const page = openComparing();
    point(page.get('input[name="view"][value="compare"]'), "click");
    assert.deepEqual(page.takeAsked(), []);
    assert.match(page.get(".view").textContent, /Choose above what to compare this text with/);
    point(page.get('[data-key="against:saved"]'), "click");
    assert.deepEqual(page.takeAsked(), [{ ...asked, again: true }]);
    assert.equal(page.get('[data-key="against:saved"]').getAttribute("aria-pressed"), "true");
    assert.equal(page.get(".view").getAttribute("aria-busy"), "true");
    page.answer();
    assert.equal(page.get(".view").getAttribute("aria-busy"), "false");
    assert.deepEqual(
      [...page.document.querySelectorAll(".view h2")].map(({ textContent }) => textContent),
      [
        "Both texts",
        "At [CLS] 0, the model would write",
        "Of the whole text",
        "Where attention changed most: Layer 2, head 0",
        "Which heads changed most",
        "Which words changed most",
      ],
    );
    const changes = [...page.document.querySelectorAll(".compared td:nth-child(4)")].map(
      ({ textContent }) => textContent,
    );
    assert.deepEqual(changes, ["+37.5 points", "", "+1.0 points", "+80.0 points", "−75.0 points"]);
    assert.deepEqual(
      [...page.document.querySelectorAll(".compared-word.replaced, .compared-word.removed, .compared-word.added")].map(
        ({ textContent }) => textContent,
      ),
      ["≠replaced: he", "−removed: [SEP]", "≠replaced: other", "+added: new"],
    );
  });

  it("compares as the host says, asks again for another head, another word and another text, and drops late answers", () => {
    const page = openComparing();
    page.receive({ kind: "against", against: "saved" });
    assert.deepEqual(page.takeAsked(), [asked]);
    page.answer();
    point(page.get('[data-key="piece:2"]'), "click");
    assert.deepEqual(page.takeAsked(), [{ ...asked, position: 2 }]);
    page.answer({ position: 1, labels: [{ label: "late", before: 0, after: 1 }] });
    assert.doesNotMatch(page.get(".view").textContent, /late/);
    page.answer({ position: 2, labels: [{ label: "timely", before: 0, after: 1 }] });
    assert.match(page.get(".view").textContent, /timely/);
    page.show(makeInput(WORDS, { text: "another", place: "there" }));
    assert.equal(page.takeAsked().length, 1);
  });

  it("says that nothing differs", () => {
    const page = openComparing({ view: "compare", against: "saved" });
    const words = WORDS.map(
      ({ text }) => ({ before: text, after: text, change: "same", moved: 0, cosine: 1 }) as const,
    );
    page.answer({ words, links: [] });
    assert.match(page.get(".view").textContent, /Nothing differs: the text is the same as saved/);
  });

  it("leaves out what reads the same when nothing differs", () => {
    const page = openComparing({ view: "compare", against: "saved" });
    const words = WORDS.map(
      ({ text }) => ({ before: text, after: text, change: "same", moved: 1e-7, cosine: 1 - 1e-7 }) as const,
    );
    const same = { before: 0.5, after: 0.5 };
    const own = { probability: 0.25, rank: 2 };
    page.answer({
      words,
      links: [],
      labels: [{ label: "good", ...same }],
      movedHeads: [{ layer: 0, head: 0, moved: 1e-7 }],
      fills: [{ word: 1, fills: [{ text: "she", ...same }], originals: { before: own, after: own } }],
    });
    assert.deepEqual(
      [...page.document.querySelectorAll(".view h2")].map(({ textContent }) => textContent),
      ["Both texts"],
    );
    page.answer({ words, links: [], labels: [{ label: "good", before: 0.5, after: 0.6 }], fills: [], movedHeads: [] });
    assert.match(page.get(".view").textContent, /Of the whole text/);
  });

  it("compares nothing when the person chooses no text, and its hint promises nothing then", () => {
    const page = openComparing({ view: "compare" });
    assert.equal(page.get(".pointed").textContent, "");
    point(page.get('[data-key="against:text"]'), "click");
    assert.match(page.get(".pointed").textContent, /Choose a piece above/);
    page.receive({ kind: "against", against: undefined });
    assert.match(page.get(".view").textContent, /Choose above what to compare this text with/);
    assert.equal(page.get(".view").getAttribute("aria-busy"), "false");
    assert.equal(page.get(".failure").textContent, "");
    assert.equal(page.get(".pointed").textContent, "");
  });

  it("drops the failure of a comparison with the view, and asks again when one comes back", () => {
    const page = openComparing({ view: "compare", against: "saved" });
    page.takeAsked();
    page.receive({ kind: "failed", message: "Cloze could not compare: it is gone" });
    assert.match(page.get(".failure").textContent, /it is gone/);
    point(page.get('input[name="view"][value="links"]'), "click");
    assert.equal(page.get(".failure").textContent, "");
    point(page.get('input[name="view"][value="compare"]'), "click");
    assert.deepEqual(page.takeAsked(), [asked]);
  });

  it("offers no earlier version of a text of no document, and says why", () => {
    const page = open({ view: "compare", against: "saved" });
    page.show(makeInput(WORDS));
    assert.deepEqual(
      page.takeSent().filter(({ kind }) => kind === "compare"),
      [],
    );
    const isDisabled = (against: string) => (page.get(`[data-key="against:${against}"]`) as HTMLButtonElement).disabled;
    assert.deepEqual(["saved", "commit", "text", "model"].map(isDisabled), [true, true, false, false]);
    assert.match(page.get(".against").textContent, /stands in no document/);
    page.show(makeInput(WORDS, { place: "here", isUnsaved: true }));
    assert.deepEqual(["saved", "commit", "text", "model"].map(isDisabled), [true, true, false, false]);
    assert.match(page.get(".against").textContent, /This document was never saved/);
    page.show(makeInput(WORDS, { place: "here" }));
    assert.equal(isDisabled("saved"), false);
  });

  const wrong: readonly { name: string; more: Partial<PanelCompared> }[] = [
    { name: "a word that is not there", more: { links: [{ from: 0, to: 99, before: 0, after: 0 }] } },
    { name: "a share beyond 1", more: { labels: [{ label: "x", before: 2, after: 0 }] } },
    { name: "a cosine that is none", more: { words: [{ before: "a", after: "a", change: "same", cosine: 2 }] } },
  ];
  for (const { name, more } of wrong) {
    it(`refuses ${name}`, () => {
      const page = openComparing({ view: "compare", against: "saved" });
      page.answer({ fills: [], links: [], ...more });
      assert.match(page.get(".failure").textContent, /comparison: /);
    });
  }

  it("is kept beside others, and then follows no cursor", () => {
    const page = openComparing({ follow: true });
    page.takeSent();
    page.get('[data-key="keep"]').click();
    assert.deepEqual(page.takeSent(), [
      { kind: "follow", isOn: false },
      { kind: "keep", isOn: true },
    ]);
    assert.equal((page.saved.at(-1) as { kept: boolean }).kept, true);
    assert.equal((page.get('[data-key="follow"]') as HTMLInputElement).checked, false);
    page.get('[data-key="follow"]').click();
    assert.deepEqual(page.takeSent(), [
      { kind: "follow", isOn: true },
      { kind: "keep", isOn: false },
    ]);
    assert.deepEqual(
      open({ kept: true })
        .takeSent()
        .map(({ kind }) => kind),
      ["ready", "keep"],
    );
  });
});
