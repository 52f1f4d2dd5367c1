import assert from "node:assert/strict";
import { answer } from "../fakeAnswers";
import { runFake } from "../fakeContext";

describe("cloze compare", () => {
  it("asks for another text, its pair, words to mask and heads", async () => {
    const words = ["compare", "a b", "--other", "a c", "--mask", "1", "--mask", "b", "--heads", "0:1"];
    const { requests } = await runFake(words, { answer });
    const params = { text: "a b", other: { text: "a c" }, mask: [1, "b"], heads: [{ layer: 0, head: 1 }] };
    assert.deepEqual(requests, [{ kind: "compare", params: { model: "/models/cloze-small", ...params } }]);
    const pair = await runFake(["compare", "a", "--pair", "b", "--other", "c", "--other-pair", "d"], { answer });
    assert.deepEqual(pair.requests[0]?.params, {
      model: "/models/cloze-small",
      text: "a",
      pair: "b",
      other: { text: "c", pair: "d" },
    });
  });

  it("asks for another model by its name", async () => {
    const { requests } = await runFake(["compare", "a b", "--other-model", "cloze-small"], { answer });
    const other = { model: "/models/cloze-small" };
    assert.deepEqual(requests[0]?.params, { model: "/models/cloze-small", text: "a b", other });
  });

  const refused = [
    {
      name: "nothing to compare with",
      words: ["compare", "a"],
      message: /nothing to compare with.*--other.*--other-model/,
    },
    {
      name: "a pair without its text",
      words: ["compare", "a", "--other-pair", "b", "--other-model", "cloze-small"],
      message: /--other-pair without --other/,
    },
  ];
  for (const { name, words, message } of refused) {
    it(`refuses ${name}`, async () => {
      const { exitCode, errors, requests } = await runFake(words, { answer });
      assert.equal(exitCode, 2);
      assert.match(errors, message);
      assert.deepEqual(requests, []);
    });
  }

  it("prints what changed, most first, with signs", async () => {
    const { output } = await runFake(["compare", "cat", "--other", "猫", "--mask", "cat"], { answer });
    for (const line of [
      /^Before and after, what changed most first\./,
      /1 cat → 猫 +replaced/,
      /At 1 cat → 猫, the model would write:/,
      /sat +75\.0 % +to +25\.0 % +−50\.0 points/,
      /lay +– +to +12\.5 %$/m,
      /what stands there +10\.0 %, place 4 +to +–/,
      /P\(next\):/,
      /good +25\.0 % +to +75\.0 % +\+50\.0 points/,
      /0 \[CLS\] +to +1 cat → 猫 +0 % +to +50\.0 % +\+50\.0 points/,
      /Layer 0, head 1 +50\.0 %/,
      /1 cat → 猫 +0\.125/,
      /Computed in float32\./,
    ])
      assert.match(output, line);
    assert.doesNotMatch(output, /Tone:/, "its labels say the same");
  });

  it("prints JSON with the same numbers, and what is written at each word", async () => {
    const { output } = await runFake(["compare", "cat", "--other", "猫", "--json"], { answer });
    const printed = JSON.parse(output) as { readonly words: readonly object[]; readonly links: readonly object[] };
    assert.deepEqual(printed.words[1], {
      textBefore: "cat",
      textAfter: "猫",
      before: [1],
      after: [1],
      change: "replaced",
      moved: 0.5,
      cosine: 0.125,
    });
    assert.deepEqual(printed.links, [{ from: 0, to: 1, before: 0, after: 0.5 }]);
  });
});
