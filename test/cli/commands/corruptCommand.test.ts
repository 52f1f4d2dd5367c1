import assert from "node:assert/strict";
import { answer, ANSWERS } from "../fakeAnswers";
import { runFake } from "../fakeContext";

describe("cloze corrupt", () => {
  it("asks by a seed, for pieces or whole words", async () => {
    const { requests } = await runFake(["corrupt", "a b", "--seed", "7", "--whole-words", "--top", "3"], { answer });
    const params = { model: "/models/cloze-small", text: "a b", seed: 7, wholeWords: true, top: 3 };
    assert.deepEqual(requests, [{ kind: "corrupt", params }]);
  });

  it("prints the corrupted text, what became of each piece, and the guesses", async () => {
    const { output } = await runFake(["corrupt", "b"], { answer });
    for (const line of [/^\[CLS\] x\n/, /1 b +random +x +c 50\.0 % +place 3, 12\.5 %/, /loss 2\.079/])
      assert.match(output, line);
  });

  it("prints JSON with the same numbers", async () => {
    const { output } = await runFake(["corrupt", "b", "--json"], { answer });
    const printed = JSON.parse(output) as { readonly tokens: readonly object[] };
    assert.deepEqual({ ...(ANSWERS["corrupt"] as object), tokens: printed.tokens }, printed);
  });
});
