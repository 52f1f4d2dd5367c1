import assert from "node:assert/strict";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { answerLines } from "../../../src/cli/texts/answerLines";
import { runFake } from "../fakeContext";

const echo = (fields: Readonly<Record<string, unknown>>) => Promise.resolve(fields);

async function answerAll(chunks: readonly (string | Buffer)[], answer = echo): Promise<unknown[]> {
  const [input, output] = [new PassThrough(), new PassThrough({ highWaterMark: 10_000_000 })];
  for (const chunk of chunks) input.write(chunk);
  input.end();
  await answerLines({ input, output }, answer);
  const printed = ((output.read() as Buffer | null) ?? "").toString();
  assert(printed === "" || printed.endsWith("\n"));
  return printed
    .split("\n")
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));
}

describe("answerLines", () => {
  it("prints answers in the order of the lines, whichever comes first", async () => {
    const resolves: (() => void)[] = [];
    const answer = (fields: Readonly<Record<string, unknown>>) =>
      new Promise((resolve) => {
        resolves.unshift(() => resolve(fields));
        if (resolves.length === 3) for (const next of resolves) next();
      });
    assert.deepEqual(await answerAll(['{"n":1}\n{"n":2}\n{"n":3}\n'], answer as typeof echo), [
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
  });

  for (const { name, line, message } of [
    { name: "that is not JSON", line: "{text", message: "line 2 is not JSON" },
    { name: "that is empty", line: "", message: "line 2 is not JSON" },
    { name: "that is a list", line: "[1]", message: "line 2 is not a JSON object" },
    { name: "that is null", line: "null", message: "line 2 is not a JSON object" },
    { name: "of broken UTF-8", line: Buffer.from([0x22, 0xff, 0x22]), message: "line 2 is not UTF-8" },
  ]) {
    it(`answers a line ${name} with an error, and the rest go on`, async () => {
      const [first, second, third, ...more] = await answerAll(['{"n":1}\n', line, '\n{"n":3}']);
      assert.deepEqual([first, third, more], [{ n: 1 }, { n: 3 }, []]);
      const { error } = second as { error: { code: string; message: string } };
      assert(["bad-line", "bad-input"].includes(error.code), error.code);
      assert(error.message.includes(message), error.message);
      assert.deepEqual(Object.keys(error), ["code", "message"]);
    });
  }

  it("answers a request that fails with its code", async () => {
    const fail = () => Promise.reject(Object.assign(new Error("too long"), { code: "too-long" }));
    assert.deepEqual(await answerAll(["{}\n"], fail), [{ error: { code: "too-long", message: "too long" } }]);
  });

  for (const { name, chunks } of [
    { name: "in one piece", chunks: ['{"a":"ä"}\n{"a":"🙂"}\n'] },
    { name: "with Windows line ends", chunks: ['{"a":"ä"}\r\n{"a":"🙂"}\r\n'] },
    { name: "without an end", chunks: ['{"a":"ä"}\n{"a":"🙂"}'] },
    { name: "byte by byte", chunks: [...Buffer.from('{"a":"ä"}\n{"a":"🙂"}\n')].map((byte) => Buffer.from([byte])) },
    { name: "with null for what is absent", chunks: ['{"a":"ä","b":null}\n{"a":"🙂"}\n'] },
  ]) {
    it(`reads lines ${name}`, async () => assert.deepEqual(await answerAll(chunks), [{ a: "ä" }, { a: "🙂" }]));
  }

  it("prints nothing for no lines", async () => assert.deepEqual(await answerAll([]), []));

  it("prints an answer before the next line comes", async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const done = answerLines({ input, output }, echo);
    for (const n of [1, 2, 3]) {
      input.write(`{"n":${n}}\n`);
      await once(output, "readable");
      assert.equal(String(output.read()), `{"n":${n}}\n`);
    }
    input.end();
    await done;
  });

  it("asks at most 32 at a time, and none while nobody reads", async () => {
    const [input, output] = [new PassThrough(), new PassThrough({ highWaterMark: 1 })];
    let asked = 0;
    const done = answerLines({ input, output }, () => Promise.resolve({ n: ++asked }));
    for (let i = 0; i < 1000; i++) input.write("{}\n");
    input.end();
    // Leaves time for everything that can happen without a reader.
    for (let i = 0; i < 100; i++) await new Promise(setImmediate);
    assert(asked <= 33, `${asked} asked`);
    let lines = 0;
    output.on("data", (data: Buffer) => (lines += data.toString().split("\n").length - 1));
    await done;
    assert.deepEqual([asked, lines], [1000, 1000]);
  });
});

describe("fields of a JSON line", () => {
  const ask = async (words: readonly string[], line: object) => {
    const { requests, output } = await runFake([...words, "--jsonl"], {
      input: JSON.stringify(line),
      answer: () => ({ masks: [], tokens: [], attention: [], embedding: [] }),
    });
    return { params: requests[0]?.params, reply: JSON.parse(output) as { error?: { code: string; message: string } } };
  };

  for (const { words, line, params } of [
    {
      words: ["fill", "--top", "3"],
      line: { text: "a", masks: [{ start: 0, end: 1 }], targets: ["b"] },
      params: { text: "a", masks: [{ start: 0, end: 1 }], top: 3, targets: ["b"] },
    },
    { words: ["fill", "--top", "3"], line: { text: "a", top: 5 }, params: { text: "a", top: 5 } },
    {
      words: ["attention", "--layer", "1"],
      line: { text: "a", pair: "b", head: 2 },
      params: { text: "a", pair: "b", layer: 1, head: 2 },
    },
    {
      words: ["embed"],
      line: { text: "a", pooling: "mean", layer: 3 },
      params: { text: "a", pooling: "mean", layer: 3 },
    },
    { words: ["pair", "--pair", "b"], line: { text: "a" }, params: { text: "a", pair: "b" } },
  ]) {
    it(`go before the options: ${words.join(" ")} ${JSON.stringify(line)}`, async () => {
      assert.deepEqual((await ask(words, line)).params, { model: "/models/cloze-small", ...params });
    });
  }

  for (const { words, line, code, says } of [
    { words: ["tone"], line: { texts: "a" }, code: "bad-line", says: `"texts", expected text` },
    { words: ["tone"], line: { text: "a", pair: "b" }, code: "bad-line", says: `"pair"` },
    { words: ["fill"], line: {}, code: "bad-line", says: `no "text"` },
    { words: ["fill"], line: { text: 5 }, code: "bad-line", says: "expected a string" },
    { words: ["pair"], line: { text: "a" }, code: "bad-usage", says: "no second text" },
    { words: ["fill"], line: { text: "a", model: "b" }, code: "bad-line", says: `"model"` },
  ]) {
    it(`are refused where they make no sense: ${words.join(" ")} ${JSON.stringify(line)}`, async () => {
      const { params, reply } = await ask(words, line);
      assert.equal(params, undefined);
      assert.equal(reply.error?.code, code);
      assert(reply.error.message.includes(says), reply.error.message);
    });
  }
});
