import assert from "node:assert/strict";
import { makeInput, makeTokens, press } from "../fixture";
import { open } from "./openPanel";

const WORDS = makeTokens(["he", "was"]);

// A part of the tests of panel.ts, in a file of its own for its length.
describe("Panel: a text of one's own", () => {
  function openField(state: object = {}) {
    const page = open(state);
    page.takeSent();
    const write = (key: "text" | "pair", value: string) => {
      (page.get(`[data-key="${key}"]`) as HTMLInputElement).value = value;
    };
    const submit = () =>
      page.get("form").dispatchEvent(new page.document.defaultView!.Event("submit", { cancelable: true }));
    const isOpen = () => page.get("[data-key='write']").getAttribute("aria-expanded") === "true";
    return { ...page, write, submit, isOpen };
  }

  it("is opened by the host, with the text shown in it, and has the focus", () => {
    const page = openField();
    assert.equal(page.isOpen(), false);
    page.show(makeInput(WORDS, { text: "He was", pair: "<b>" }));
    page.receive({ kind: "write" });
    assert.equal(page.isOpen(), true);
    assert.equal(page.document.activeElement, page.get('[data-key="text"]'));
    const values = ["text", "pair"].map((key) => (page.get(`[data-key="${key}"]`) as HTMLInputElement).value);
    assert.deepEqual(values, ["He was", "<b>"]);
  });

  it("is shown by Enter, alone or as a pair, and follows no cursor away", () => {
    const page = openField({ follow: true });
    page.get('[data-key="write"]').click();
    page.write("text", "He was");
    page.submit();
    assert.deepEqual(page.takeSent(), [
      { kind: "follow", isOn: false },
      { kind: "text", text: "He was" },
    ]);
    assert.equal((page.get('[data-key="follow"]') as HTMLInputElement).checked, false);
    page.write("pair", "So");
    page.submit();
    assert.deepEqual(page.takeSent(), [{ kind: "text", text: "He was", pair: "So" }]);
  });

  it("asks for something where nothing was written", () => {
    const page = openField();
    page.write("text", "  ");
    page.submit();
    assert.deepEqual(page.takeSent(), []);
    assert.equal(page.get("form .note").textContent, "Write something for the model to read.");
  });

  it("follows a word that was chosen for its text, but never what is being written", () => {
    const page = openField();
    page.write("text", "He was");
    page.submit();
    page.show(makeInput(WORDS, { text: "She was" }));
    const field = page.get('[data-key="text"]') as HTMLInputElement;
    assert.equal(field.value, "She was");
    page.receive({ kind: "write" });
    field.value = "He w";
    page.show(makeInput(WORDS, { text: "It was" }));
    assert.equal(field.value, "He w");
  });

  it("is closed by Escape, which does not let go of the chosen token", () => {
    const page = openField();
    page.show(makeInput(WORDS));
    page.get('[data-key="piece:1"]').click();
    page.receive({ kind: "write" });
    press(page.get('[data-key="text"]'), "Escape");
    assert.equal(page.isOpen(), false);
    assert.equal(page.has('.piece[aria-pressed="true"]'), true);
    assert.equal(page.document.activeElement, page.get('[data-key="write"]'));
  });

  it("offers no word for a piece of a word, and no piece for a word", () => {
    const page = openField();
    page.show(makeInput(makeTokens(["hung", "##ry", "it"])));
    const answer = (position: number) =>
      page.receive({
        kind: "fills",
        position,
        fills: [
          { text: "down", probability: 0.5 },
          { text: "##s", probability: 0.4 },
        ],
      });
    for (const [position, usable] of [
      [1, []],
      [2, []],
      [3, ["down"]],
    ] as const) {
      page.get(`[data-key="piece:${position}"]`).click();
      answer(position);
      const found = [...page.document.querySelectorAll(".use-fill")].map(({ textContent }) => textContent);
      assert.deepEqual(found, usable);
    }
  });

  it("stands in no document: its tokens cannot be shown there, but a word can be chosen for them", () => {
    const page = openField();
    const fills = { kind: "fills", position: 1, fills: [{ text: "<she>", probability: 0.5 }] } as const;
    for (const place of ["somewhere", undefined]) {
      page.show(makeInput(WORDS, place === undefined ? {} : { place }));
      if (!page.has(".token-details")) page.get('[data-key="piece:1"]').click();
      page.receive({ ...fills, original: { text: "he", probability: 0.1 }, rank: 4 });
      assert.equal(page.has('[data-key="reveal"]'), place !== undefined);
      page.takeSent();
      page.get(".use-fill").click();
      assert.deepEqual(page.takeSent(), [{ kind: "use", position: 1, text: "<she>" }]);
    }
  });
});
