import assert from "node:assert/strict";
import { drawReadmes } from "./drawReadmes";

describe("drawReadmes", () => {
  it("keeps what is taught apart from what is held out", () => {
    const [taught, heldOut] = (["taught", "held out"] as const).map((half) => new Set(drawReadmes(half).flat()));
    assert.ok(taught!.size > 100 && heldOut!.size > 100);
    assert.deepEqual(
      [...taught!].filter((sentence) => heldOut!.has(sentence)),
      [],
    );
  });
});
