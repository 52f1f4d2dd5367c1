import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  ApplyWorkspaceEditRequest,
  CancellationTokenSource,
  type CodeAction,
  type CompletionItem,
  CompletionRequest,
  DidSaveTextDocumentNotification,
  ExecuteCommandRequest,
  HoverRequest,
  LSPErrorCodes,
  type MarkupContent,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { findChild, ROOT, run, waitForEnd } from "../cli/runProgram";
import { skipBecause } from "../harness/skipBecause";
import { apply, BOTH, changesOf, codes, isMarked, NEGATIVE, SLIP, TEXT } from "./markedText";
import { type Client, type ClientOptions, listActions, rangeOf, startClient } from "./startClient";

describe("cloze lsp", function () {
  // Each server loads the bundled model once.
  this.timeout(60_000);
  const clients: Client[] = [];

  const start = (options?: ClientOptions) => {
    const client = startClient(options);
    clients.push(client);
    return client;
  };
  const runAction = async ({ connection }: Client, { command }: CodeAction) => {
    assert.ok(command, "the action calls a command");
    await connection.sendRequest(ExecuteCommandRequest.type, command);
  };
  const findAction = (actions: readonly CodeAction[], title: RegExp) => {
    const found = actions.find((action) => title.test(action.title));
    assert.ok(found, `${title} is none of ${actions.map((action) => action.title).join("; ")}`);
    return found;
  };

  before(() => {
    execFileSync(process.execPath, ["esbuild.mjs", "--if-stale"], { cwd: ROOT, stdio: "pipe" });
  });
  after(() => {
    for (const client of clients) client.dispose();
  });

  describe("to a client that can little", () => {
    let client: Client;
    let uri: string;

    before(async () => {
      client = start({ folders: ["a"] });
      await client.initialize();
      mkdirSync(path.join(client.root, "a"));
      writeFileSync(path.join(client.root, "a/notes.md"), TEXT);
      uri = await client.open("a/notes.md", TEXT);
    });

    it("sends the findings that cloze lint prints", async () => {
      const marks = await client.waitForMarks(uri, BOTH);
      const { output } = await run(["lint", "notes.md", "--output", "sarif"], { folder: path.join(client.root, "a") });
      const [{ results }] = (JSON.parse(output) as { runs: [{ results: SarifResult[] }] }).runs;
      const printed = results.map(
        ({
          ruleId,
          level,
          message,
          locations: [
            {
              physicalLocation: { region },
            },
          ],
        }) => {
          return [ruleId, level, message.text, region.startLine - 1, region.startColumn - 1];
        },
      );
      const sent = marks.map(({ code, severity, message, range: { start } }) => {
        return [code, severity === 3 ? "note" : severity, message, start.line, start.character];
      });
      assert.deepEqual(sent, printed);
    });

    it("names the page about each rule, which is there", async () => {
      for (const { codeDescription } of await client.waitForMarks(uri, BOTH)) {
        assert.match(readFileSync(new URL(codeDescription?.href ?? ""), "utf8"), /^# /);
      }
    });

    it("hovers over a word and a sentence with how sure, and over a blank with its words", async () => {
      const hover = async (word: string) => {
        const position = rangeOf(TEXT, word).start;
        const found = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
        return (found?.contents as MarkupContent | undefined)?.value ?? "";
      };
      assert.match(
        await hover("form"),
        /The engine reads the model from the folder\.\n\n\d+\.\d % sure\. Read by cloze-small/,
      );
      assert.match(await hover("disaster"), /negative +▰+▱* +\d+\.\d %[^]*Mostly for/);
      assert.match(await hover("MASK"), /^BERT would write\n\n[^]* tea$/m);
      assert.equal(await hover("Notes"), "");
    });

    it("completes a blank with the words that cloze fill gives", async () => {
      const items = (await client.connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri },
        position: rangeOf(TEXT, "[MASK]").end,
      })) as CompletionItem[];
      assert.equal(items.length, 10);
      const [first] = items;
      assert.deepEqual(
        { ...first?.textEdit, filterText: first?.filterText },
        { range: rangeOf(TEXT, "[MASK]"), newText: "tea", filterText: "[MASK]" },
      );
      const chosen = TEXT.replace("[MASK]", "[MASK|wine,beer]");
      const other = await client.open("a/chosen.md", chosen);
      const few = (await client.connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri: other },
        position: rangeOf(chosen, "[MASK|wine,beer]").end,
      })) as CompletionItem[];
      assert.deepEqual(few.map(({ label }) => label).sort(), ["beer", "wine"]);
    });

    it("offers the fixes, marks the one that most would choose, and applies those that are sure", async () => {
      const actions = await listActions(client, uri, rangeOf(TEXT, "form"));
      assert.deepEqual(
        actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred ?? false]),
        [
          ["Replace with “from”", "quickfix", true],
          ["Leave this word unmarked", "quickfix", false],
          ["Leave this word unmarked, with a comment", "quickfix", false],
          ["Never suggest “from” for “form”, in .cloze.json", "quickfix", false],
        ],
      );
      assert.equal(apply(TEXT, changesOf(actions[0]?.edit, uri)), TEXT.replace("form", "from"));
      const twice = `${SLIP}\n\nThe user opened an file.\n\n${SLIP}\n`;
      const other = await client.open("a/twice.md", twice);
      await client.waitForMarks(other, (marks) => marks.length === 3);
      const alike = findAction(await listActions(client, other, rangeOf(twice, "form")), /all 2 in this file/);
      assert.equal(apply(twice, changesOf(alike.edit, other)), twice.replaceAll("form", "from"));
      const [all, ...more] = await listActions(client, other, rangeOf(twice, "engine"), ["source.fixAll"]);
      assert.deepEqual([all?.kind, more], ["source.fixAll.cloze", []]);
      assert.equal(
        apply(twice, changesOf(all?.edit, other)),
        twice.replaceAll("form", "from").replace("an file", "a file"),
      );
    });

    it("leaves a word unmarked, keeps that for the next start, and takes it back", async () => {
      await runAction(
        client,
        findAction(await listActions(client, uri, rangeOf(TEXT, "form")), /^Leave this word unmarked$/),
      );
      await client.waitForMarks(uri, isMarked("tone/negative"));
      const again = await client.open("a/again.md", TEXT);
      await client.waitForMarks(again, isMarked("tone/negative"));
      const folder = path.join(client.root, "state/cloze/left-unmarked");
      const [kept = ""] = readdirSync(folder);
      assert.doesNotMatch(readFileSync(path.join(folder, kept), "utf8"), /engine reads/, "the file quotes no text");
      await client.connection.sendRequest(ExecuteCommandRequest.type, { command: "cloze.markAgain", arguments: [uri] });
      await client.waitForMarks(uri, BOTH);
      await client.waitForMarks(again, BOTH);
    });

    it("writes a comment by the client's hand, and a pair into the project file", async () => {
      const edits: WorkspaceEdit[] = [];
      client.connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
        edits.push(edit);
        return { applied: true };
      });
      const actions = await listActions(client, uri, rangeOf(TEXT, "form"));
      await runAction(client, findAction(actions, /with a comment/));
      assert.equal(
        apply(TEXT, changesOf(edits[0], uri)),
        TEXT.replace(SLIP, `<!-- cloze-disable-next-line words/slip -->\n${SLIP}`),
      );
      const file = path.join(client.root, "a/.cloze.json");
      writeFileSync(
        file,
        '{\n    "languages": ["markdown"],\n    "rules": { "tone/negative": { "severity": "warning" } }\n}\n',
      );
      await runAction(client, findAction(actions, /^Never suggest/));
      const marks = await client.waitForMarks(
        uri,
        (found) => isMarked("tone/negative")(found) && found[0]?.severity === 2,
      );
      assert.equal(marks.length, 1);
      assert.match(readFileSync(file, "utf8"), /^\{\n {4}"languages"[^]*"never": \[\s*"form from"\s*\]/);
      writeFileSync(file, "{}");
      await client.connection.sendNotification(DidSaveTextDocumentNotification.type, {
        textDocument: { uri: await client.open("a/.cloze.json", "{}", "json") },
      });
      await client.waitForMarks(uri, BOTH);
    });

    it("follows keys, and never sends marks that do not fit their version", async () => {
      const states = new Map<number, string>();
      let text = "Notes.\n\n";
      const typed = await client.open("a/typed.md", text);
      states.set(1, text);
      let version = 1;
      for (const key of `${SLIP} It works. ${NEGATIVE}`) {
        const { end } = rangeOf(text, text);
        text += key;
        version = await client.edit(typed, { start: end, end }, key);
        states.set(version, text);
      }
      await client.waitForMarks(typed, BOTH, version);
      for (const { version: sent, diagnostics } of client.published.filter((each) => each.uri === typed)) {
        const lines = (states.get(sent ?? 0) ?? "").split("\n");
        for (const { range, code } of diagnostics) {
          const marked = lines[range.start.line]?.slice(range.start.character, range.end.character);
          if (code === "words/slip") assert.equal(marked, "form");
        }
      }
      // What is edited loses its mark, and the others move along.
      const at = rangeOf(text, "disaster");
      const next = await client.edit(typed, at, "success, and everybody loves it. Nothing is a disaster");
      await client.waitForMarks(typed, (marks) => codes(marks).includes("words/slip"), next);
    });

    it("ends a request that is cancelled, and answers the next", async () => {
      const source = new CancellationTokenSource();
      const params = { textDocument: { uri }, position: rangeOf(TEXT, "[MASK]").end };
      const cancelled = client.connection.sendRequest(CompletionRequest.type, params, source.token);
      source.cancel();
      await assert.rejects(cancelled, { code: LSPErrorCodes.RequestCancelled });
      const items = (await client.connection.sendRequest(CompletionRequest.type, params)) as CompletionItem[];
      assert.equal(items[0]?.label, "tea");
    });

    it("answers after whatever it was sent", async () => {
      const { connection, server } = client;
      for (const [method, params] of [
        ["textDocument/hover", {}],
        ["textDocument/hover", { textDocument: { uri }, position: { line: -1, character: "x" } }],
        ["textDocument/hover", { textDocument: { uri }, position: { line: 1e9, character: 1e9 } }],
        ["textDocument/codeAction", { textDocument: { uri }, range: null, context: null }],
        ["textDocument/completion", null],
        ["workspace/executeCommand", { command: "cloze.acceptSentence", arguments: [1, {}, []] }],
        ["workspace/executeCommand", { command: "rm -rf" }],
        ["textDocument/rename", { textDocument: { uri } }],
        ["initialize", { capabilities: {} }],
      ] as const) {
        await connection.sendRequest(method, params).catch(() => undefined);
      }
      for (const [method, params] of [
        ["textDocument/didOpen", {}],
        ["textDocument/didChange", { textDocument: { uri: "file:///none.md", version: 2 }, contentChanges: [{}] }],
        [
          "textDocument/didChange",
          { textDocument: { uri, version: 2 }, contentChanges: [{ range: { start: 3 }, text: 7 }] },
        ],
        ["textDocument/didClose", { textDocument: { uri: 5 } }],
        ["workspace/didChangeConfiguration", null],
        ["$/cancelRequest", { id: "none" }],
      ] as const) {
        await connection.sendNotification(method, params);
      }
      server.stdin.write('Content-Length: 9\r\n\r\n{"broken"');
      server.stdin.write("Content-Length: 2\r\n\r\n[]");
      const position = rangeOf(TEXT, "form").start;
      assert.ok(await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position }));
    });

    it("has its engine again after that was killed", async function () {
      const engine = findChild(client.server.pid ?? 0);
      if (engine === undefined) skipBecause(this, "only Linux lists the children of a process in files");
      const killed = await client.open(
        "a/killed.md",
        Array.from({ length: 60 }, (_, i) => `Nobody needs version ${i}.`).join(" "),
      );
      process.kill(engine, "SIGKILL");
      await client.waitForMarks(killed, (marks) => marks.length > 30);
      assert.notEqual(findChild(client.server.pid ?? 0), engine);
    });

    it("ends with its engine when the client says so", async () => {
      const engine = findChild(client.server.pid ?? 0);
      assert.equal(await client.stop(), 0);
      if (engine !== undefined) await waitForEnd(engine);
      assert.equal(client.errors(), "");
    });
  });
});

interface SarifResult {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    { readonly physicalLocation: { readonly region: { readonly startLine: number; readonly startColumn: number } } },
  ];
}
