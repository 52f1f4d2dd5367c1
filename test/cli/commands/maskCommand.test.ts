import assert from "node:assert/strict";
import { answer, ANSWERS } from "../fakeAnswers";
import { runFake } from "../fakeContext";

describe("cloze attention --mask", () => {
  for (const { text, mask } of [
    { text: "a c b", mask: [2, "b"] },
    { text: "a 2 b", mask: ["2", "b"] },
    { text: "a 24 2.5x b", mask: ["2", "b"] },
    { text: "a 24 x2 b", mask: [2, "b"] },
  ]) {
    it(`asks for positions and for words, of which a number is one if the text has it: ${text}`, async () => {
      const { requests } = await runFake(["attention", text, "--mask", "2", "--mask", "b", "--head", "1"], { answer });
      assert.deepEqual(requests, [{ kind: "mask", params: { model: "/models/cloze-small", text, mask, head: 1 } }]);
    });
  }

  it("takes heads and masks of a JSON line as the options are written, and a number there as a position", async () => {
    const lines = [
      { text: "a 2 b", mask: 2 },
      { text: "a 2 b", mask: "2" },
      { text: "a b", mask: ["b", 1] },
      { text: "a b", heads: "0:1,3:0" },
      { text: "a b", heads: "mean" },
      { text: "a b", heads: [{ layer: 0, head: 1 }] },
      { text: "a b", heads: "0-1" },
    ];
    const input = lines.map((line) => JSON.stringify(line)).join("\n");
    const { requests, output } = await runFake(["attention", "--jsonl"], { answer, input });
    assert.deepEqual(
      requests.map(({ params }) => {
        const { mask, heads } = params as { mask?: unknown; heads?: unknown };
        return mask ?? heads;
      }),
      [
        [2],
        ["2"],
        ["b", 1],
        [0, 3].map((layer) => ({ layer, head: layer === 0 ? 1 : 0 })),
        "mean",
        [{ layer: 0, head: 1 }],
      ],
    );
    assert.match(
      output.trimEnd().split("\n").at(-1) ?? "",
      /--heads is .*0-1.*expected .*mean.* or heads as in 0:1,3:5/,
    );
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
