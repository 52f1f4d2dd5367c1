import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as vscode from "vscode";
import { createThreadChannel } from "../../src/engine/channels/threadChannel";
import { createProseReader, type ProseReader } from "../../src/prose/proseReader";

/** Answers as the real one does, but never about a text that says so; and fails at another. */
const WORKER = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", ({ id, text }) => {
    while (text.startsWith("hang")) {}
    if (text === "end") process.exit(3);
    const rows = new Int32Array([text.length, 0, text.length, 0, 0, -1, 0]);
    parentPort.postMessage({ id, packed: { text, rows, runs: new Int32Array(0), muted: [[]], unknownRules: [] } });
  });
`;
/** Far more than an answer takes on a busy machine. */
const MOST_MS = 3000;

describe("createProseReader", function () {
  this.timeout(60_000);
  let folder: string;
  let reader: ProseReader;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "cloze-prose-"));
    writeFileSync(join(folder, "worker.cjs"), WORKER);
  });
  after(() => rmSync(folder, { recursive: true }));
  beforeEach(() => (reader = createProseReader(() => createThreadChannel(join(folder, "worker.cjs")), MOST_MS)));
  afterEach(() => reader.dispose());

  const read = async (text: string) => (await reader.find(text, "plaintext")).at(0).text;

  it("gives up a document that is not read in its time, and answers about those behind it", async () => {
    const hanging = assert.rejects(read("hang"), { code: "too-long", message: /takes too long to read/ });
    assert.deepEqual(await Promise.all([read("one"), read("two")]), ["one", "two"]);
    await hanging;
    assert.equal(await read("three"), "three");
  });

  it("gives each of several such documents its time", async () => {
    const both = Promise.allSettled([read("hang 1"), read("hang 2")]);
    assert.equal(await read("one"), "one");
    assert.deepEqual(
      (await both).map(({ status }) => status),
      ["rejected", "rejected"],
    );
  });

  it("does not try such a document again before half of it is gone", async () => {
    const state = { version: 1, text: "hang on and on" };
    const document = {
      get version() {
        return state.version;
      },
      getText: () => state.text,
      languageId: "plaintext",
      uri: { path: "/a.txt" },
    } as unknown as vscode.TextDocument;
    await assert.rejects(reader.read(document), { code: "too-long" });
    Object.assign(state, { version: 2, text: "hang on and o" });
    const started = Date.now();
    await assert.rejects(reader.read(document), { code: "too-long" });
    assert.ok(Date.now() - started < MOST_MS);
    Object.assign(state, { version: 3, text: "one" });
    assert.equal((await reader.read(document)).at(0).text, "one");
  });

  it("rejects everything that waits when the thread ends, and starts another", async () => {
    await assert.rejects(Promise.all([read("end"), read("one")]), { code: "thread" });
    assert.equal(await read("two"), "two");
  });

  it("rejects what waits when it is disposed", async () => {
    const hanging = assert.rejects(read("hang"), { code: "thread" });
    reader.dispose();
    await hanging;
    await assert.rejects(read("one"), { code: "thread" });
  });
});
