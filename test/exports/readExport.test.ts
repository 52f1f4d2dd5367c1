import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import type { ExportFormat } from "../../src/exports/exportFormat";
import type { ExportRecord } from "../../src/exports/exportRecord";
import { readExport } from "../../src/exports/readExport";
import { type Exported, writeExport } from "../../src/exports/writeExport";

/** One pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const HOSTILE = `</metadata><script>hurt()</script> "&amp;" \u0001 \ufffe =1+1 שלום`;
const TOKENS = ["[CLS]", HOSTILE].map((text, position) => ({ text, position, segment: 0 }));
const HASH = "0".repeat(64);
const FACTS: Exported["record"] = {
  cloze: "0.1.0",
  view: `Links ${HOSTILE}`,
  settings: { layer: 1, withSpecial: true },
  model: { name: "toy", weights: HASH, tokenizer: HASH },
  device: "CPU",
  precision: { answers: "int8", looking: "fp32" },
  onnxruntime: "1.0.0",
  again: "cloze reproduce FILE",
};
const ATTENTION = [
  [0.25, 0.75],
  [1, 1e-7],
];
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text>a</text></svg>';

function write(format: ExportFormat): Uint8Array {
  const params = { text: HOSTILE, layer: 1 };
  const answer =
    format === "bertviz"
      ? { tokens: TOKENS, heads: 1, maps: Float32Array.from(ATTENTION.flat()) }
      : { tokens: TOKENS, attention: ATTENTION, nothing: undefined };
  const picture = format === "png" ? PNG : SVG;
  const kind = format === "bertviz" ? "maps" : "attention";
  return writeExport({ format, record: FACTS, asked: [{ kind, params, answer }], texts: [HOSTILE], picture });
}

describe("readExport", () => {
  for (const format of ["json", "svg", "png", "html"] as const) {
    it(`reads what was written as ${format}, text that would do harm included`, () => {
      const read = readExport(write(format));
      assert.ok(read.kind === "answers");
      assert.deepEqual(read.answers, [{ tokens: TOKENS, attention: ATTENTION }]);
      const asked = [{ kind: "attention", params: { text: HOSTILE, layer: 1 } }];
      const expected: ExportRecord = { ...FACTS, asked, answers: [...read.answers] };
      assert.deepEqual(read.record, expected);
    });
  }

  it("reads a table back, cell by cell", () => {
    const read = readExport(write("csv"));
    assert.ok(read.kind === "table");
    const [head, first, , third] = read.rows;
    assert.deepEqual(head, ["from", "from_token", "to", "to_token", "weight"]);
    assert.deepEqual(first, ["0", "[CLS]", "0", "[CLS]", "0.25"]);
    assert.deepEqual(third, ["1", HOSTILE, "0", "[CLS]", "1"]);
  });

  it("writes no formula into a table", () => {
    const texts = ["=1+1", "+1", "-1", "@a", "#a", 'a"b,c'];
    const asked = [{ kind: "tone", params: {}, answer: { texts } }];
    const csv = Buffer.from(writeExport({ format: "csv", record: FACTS, asked, texts: [] })).toString();
    const values = csv
      .split("\n")
      .slice(2, -1)
      .map((line) => line.replace(/^[^,]*,/, ""));
    assert.deepEqual(values, ["'=1+1", "'+1", "'-1", "'@a", '"#a"', '"a""b,c"']);
  });

  it("reads BertViz's shape", () => {
    const read = readExport(write("bertviz"));
    assert.ok(read.kind === "bertviz");
    const [part] = read.attention as [{ readonly attn: number[][][][] }];
    assert.deepEqual(part.attn, [
      [
        [
          [0.25, 0.75],
          [1, 1.0e-7],
        ],
      ],
    ]);
  });

  it("writes an SVG that is well-formed XML, and a page without a script", () => {
    const parse = (bytes: Uint8Array, contentType: string) =>
      new JSDOM(Buffer.from(bytes).toString(), { contentType }).window.document;
    assert.equal(parse(write("svg"), "image/svg+xml").documentElement.tagName, "svg");
    const page = parse(write("html"), "text/html");
    assert.equal(page.querySelectorAll("script, [style], [onload]").length, 0);
    assert.equal(page.querySelectorAll("svg").length, 1);
    assert.match(page.querySelector("blockquote")?.textContent ?? "", /^<\/metadata><script>/);
  });

  for (const { name, bytes, message } of [
    { name: "an empty file", bytes: "", message: /is no JSON/ },
    { name: "other JSON", bytes: "{}", message: /"cloze" is absent, expected a string/ },
    { name: "a list", bytes: "[1]", message: /is a list, expected an object/ },
    { name: "another page", bytes: "<html></html>", message: /does not say how it was computed/ },
    { name: "a table of others", bytes: "# cloze \na,b\n", message: /first line is no JSON/ },
    { name: "a picture of others", bytes: PNG, message: /the PNG does not say how it was computed/ },
    { name: "half a picture", bytes: PNG.subarray(0, 20), message: /the PNG does not say/ },
    { name: "bytes", bytes: Uint8Array.of(0, 255, 254, 1), message: /is no JSON/ },
  ]) {
    it(`refuses ${name}, and says why`, () => {
      assert.throws(() => readExport(Buffer.from(bytes)), { name: "ExportsError", code: "bad-file", message });
    });
  }

  it("ends for every beginning of a file", () => {
    const whole = write("png");
    for (let length = 0; length < whole.length; length += 7) {
      try {
        readExport(whole.subarray(0, length));
      } catch (error) {
        assert.equal((error as Error).name, "ExportsError");
      }
    }
  });
});
