import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { overwriteLine, printJson, printLine, printLines, printText, writeText } from "../../../src/cli/print/terminal";

const ROOT = resolve(import.meta.dirname, "../../..");
const TERMINAL = "src/cli/print/terminal.ts";

async function print(write: (output: PassThrough) => unknown): Promise<string> {
  const output = new PassThrough();
  await write(output);
  return (output.read() as Buffer).toString();
}

/** Each of these would do something to a terminal or to the host of a job. */
const ATTACKS = [
  "\u001b]0;title\u0007\u001b[31mred\u001b[2J",
  "\u009b31mred",
  "a.md\n::error file=x::forged",
  "a\r::set-output name=x::y",
  "::error::from the start",
  "  ::add-mask::x",
  "##[error]x",
  "a ##vso[task.setvariable]x ##teamcity[x]",
  "\u202egnp.exe\u2066 \u2028x\u0085y\u0000\u0008",
];
const ACTS = /[\p{Cc}\u2028-\u202e\u2066-\u2069]|^\s*::|##\w*\[/u;

describe("what is printed", () => {
  for (const attack of ATTACKS) {
    it(`does nothing with ${JSON.stringify(attack)}`, async () => {
      const ways = [
        await print((output) => printLine(output, attack)),
        await print((output) => printLines(output, [attack, `x ${attack}`])),
        await print((output) => printJson(output, { [attack]: attack })),
      ];
      assert.deepEqual(
        ways.map((text) => text.match(/\n/g)?.length),
        [1, 2, 1],
      );
      const ended = [await print((output) => printText(output, attack)), await print((o) => writeText(o, attack))];
      for (const line of [...ways, ...ended].flatMap((text) => text.split("\n"))) assert.doesNotMatch(line, ACTS);
    });
  }

  it("is the same value as JSON", async () => {
    const text = await print((output) => printJson(output, ATTACKS, 2));
    assert.deepEqual(JSON.parse(text), ATTACKS);
  });

  it("is every other text as it stands", async () => {
    const text = "Ünïcödé 漢字 👩‍👩‍👧 — a::b #1 ## [x] {0} 100 %";
    assert.equal(await print((output) => printLine(output, text)), `${text}\n`);
    assert.equal(await print((output) => printText(output, `${text}\n\n  ${text}`)), `${text}\n\n  ${text}\n`);
    assert.equal(await print((output) => overwriteLine(output, "a")), "\ra");
  });

  it("takes the place of a line that is overwritten from time to time", async () => {
    const text = await print(async (output) => {
      overwriteLine(output, "3 of 9   ");
      await printLine(output, "the server is away");
      await printLine(output, "and so on");
    });
    assert.equal(text, "\r3 of 9   \r      \rthe server is away\nand so on\n");
  });

  it(`comes from ${TERMINAL} only`, () => {
    const files = readdirSync(join(ROOT, "src/cli"), { recursive: true, encoding: "utf8" })
      .map((path) => `src/cli/${path.replaceAll("\\", "/")}`)
      .filter((path) => path.endsWith(".ts"));
    const wrong = [...files, "src/cli.ts"].filter(
      (file) => file !== TERMINAL && /\.write\(|console\.|writeSync/.test(readFileSync(join(ROOT, file), "utf8")),
    );
    assert.deepEqual(wrong, []);
  });
});
