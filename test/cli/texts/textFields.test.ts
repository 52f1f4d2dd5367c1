import assert from "node:assert/strict";
import { answer } from "../fakeAnswers";
import { runFake } from "../fakeContext";

describe("fields of a command about one text", () => {
  it("asks of each line whether its masks are one question", async () => {
    const input = '{"text":"a","joint":true}\n{"text":"b"}\n{"text":"c","joint":1}\n';
    const { requests, output } = await runFake(["fill", "--jsonl"], { answer, input });
    assert.deepEqual(
      requests.map(({ kind }) => kind),
      ["joint", "fill"],
    );
    assert.match(output.trim().split("\n").at(-1)!, /"joint\\" of the line is of type number, expected true or false/);
  });

  for (const { command, line, says } of [
    {
      command: "probe",
      line: { words: "he,she" },
      says: '"words" of the line is "he,she", expected a list of strings',
    },
    {
      command: "probe",
      line: { slot: { job: "nurse" } },
      says: '"slot.job" of the line is "nurse", expected a list of strings',
    },
    {
      command: "probe",
      line: { slot: ["nurse"] },
      says: '"slot" of the line is ["nurse"], expected {"name": ["value", …]}',
    },
    {
      command: "reword",
      line: { towards: "louder" },
      says: '"towards" of the line is none of softer, firmer, plainer, shorter',
    },
    {
      command: "reword",
      line: { toneModel: 1 },
      says: '"toneModel" of the line is of type number, expected a string',
    },
    { command: "fill", line: { before: "a" }, says: '"before" of the line is "a", expected a list of strings' },
    { command: "fill", line: { targets: [1] }, says: '"targets" of the line is [1], expected a list of strings' },
  ]) {
    it(`refuses a line of ${command} with ${JSON.stringify(line)}`, async () => {
      const input = `${JSON.stringify({ text: "[MASK] {job}", ...line })}\n`;
      const { output, requests } = await runFake([command, "--jsonl"], { answer, input });
      assert.deepEqual(JSON.parse(output), { error: { code: "bad-line", message: says } });
      assert.deepEqual(requests, []);
    });
  }

  it("says why a blank is not filled", async () => {
    const nothing = { fill: { masks: [{ start: 0, end: 1, fills: [] }] }, joint: { fills: [] } };
    for (const words of [
      ["fill", "a"],
      ["fill", "a", "--joint"],
    ]) {
      const { output } = await runFake(words, { answer: ({ kind }) => nothing[kind as "fill"] });
      assert.match(output, /^no known word of so many pieces fits; --words names more words$/m);
    }
  });

  it("says where to write the words that alone fit into one of several masks", async () => {
    const { errors, exitCode } = await runFake(["fill", "a", "--joint", "--targets", "b"], { answer });
    assert.match(errors, /write the words into the blanks, as in "\[MASK\|red,green\]" \(bad-usage\)/);
    assert.equal(exitCode, 2);
  });

  for (const { options, says } of [
    { options: ["--slot", "job=nurse"], says: /no words to compare, expected them as "words" \(--words\)/ },
    { options: ["--words", "he,she"], says: /no slot, expected what stands in it as "slot" \(--slot\)/ },
    { options: ["--words", "he,she", "--slot", "nurse"], says: /--slot is "nurse", expected name=values/ },
    { options: ["--words", "he,she", "--slot", "job=a,"], says: /--slot job=a,: expected words separated by commas/ },
    { options: ["--words", "he,she", "--slot", "a=b", "--slot", "a=c"], says: /two --slot of the name "a"/ },
  ]) {
    it(`says what is wrong in: probe ${options.join(" ")}`, async () => {
      const { errors, exitCode, requests } = await runFake(["probe", "[MASK] {job}", ...options], { answer });
      assert.match(errors, says);
      assert.deepEqual([exitCode, requests], [2, []]);
    });
  }
});
