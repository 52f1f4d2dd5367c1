import assert from "node:assert/strict";
import { buildToneFile } from "../../src/ownTone/buildToneFile";
import { readToneFile } from "../../src/ownTone/readToneFile";
import { selectMark } from "../../src/ownTone/selectMark";
import { toToneName } from "../../src/ownTone/toToneName";
import { writeToneFile } from "../../src/ownTone/writeToneFile";
import { TONE_FILE } from "./toneFile";

const read = (value: unknown) =>
  readToneFile("ours.json", Buffer.from(typeof value === "string" ? value : JSON.stringify(value)));

describe("readToneFile", () => {
  it("reads what was written, to the last digit, and the same is written again", () => {
    const text = writeToneFile(TONE_FILE);
    assert.deepEqual(read(text), TONE_FILE);
    assert.equal(writeToneFile(read(text)), text);
    const examples = [{ label: "harsh", text: "It is a mess." }];
    assert.deepEqual(read(writeToneFile({ ...TONE_FILE, examples })).examples, examples);
  });

  it("has a field or a row of numbers a line, so that a change can be read", () => {
    const lines = writeToneFile(TONE_FILE).split("\n");
    assert.equal(lines.filter((line) => line.startsWith('  "mean": [')).length, 1);
    assert.ok(lines.length < 50);
  });

  for (const { what, value, says } of [
    { what: "no JSON", value: "{", says: /^ours\.json is no JSON/ },
    { what: "a list", value: [], says: /^ours\.json: is a list, expected an object/ },
    { what: "another format", value: { ...TONE_FILE, format: 2 }, says: /"format" is of type number/ },
    { what: "a field too many", value: { ...TONE_FILE, extra: 1 }, says: /field "extra"/ },
    {
      what: "a text among numbers",
      value: { ...TONE_FILE, mean: [0, "1"] },
      says: /"mean\[1\]" is of type string, expected a number/,
    },
    { what: "one label", value: { ...TONE_FILE, labels: ["fine"] }, says: /has 1 labels, expected two or more/ },
    { what: "a label twice", value: { ...TONE_FILE, labels: ["fine", "fine"] }, says: /names a label twice/ },
    { what: "a scale too few", value: { ...TONE_FILE, scale: [1] }, says: /has 1 numbers in "scale", expected 2/ },
    { what: "a scale of 0", value: { ...TONE_FILE, scale: [1, 0] }, says: /not above 0/ },
    {
      what: "weights of another size",
      value: { ...TONE_FILE, weights: [[1]] },
      says: /has 1 numbers in "weights\[0\]", expected 2/,
    },
    {
      what: "a row of weights too many",
      value: {
        ...TONE_FILE,
        weights: [
          [1, 2],
          [3, 4],
        ],
      },
      says: /has 2 rows of weights .* expected 1/,
    },
    {
      what: "a mark on no label",
      value: { ...TONE_FILE, mark: { ...TONE_FILE.mark, label: "odd" } },
      says: /marks "odd", expected one of/,
    },
    {
      what: "a threshold above 1",
      value: { ...TONE_FILE, mark: { ...TONE_FILE.mark, threshold: 2 } },
      says: /threshold/,
    },
    { what: "a name with a slash", value: { ...TONE_FILE, name: "../a" }, says: /"name"/ },
    { what: "no hash", value: { ...TONE_FILE, model: { name: "m", sha256: "12" } }, says: /sha256/ },
  ]) {
    it(`refuses ${what}, and says where`, () => {
      assert.throws(
        () => read(value),
        (error: Error) => error.name === "OwnToneError" && says.test(error.message),
      );
    });
  }

  it("keeps no text unless that is asked for, and says how it was taught", () => {
    const evaluation = {
      accuracy: 0.87654,
      accuracyInterval: [0.8, 0.9],
      classes: { fine: { rows: 3 }, harsh: { rows: 2 } },
    };
    const { model, layer, pooling, precision, labels, mean, scale, weights, intercepts } = TONE_FILE;
    const tone = { model, layer, pooling, precision, labels, mean, scale, weights, intercepts };
    const file = buildToneFile({ tone, c: 0.01, evaluation } as unknown as Parameters<typeof buildToneFile>[0], {
      version: "1.2.3",
      name: "harsh",
    });
    assert.deepEqual(file.taught, {
      rows: { fine: 3, harsh: 2 },
      c: 0.01,
      accuracy: 0.8765,
      accuracyInterval: [0.8, 0.9],
    });
    assert.equal("examples" in file, false);
    assert.deepEqual(read(writeToneFile(file)), file);
  });
});

describe("selectMark", () => {
  const two = ["fine", "harsh"];
  for (const { what, labels, asked, expected } of [
    {
      what: "of two labels the one that is not fine",
      labels: two,
      asked: {},
      expected: { label: "harsh", message: "Reads harsh", severity: "information", threshold: 0.5 },
    },
    {
      what: "what is asked for",
      labels: ["a", "b", "c"],
      asked: { label: "b", message: "Oh.", severity: "error", threshold: 0.9 } as const,
      expected: { label: "b", message: "Oh.", severity: "error", threshold: 0.9 },
    },
    { what: "nothing of three labels", labels: ["a", "b", "fine"], asked: {}, expected: undefined },
    { what: "nothing of two others", labels: ["negative", "positive"], asked: {}, expected: undefined },
  ]) {
    it(`marks ${what}`, () => assert.deepEqual(selectMark(labels, asked), expected));
  }

  it("refuses a label that no row has", () => {
    assert.throws(
      () => selectMark(two, { label: "odd" }),
      /no row has the label "odd", expected one of "fine", "harsh"/,
    );
  });
});

describe("toToneName", () => {
  for (const [text, name] of [
    ["ours.json", "ours"],
    ["Too Harsh!.tsv", "too-harsh"],
    ["--Über höflich--", "uber-hoflich"],
    ["…", "ours"],
    ["x".repeat(80), "x".repeat(40)],
  ] as const) {
    it(`${text} is ${name}`, () => assert.equal(toToneName(text), name));
  }
});
