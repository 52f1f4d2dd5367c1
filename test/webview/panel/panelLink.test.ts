import assert from "node:assert/strict";
import { makeInput, makeTokens, point } from "../fixture";
import { open, openShown } from "./openPanel";

// A part of the tests of panel.ts, in a file of its own for its length.
describe("Panel: linked to the text", () => {
  it("says which token the mouse or the focus is on, once for each, and when it is on none", () => {
    const page = openShown();
    point(page.get('[data-key="piece:1"]'), "pointerover");
    point(page.get('[data-key="piece:1"]'), "pointerover");
    page.get('[data-key="piece:2"]').focus();
    page.get('[data-key="piece:2"]').blur();
    assert.deepEqual(page.takePointed(), [1, 2, undefined]);
  });

  it("says so of a token that is pointed at in the picture", () => {
    const page = openShown();
    point(page.get('[data-key="to:3"]'), "pointerover");
    assert.deepEqual(page.takePointed(), [3]);
  });

  it("keeps the chosen token lit while none is pointed at", () => {
    const page = openShown();
    page.get('[data-key="piece:2"]').click();
    point(page.get('[data-key="piece:4"]'), "pointerover");
    point(page.get(".token-row"), "pointerleave");
    assert.deepEqual(page.takePointed(), [2, 4, 2]);
  });

  it("marks the token at the cursor, for the eye and for a screen reader, until another text is shown", () => {
    const page = openShown();
    page.receive({ kind: "cursor", position: 3 });
    assert.equal(page.get("[aria-current]").dataset["key"], "piece:3");
    assert.equal(page.get("[aria-current]").getAttribute("aria-current"), "location");
    page.receive({ kind: "cursor", position: undefined });
    assert.equal(page.has("[aria-current]"), false);
    page.receive({ kind: "cursor", position: 3 });
    page.show(makeInput(makeTokens(["another"])));
    assert.equal(page.has("[aria-current]"), false);
  });

  it("says whether to follow the cursor, and says so again when the panel comes back", () => {
    const page = openShown();
    const box = page.get('[data-key="follow"]') as HTMLInputElement;
    assert.equal(box.checked, false);
    box.click();
    assert.deepEqual(page.takeSent(), [{ kind: "follow", isOn: true }]);
    const back = open(page.saved.at(-1));
    assert.equal((back.get('[data-key="follow"]') as HTMLInputElement).checked, true);
    assert.deepEqual(back.takeSent(), [{ kind: "ready" }, { kind: "follow", isOn: true }]);
  });
});
