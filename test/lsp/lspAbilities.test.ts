import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  type ClientCapabilities,
  ConfigurationRequest,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  type MarkupContent,
  WorkDoneProgress,
  WorkDoneProgressCreateRequest,
} from "vscode-languageserver-protocol/node";
import { findChild, ROOT, run, waitForEnd } from "../cli/runProgram";
import { apply, changesOf, codes, isMarked, NEGATIVE, SLIP, TEXT } from "./markedText";
import { type Client, type ClientOptions, listActions, rangeOf, startClient } from "./startClient";

describe("cloze lsp, by what the client can do", function () {
  // Each server loads the bundled model once.
  this.timeout(60_000);
  const clients: Client[] = [];

  const start = (options?: ClientOptions) => {
    const client = startClient(options);
    clients.push(client);
    return client;
  };

  before(() => {
    execFileSync(process.execPath, ["esbuild.mjs", "--if-stale"], { cwd: ROOT, stdio: "pipe" });
  });
  after(() => {
    for (const client of clients) client.dispose();
  });

  describe("to a client that can more", () => {
    const UTF8 = (part: string) => Buffer.byteLength(part);
    const capabilities: ClientCapabilities = {
      general: { positionEncodings: ["utf-8", "utf-16"] },
      textDocument: { diagnostic: {}, hover: { contentFormat: ["markdown"] } },
      workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
      window: { workDoneProgress: true },
    };
    let client: Client;
    let settings: Readonly<Record<string, unknown>> = {};
    const progress: string[] = [];
    let refreshed = 0;

    before(async () => {
      client = start({ folders: ["a", "b"], capabilities, initializationOptions: { lint: { maxMarks: 2 } } });
      const { connection, root } = client;
      for (const name of ["a", "b"]) mkdirSync(path.join(root, name));
      writeFileSync(path.join(root, "b/.cloze.json"), '{ "rules": { "words/slip": { "level": "off" } } }');
      connection.onRequest(ConfigurationRequest.type, ({ items }) =>
        items.map(({ scopeUri, section }) => {
          assert.equal(section, "cloze");
          return settings[path.basename(scopeUri ?? "")] ?? null;
        }),
      );
      connection.onRequest(DiagnosticRefreshRequest.type, () => {
        refreshed += 1;
      });
      connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
        connection.onProgress(WorkDoneProgress.type, token, (value) => {
          progress.push(value.kind === "begin" ? value.title : value.kind);
        });
      });
      const { capabilities: server } = await client.initialize();
      assert.equal(server.positionEncoding, "utf-8");
      assert.ok(server.diagnosticProvider);
    });

    const pull = async (uri: string, previousResultId?: string) => {
      const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri },
        ...(previousResultId !== undefined && { previousResultId }),
      });
      return report.kind === "full" ? report : undefined;
    };

    it("answers when it is asked for marks, in UTF-8, and sends none", async () => {
      const text = `😀 Ünïcode “before” 日本: ${SLIP}\n`;
      const uri = await client.open("a/emoji.md", text);
      const report = await pull(uri);
      assert.deepEqual(
        report?.items.map(({ code, range }) => [code, range]),
        [["words/slip", rangeOf(text, "form", UTF8)]],
      );
      assert.equal(await pull(uri, report.resultId), undefined, "nothing has changed");
      await client.edit(uri, rangeOf(text, "日本", UTF8), "🇯🇵🇯🇵");
      const changed = text.replace("日本", "🇯🇵🇯🇵");
      assert.deepEqual((await pull(uri))?.items[0]?.range, rangeOf(changed, "form", UTF8));
      const [first] = await listActions(client, uri, rangeOf(changed, "form", UTF8));
      const toUnits = (line: string, bytes: number) => Buffer.from(line).subarray(0, bytes).toString().length;
      assert.equal(apply(changed, changesOf(first?.edit, uri), toUnits), changed.replace("form", "from"));
      assert.deepEqual(client.published, []);
    });

    it("shows that a model loads", async () => {
      await client.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: await client.open("a/none.md", "") },
        position: { line: 0, character: 0 },
      });
      assert.deepEqual(progress.slice(0, 2), ["Cloze loads a model", "end"]);
    });

    it("fences what a hover quotes, so that nothing in it is markup", async () => {
      const text = "Look: [a](command:x) ```` The engine reads the model form the folder.\n";
      const uri = await client.open("a/fence.txt", text, "plaintext");
      await pull(uri);
      const position = rangeOf(text, "form", UTF8).start;
      const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
      const { kind, value } = hover?.contents as MarkupContent;
      assert.equal(kind, "markdown");
      for (const [, marks = "", block = ""] of value.matchAll(/^(`{3,})text\n([^]*?)\n\1$/gm)) {
        assert.ok(!block.includes(marks));
      }
      assert.doesNotMatch(value.replace(/^(`{3,})text\n[^]*?\n\1$/gm, ""), /command:/);
    });

    it("asks for settings by folder, reads each folder's project file, and lets a folder choose no model", async () => {
      settings = {
        a: { rules: { "tone/negative": { level: "off" } }, model: "/tmp/evil", toneModel: "/tmp/evil" },
        b: { lint: { languages: ["latex"] } },
      };
      await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      const a = await client.open("a/settings.md", TEXT);
      assert.deepEqual(codes((await pull(a))?.items ?? []), ["words/slip"]);
      const b = await client.open("b/settings.md", TEXT);
      assert.deepEqual((await pull(b))?.items, []);
      const tex = await client.open("b/settings.tex", `${SLIP}\n\n${NEGATIVE}\n`, "tex");
      assert.deepEqual((await pull(tex))?.items, [], "tex is not latex");
      settings = { b: { "cloze.lint.languages": ["markdown"], "lint.run": "sometimes" } };
      const labelled = { rules: { "words/slip": { level: "off" }, "label/negative": { level: "all" } } };
      writeFileSync(path.join(client.root, "a/.cloze.json"), JSON.stringify(labelled));
      await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      assert.deepEqual(codes((await pull(a))?.items ?? []).sort(), ["label/negative", "tone/negative"]);
      rmSync(path.join(client.root, "a/.cloze.json"));
      const before = refreshed;
      await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      assert.deepEqual(codes((await pull(b))?.items ?? []), ["tone/negative"]);
      await client.waitFor(() => client.messages.find((each) => each.includes("lint.run")));
      assert.ok(refreshed > before, "the client is told to ask again");
      assert.deepEqual(client.messages, [
        'The setting cloze.lint.run is "sometimes". Write "onType", "onSave" or "manual".',
      ]);
    });

    it("marks no more than what it was started with allows", async () => {
      const uri = await client.open("a/many.md", `${SLIP}\n\n`.repeat(5));
      assert.deepEqual(codes((await pull(uri))?.items ?? []), ["words/slip", "not-shown"]);
    });

    it("ends with its engine when the client is gone without a word", async () => {
      const engine = findChild(client.server.pid ?? 0);
      client.server.stdin.end();
      assert.equal(await client.ended, 1);
      if (engine !== undefined) await waitForEnd(engine);
    });
  });

  it("says which model of its own settings it cannot use, and answers with the bundled one", async () => {
    const client = start({ initializationOptions: { cloze: { model: "no/such-model" } } });
    await client.initialize();
    const uri = await client.open("untitled:Untitled-1", SLIP, "text");
    await client.waitForMarks(uri, isMarked("words/slip"));
    assert.match(client.messages[0] ?? "", /text model of the settings[^]*no\/such-model[^]*cloze-small answers/);
    assert.equal(await client.stop(), 0);
  });

  it("ends when the process of its client has ended, though its input is open", async () => {
    const parent = spawn(process.execPath, ["-e", ""]);
    await once(parent, "close");
    const client = start({ processId: parent.pid ?? null });
    await client.initialize();
    assert.equal(await client.ended, 1);
  });

  it("ends with an exit code for what is no option", async () => {
    const { exitCode, errors } = await run(["lsp", "--model", "x"]);
    assert.equal(exitCode, 2);
    assert.match(errors, /unknown option '--model'/);
    assert.ok(!existsSync(path.join(ROOT, ".cloze.json")));
  });
});
