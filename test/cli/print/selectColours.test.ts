import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { selectColours } from "../../../src/cli/print/selectColours";
import { printStyled } from "../../../src/cli/print/terminal";

describe("colours", () => {
  for (const { isTTY, environment, expected } of [
    { isTTY: true, environment: {}, expected: true },
    { isTTY: false, environment: {}, expected: false },
    { isTTY: undefined, environment: {}, expected: false },
    { isTTY: true, environment: { NO_COLOR: "1" }, expected: false },
    { isTTY: true, environment: { NO_COLOR: "" }, expected: true },
    { isTTY: true, environment: { TERM: "dumb" }, expected: false },
    { isTTY: false, environment: { FORCE_COLOR: "1" }, expected: true },
    { isTTY: false, environment: { FORCE_COLOR: "" }, expected: true },
    { isTTY: false, environment: { FORCE_COLOR: "1", NO_COLOR: "1" }, expected: true },
    { isTTY: true, environment: { FORCE_COLOR: "0" }, expected: false },
    { isTTY: true, environment: { FORCE_COLOR: "false" }, expected: false },
  ]) {
    it(`are ${expected ? "used" : "not used"} with ${JSON.stringify({ isTTY, ...environment })}`, () => {
      const output = Object.assign(new PassThrough(), isTTY === undefined ? {} : { isTTY });
      assert.equal(selectColours(output, environment), expected);
    });
  }

  const print = async (hasColours: boolean, text: string) => {
    const output = new PassThrough();
    await printStyled(output, [{ text, style: "red" }, { text }], hasColours);
    return (output.read() as Buffer).toString();
  };

  it("stand around what is printed, and nowhere else", async () => {
    assert.equal(await print(true, "a"), "\u001b[31ma\u001b[39ma\n");
    assert.equal(await print(false, "a"), "aa\n");
  });

  it("let nothing act that was found", async () => {
    assert.equal(await print(true, "\u001b[2J"), "\u001b[31m\ufffd[2J\u001b[39m\ufffd[2J\n");
    assert.match(await print(false, "::error::x"), /^: :error/);
  });
});
