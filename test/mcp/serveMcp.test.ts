import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ListRootsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { TOOLS } from "../../src/tools/tools";
import { CLI, findChild, ROOT, start, waitForEnd } from "../cli/runProgram";

const SLIP = "The service reads the temperature form the sensor every second.";
const SENTENCES = Array.from({ length: 400 }, (_, i) => `The meeting of team ${i} was a dreadful waste of time.`);

interface Answer {
  readonly isError?: boolean;
  readonly content: readonly { readonly type: string; readonly text: string }[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
}

/** The server as agents run it: a process of its own, asked by the SDK's own client, which checks answers by their schemas. */
describe("cloze mcp", function () {
  this.timeout(120_000);
  let folder: string;
  let outside: string;
  let client: Client;
  let pid: number;
  const errors: string[] = [];

  const connect = async (words: readonly string[] = [], roots?: readonly string[]) => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [CLI, "mcp", ...words],
      cwd: folder,
      env: { ...process.env, XDG_CACHE_HOME: path.join(outside, "cache") },
      stderr: "pipe",
    });
    transport.stderr?.on("data", (data: Buffer) => errors.push(data.toString()));
    const capabilities = roots === undefined ? {} : { roots: {} };
    const connected = new Client({ name: "test", version: "1" }, { capabilities });
    if (roots !== undefined) {
      connected.setRequestHandler(ListRootsRequestSchema, () => ({
        roots: roots.map((root) => ({ uri: pathToFileURL(root).href })),
      }));
    }
    await connected.connect(transport);
    await connected.listTools();
    return { connected, pid: transport.pid ?? 0 };
  };
  const ask = async (name: string, input: Readonly<Record<string, unknown>>, asked = client) =>
    (await asked.callTool({ name, arguments: input })) as Answer;
  const textOf = ({ content }: Answer) => content.map(({ text }) => text).join();

  before(async () => {
    execFileSync(process.execPath, ["esbuild.mjs", "--if-stale"], { cwd: ROOT, stdio: "pipe" });
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-mcp-"));
    outside = mkdtempSync(path.join(os.tmpdir(), "cloze-outside-"));
    writeFileSync(path.join(outside, "secret.md"), "The password of the cellar is kept in this file.\n");
    mkdirSync(path.join(folder, "docs"));
    writeFileSync(path.join(folder, "docs/a.md"), `# Sensors\n\n${SLIP}\n`);
    writeFileSync(path.join(folder, "b.md"), "The kettle starts again by itself after the power was cut.\n");
    symlinkSync(path.join(outside, "secret.md"), path.join(folder, "docs/link.md"));
    ({ connected: client, pid } = await connect());
  });
  after(async () => {
    await client.close();
    for (const each of [folder, outside]) rmSync(each, { recursive: true });
  });

  it("lists its tools, none of which takes a model, with schemas of what they take and answer", async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      Object.keys(TOOLS),
    );
    for (const { name, inputSchema, outputSchema, annotations, description = "" } of tools) {
      assert.deepEqual([inputSchema.type, outputSchema?.type], ["object", "object"], name);
      assert.equal(inputSchema["additionalProperties"], false, name);
      assert.ok(!("model" in (inputSchema.properties ?? {})), name);
      assert.equal(annotations?.readOnlyHint, true, name);
      assert.match(description, /on this machine|tokenizer/, name);
    }
  });

  it("fills masks", async () => {
    const { structuredContent, content } = await ask("fill", { text: "Paris is the [MASK] of France.", top: 3 });
    const { masks } = structuredContent as { masks: { start: number; fills: { text: string }[] }[] };
    assert.equal(masks[0]?.start, 13);
    assert.equal(masks[0].fills[0]?.text, "capital");
    assert.deepEqual(JSON.parse(content[0]?.text ?? ""), structuredContent);
  });

  it("judges a pair, tones and tokens", async () => {
    const pair = await ask("pair", { text: "It rained all day.", pair: "We stayed inside." });
    assert.equal(typeof pair.structuredContent?.["margin"], "number");
    const tone = await ask("tone", { sentences: ["This is a dreadful mess.", "The file holds one record."] });
    const { tones } = tone.structuredContent as { tones: { label: string }[] };
    assert.deepEqual(
      tones.map(({ label }) => label),
      ["negative", "neutral"],
    );
    const tokens = await ask("tokens", { text: "An unaffable word." });
    const found = tokens.structuredContent as { tokens: { text: string }[]; more: number };
    assert.equal(found.tokens[0]?.text, "[CLS]");
    assert.equal(found.more, 0);
  });

  it("checks a text, and says where its findings stand and what mends them", async () => {
    const { structuredContent } = await ask("lint", { text: `Read this.\n${SLIP}`, rules: ["words/slip"] });
    const { findings } = structuredContent as { findings: Record<string, unknown>[] };
    assert.equal(findings.length, 1);
    const [{ range, text, fix, rule, file }] = findings as [Record<string, unknown>];
    assert.deepEqual([rule, text, file], ["words/slip", "form", undefined]);
    assert.deepEqual((range as { start: unknown }).start, { line: 2, column: 35, offset: 45 });
    assert.equal((fix as { text: string }).text, "from");
  });

  it("checks files, and does not follow a link that leads out of the folder", async () => {
    const { structuredContent } = await ask("lint", { files: ["docs", "b.md"] });
    const { findings, files } = structuredContent as { findings: { file: string; text: string }[]; files: number };
    assert.equal(files, 2);
    assert.deepEqual(
      findings.map(({ file, text }) => [file.split(path.sep).join("/"), text]),
      [["docs/a.md", "form"]],
    );
  });

  it("finds sentences like one, in files and in a list", async () => {
    const asked = { text: "When power comes back, the kettle restarts.", top: 1 };
    const { structuredContent } = await ask("similar", asked);
    const { matches } = structuredContent as { matches: { file: string; range: { start: { line: number } } }[] };
    assert.deepEqual([matches[0]?.file, matches[0]?.range.start.line], ["b.md", 1]);
    const listed = await ask("similar", { ...asked, texts: ["Bread is baked.", "The kettle starts again."] });
    assert.deepEqual((listed.structuredContent as { matches: { index: number }[] }).matches[0]?.index, 1);
  });

  for (const { name, input, says } of [
    { name: "fill", input: { text: 7 }, says: /^fill: "text" is of type number, expected a string/ },
    { name: "fill", input: { text: "No mask." }, says: /\(no-mask\)\. Write \[MASK\] where a word is wanted/ },
    { name: "fill", input: { text: "[MASK]", top: 1000 }, says: /top .*1000.*100/ },
    { name: "fill", input: { text: "[MASK]", model: "/etc" }, says: /^fill: field "model", expected text, / },
    { name: "pair", input: { text: "A." }, says: /^pair: "pair" is absent, expected a string/ },
    { name: "tone", input: { sentences: "A." }, says: /^tone: "sentences" is of type string, expected a list/ },
    {
      name: "tone",
      input: { sentences: ["A.", ""] },
      says: /^tone: "sentences\[1\]" has no words, expected at least one/,
    },
    { name: "tokens", input: {}, says: /^tokens: "text" is absent/ },
    {
      name: "tokens",
      input: { text: "a".repeat(600_000) },
      says: /600,\d+ characters, expected at most 500,000: .*parts/,
    },
    { name: "lint", input: {}, says: /^lint: neither "text" nor "files", expected one of them/ },
    {
      name: "lint",
      input: { text: "A.", rules: ["words/none"] },
      says: /^lint: "rules" names "words\/none", expected some of tone.*, label\/<name>, own\/<name> /,
    },
    {
      name: "lint",
      input: { text: "A.", level: "many" },
      says: /^lint: "level" is "many", expected one of few, some, all/,
    },
    { name: "lint", input: { text: "A.", format: "klingon" }, says: /^lint: "format" is "klingon", expected asciidoc/ },
    { name: "lint", input: { files: ["/etc/passwd"] }, says: /outside of the folders that may be read: .*no-access/ },
    { name: "lint", input: { files: ["docs/../../x"] }, says: /outside of the folders that may be read/ },
    { name: "lint", input: { files: ["docs/link.md"] }, says: /is a link that leads out of/ },
    { name: "lint", input: { files: ["-"] }, says: /outside of the folders that may be read/ },
    { name: "lint", input: { files: ["none.md"] }, says: /"none.md": no such file, and no file of that pattern/ },
    { name: "similar", input: { text: " " }, says: /^similar: "text" is empty, expected a sentence/ },
    { name: "similar", input: { text: "A.", files: ["../"] }, says: /outside of the folders that may be read/ },
  ]) {
    it(`says what is wrong with ${name} of ${JSON.stringify(input).slice(0, 60)}`, async () => {
      const answer = await ask(name, input);
      assert.equal(answer.isError, true);
      assert.match(textOf(answer), says);
      assert.ok(!textOf(answer).includes("password"));
    });
  }

  it("refuses a tool that there is not", async () => {
    await assert.rejects(ask("delete", {}), /no tool "delete", expected fill, pair, tone, lint, similar, tokens/);
  });

  for (const { words, says } of [
    {
      words: ["--root", "/nonexistent"],
      says: /^cloze: --root is "\/nonexistent", which is not there, expected a folder/,
    },
    { words: ["--root", "b.md"], says: /^cloze: --root is "b\.md", which is no folder/ },
    { words: ["--model", "nope"], says: /^cloze: .*nope/ },
  ]) {
    it(`does not start with ${words.join(" ")}, and says why`, () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, "mcp", ...words], {
        ...{ cwd: folder, input: "", encoding: "utf8" },
      });
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, says);
    });
  }

  it("tells how far long work is, and ends it when it is cancelled", async () => {
    const cancel = new AbortController();
    const progress: number[] = [];
    const call = client.callTool({ name: "tone", arguments: { sentences: SENTENCES } }, undefined, {
      signal: cancel.signal,
      onprogress: ({ progress: done }) => {
        progress.push(done);
        if (progress.length === 2) cancel.abort("enough");
      },
    });
    await assert.rejects(call, /enough/);
    assert.deepEqual(
      progress,
      [...progress].sort((a, b) => a - b),
    );
    assert.ok((progress.at(-1) ?? Infinity) < SENTENCES.length, "it was cancelled before its end");
    const { isError } = await ask("fill", { text: "Paris is the [MASK] of France." });
    assert.notEqual(isError, true);
  });

  it("answers 200 calls at once", async () => {
    const calls = Array.from({ length: 200 }, (_, i) => ask("tokens", { text: `Call ${i} is asked.` }));
    const answers = await Promise.all(calls);
    for (const [i, { structuredContent }] of answers.entries()) {
      const { tokens } = structuredContent as { tokens: { text: string }[] };
      assert.ok(
        tokens
          .map(({ text }) => text.replace("##", ""))
          .join("")
          .includes(String(i)),
      );
    }
  });

  it("says so when its engine ends in the middle of a call, and starts another one", async function () {
    const engine = findChild(pid);
    if (engine === undefined) return this.skip();
    const call = client.callTool({ name: "tone", arguments: { sentences: SENTENCES } }, undefined, {
      onprogress: () => process.kill(engine, "SIGKILL"),
    });
    const answer = (await call) as Answer;
    assert.equal(answer.isError, true);
    assert.match(textOf(answer), /ended with SIGKILL.*\(stopped\)\. The model starts anew: ask once more/);
    const { structuredContent } = await ask("tone", { sentences: ["This is a dreadful mess."] });
    assert.equal((structuredContent as { tones: { label: string }[] }).tones[0]?.label, "negative");
  });

  it("reads the folders that the client has open, and where the person names some, only those", async () => {
    const { connected: other } = await connect([], [outside]);
    const read = await ask("similar", { text: "Where is the password?", top: 1 }, other);
    assert.match(textOf(read), /password of the cellar/);
    assert.match(textOf(await ask("lint", { files: [path.join(folder, "b.md")] }, other)), /outside of the folders/);
    await other.close();
    const { connected: named } = await connect(["--root", "docs"], [outside]);
    assert.match(
      textOf(await ask("lint", { files: [path.join(outside, "secret.md")] }, named)),
      /outside of the folders/,
    );
    const found = await ask("lint", { files: ["a.md"] }, named);
    assert.equal(found.structuredContent?.["files"], 1);
    await named.close();
  });

  it("writes nothing but the protocol, outlives a line that is none, and ends with its engine when its input does", async () => {
    const { child, ended } = start(["mcp"], folder);
    const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
    const clientInfo = { name: "test", version: "1" };
    send({ id: 1, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo } });
    child.stdin.write("my secret line\n");
    send({ method: "notifications/initialized" });
    send({ id: 2, method: "tools/call", params: { name: "tone", arguments: { sentences: ["This is a mess."] } } });
    await new Promise<void>((resolve) => {
      let output = "";
      child.stdout.on("data", (data: Buffer) => {
        output += data.toString();
        if (output.includes('"id":2')) resolve();
      });
    });
    const engine = findChild(child.pid ?? 0);
    send({ id: 3, method: "tools/call", params: { name: "tone", arguments: { sentences: SENTENCES } } });
    child.stdin.end();
    const { exitCode, signal, output, errors: told } = await ended;
    assert.deepEqual([exitCode, signal], [0, null]);
    const lines = output.trimEnd().split("\n");
    for (const line of lines) assert.equal((JSON.parse(line) as { jsonrpc: string }).jsonrpc, "2.0");
    assert.match(told, /^cloze mcp: a message cannot be read or sent: \w+\n$/);
    if (engine !== undefined) await waitForEnd(engine);
  });

  it("has said nothing on standard error", () => {
    assert.deepEqual(errors, []);
  });
});
