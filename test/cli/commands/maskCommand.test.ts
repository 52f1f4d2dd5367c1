import assert from "node:assert/strict";
import { answer, ANSWERS } from "../fakeAnswers";
import { runFake } from "../fakeContext";

describe("cloze attention --mask", () => {
  it("asks for positions and for words", async () => {
    const { requests } = await runFake(["attention", "a 2 b", "--mask", "2", "--mask", "b", "--head", "1"], { answer });
    const params = { model: "/models/cloze-small", text: "a 2 b", mask: [2, "b"], head: 1 };
    assert.deepEqual(requests, [{ kind: "mask", params }]);
  });

  it("refuses several heads, of which it would show one", async () => {
    const { exitCode, errors } = await runFake(["attention", "b", "--mask", "b", "--heads", "mean"], { answer });
    assert.equal(exitCode, 2);
    assert.match(errors, /--heads and --mask: what changes is shown of one head/);
  });

  it("prints what changed, most first", async () => {
    const { output } = await runFake(["attention", "b", "--mask", "b"], { answer });
    for (const line of [
      /^Masked: 1 b\./,
      /1 b +c 50\.0 % +b 12\.5 %, place 3/,
      /75\.0 % +to +50\.0 %/,
      /0 \[CLS\] +to +1 b +25\.0 % to 75\.0 %/,
      /0 \[CLS\] +50\.0 %/,
      /0 \[CLS\] +0\.875/,
    ])
      assert.match(output, line);
  });

  it("prints JSON with the same numbers", async () => {
    const { output } = await runFake(["attention", "b", "--mask", "b", "--json"], { answer });
    const printed = JSON.parse(output) as { readonly tokens: readonly object[] };
    assert.deepEqual({ ...(ANSWERS["mask"] as object), tokens: printed.tokens }, printed);
    assert.deepEqual(printed.tokens[1], { text: "b", id: 7, start: 1, end: 2, segment: 0, position: 1 });
  });
});
