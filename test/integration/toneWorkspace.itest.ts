import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { hashSentence } from "../../src/lint/projectFile/hashSentence";
import { RULES } from "../../src/lint/rules";
import { recordLog } from "./access";
import { findEngines } from "./findEngines";
import { closeAll } from "./openText";
import { waitFor } from "./waitFor";

const NEGATIVE = "This is a terrible and stupid book, and I hated it.";
const NEUTRAL = "The file holds one record for each line.";

/** Names and contents of the files that this test adds to the sample folder. */
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  "one.md": `# Notes\r\n\r\n${NEUTRAL} ${NEGATIVE}\r\n\r\n\`${NEGATIVE}\`\r\n`,
  "two.rst": `${NEGATIVE}\n\n::\n\n   ${NEGATIVE}\n`,
  "muted.md": `<!-- cloze-disable -->\n\n${NEGATIVE}\n`,
  "clean.txt": `${NEUTRAL}\n`,
  "latin.txt": Uint8Array.of(...Buffer.from(`${NEGATIVE} `), 0xe9, 0x0a),
  "program.py": `# ${NEGATIVE}\n`,
  "node_modules/other.md": `${NEGATIVE}\n`,
};

describe("the tone of the workspace", function () {
  this.timeout(60_000);
  const root = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");
  const folder = vscode.Uri.joinPath(root, "workspace-check");
  const uriOf = (name: string) => vscode.Uri.joinPath(folder, name);
  const findingsOf = (name: string) =>
    vscode.languages.getDiagnostics(uriOf(name)).filter(({ source }) => source === "Cloze");
  const marked = () => Object.keys(FILES).filter((name) => findingsOf(name).length > 0);
  const projectFile = vscode.Uri.joinPath(root, ".cloze.json");
  const configure = (content: unknown) =>
    vscode.workspace.fs.writeFile(
      projectFile,
      Buffer.from(typeof content === "string" ? content : JSON.stringify(content)),
    );
  const check = () => vscode.commands.executeCommand("cloze.checkWorkspaceTone");

  before(async () => {
    for (const [name, content] of Object.entries(FILES)) {
      await vscode.workspace.fs.writeFile(uriOf(name), typeof content === "string" ? Buffer.from(content) : content);
    }
  });
  afterEach(async () => {
    await vscode.commands.executeCommand("cloze.markAgain");
    await closeAll();
    await vscode.workspace.fs.delete(projectFile).then(undefined, () => undefined);
    for (const name of ["rules", "lint.languages"]) {
      await vscode.workspace.getConfiguration("cloze").update(name, undefined, vscode.ConfigurationTarget.Global);
    }
  });
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  it("marks the negative sentences of unopened files at their places", async () => {
    await check();
    assert.deepEqual(marked(), ["one.md", "two.rst"]);
    const [one] = findingsOf("one.md");
    const start = `${NEUTRAL} `.length;
    assert.deepEqual(one?.range, new vscode.Range(2, start, 2, start + NEGATIVE.length));
    assert.equal(typeof one.code === "object" && one.code.value, "tone/negative");
    assert.equal(one.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(findingsOf("two.rst").length, 1);
  });

  it("leaves an opened file to the editor's check, and checks it again when it is closed", async () => {
    await check();
    // Not by `openTextDocument`: VS Code keeps a document that an extension opened for minutes.
    await vscode.commands.executeCommand("vscode.open", uriOf("one.md"));
    const { document } = vscode.window.activeTextEditor ?? assert.fail("no editor");
    await waitFor(() => findingsOf("one.md").length === 1);
    assert.equal(document.getText(findingsOf("one.md")[0]?.range), NEGATIVE);
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, new vscode.Position(0, 0), `${NEGATIVE}\r\n\r\n`);
    await vscode.workspace.applyEdit(change);
    await waitFor(() => findingsOf("one.md").length === 2);
    await document.save();
    await closeAll();
    await waitFor(() => document.isClosed && findingsOf("one.md").length === 2);
    assert.deepEqual(
      findingsOf("one.md").map(({ range }) => range.start.line),
      [0, 4],
    );
    await vscode.workspace.fs.writeFile(uriOf("one.md"), Buffer.from(FILES["one.md"] as string));
  });

  it("goes on when the engine is killed during the check", async () => {
    const many = Array.from({ length: 600 }, (_, i) => `Record ${i} holds one line for each file.`);
    await vscode.workspace.fs.writeFile(uriOf("many.md"), Buffer.from(`${many.join(" ")}\n`));
    const checked = check();
    const killed = new Set<number>();
    // The first engine may have been idle; the check has started the second.
    await waitFor(async () => {
      for (const pid of await findEngines()) {
        if (!killed.has(pid)) process.kill(pid, "SIGKILL");
        killed.add(pid);
      }
      return killed.size >= 2;
    });
    await checked;
    assert.deepEqual(marked(), ["one.md", "two.rst"]);
  });

  it("lets marks go with a file and a folder, in the editor and outside it, and follows changes", async () => {
    const inner = vscode.Uri.joinPath(folder, "inner");
    const uri = (name: string) => vscode.Uri.joinPath(folder, name);
    const count = (name: string) => vscode.languages.getDiagnostics(uri(name)).length;
    // VS Code says nothing at all of a file that appears and goes within one of its pauses.
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, "**/*.md"));
    const created = new Set<string>();
    watcher.onDidCreate(({ path }) => created.add(path));
    const added = ["inner/a.md", "inner/b.md", "changed.md"];
    await mkdir(inner.fsPath);
    for (const name of added) await writeFile(uri(name).fsPath, `${NEGATIVE}\n`);
    await waitFor(() => added.every((name) => created.has(uri(name).path)));
    watcher.dispose();
    await check();
    assert.deepEqual([count("inner/a.md"), count("inner/b.md"), count("changed.md")], [1, 1, 1]);

    // Outside: not by the editor's file system, of whose changes VS Code tells at once.
    await rm(uri("inner/b.md").fsPath);
    await writeFile(uri("changed.md").fsPath, `${NEGATIVE}\n\n${NEUTRAL}\n\n${NEGATIVE}\n`);
    await waitFor(() => count("inner/b.md") === 0 && count("changed.md") === 2);
    await writeFile(uri("changed.md").fsPath, `${NEUTRAL}\n`);
    await waitFor(() => count("changed.md") === 0);

    const rename = new vscode.WorkspaceEdit();
    rename.renameFile(inner, uri("moved"));
    await vscode.workspace.applyEdit(rename);
    await waitFor(() => count("inner/a.md") === 0 && count("moved/a.md") === 1);
    await rm(uri("moved").fsPath, { recursive: true });
    await waitFor(() => count("moved/a.md") === 0);
  });

  it("says how many marks VS Code does not show", async () => {
    await vscode.workspace.fs.writeFile(uriOf("long.md"), Buffer.from(`${NEGATIVE}\n\n`.repeat(1005)));
    await check();
    const marks = vscode.languages.getDiagnostics(uriOf("long.md"));
    assert.equal(marks.length, 1000);
    assert.match(marks.at(-1)?.message ?? "", /From here on, 6 more are not shown/);
    await vscode.workspace.fs.delete(uriOf("long.md"));
    await waitFor(() => vscode.languages.getDiagnostics(uriOf("long.md")).length === 0);
  });

  it("reads the languages in the settings and marks with their severity, even while the check is off", async () => {
    const settings = vscode.workspace.getConfiguration("cloze");
    const setRules = (rule: unknown) => {
      const rules = rule && Object.fromEntries(RULES.map(({ id }) => [id, rule]));
      return settings.update("rules", rules, vscode.ConfigurationTarget.Global);
    };
    await settings.update("lint.languages", ["python"], vscode.ConfigurationTarget.Global);
    await setRules({ level: "off" });
    await check();
    assert.deepEqual(marked(), ["program.py"]);
    await setRules({ severity: "warning" });
    await check();
    assert.equal(findingsOf("program.py")[0]?.severity, vscode.DiagnosticSeverity.Warning);
    await setRules(undefined);
    await waitFor(() => marked().length === 0);
  });

  it("takes the mark off a sentence that is accepted in another file, and restores it only on command", async () => {
    await check();
    await vscode.commands.executeCommand("cloze.checkTone");
    const document = await vscode.workspace.openTextDocument(uriOf("two.rst"));
    const editor = await vscode.window.showTextDocument(document);
    await waitFor(() => findingsOf("two.rst").length === 1);
    editor.selection = new vscode.Selection(0, 3, 0, 3);
    await vscode.commands.executeCommand("cloze.acceptSentence");
    assert.deepEqual(marked(), []);
    await check();
    assert.deepEqual(marked(), []);
    await vscode.commands.executeCommand("cloze.markAgain");
    await waitFor(() => marked().length === 2);
  });

  it("answers about a mark of a file that was opened just now, before its own check has ended", async () => {
    const uri = uriOf("long.md");
    await vscode.workspace.fs.writeFile(uri, Buffer.from(`${NEGATIVE}\n\n${`${NEUTRAL} `.repeat(5000)}\n`));
    await check();
    await vscode.workspace.openTextDocument(uri);
    // The mark is the workspace's: the editor's own check has only begun.
    const at = new vscode.Position(0, 3);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, at);
    await vscode.workspace.fs.delete(uri);
    assert.equal(hovers.length, 1);
  });

  it("follows the project file of the folder while it is written, and keeps to the last that could be read", async () => {
    await vscode.commands.executeCommand("vscode.open", uriOf("one.md"));
    await waitFor(() => findingsOf("one.md").length === 1);
    await configure({ rules: { "tone/negative": { severity: "error" } } });
    await waitFor(() => findingsOf("one.md")[0]?.severity === vscode.DiagnosticSeverity.Error);
    const log = await recordLog();
    await configure('{ "rules": ');
    await waitFor(() => log.text.includes("project file: bad-json"));
    await configure({ rules: { "tone/negative": { level: "often" } } });
    await waitFor(() => log.text.includes("project file: bad-value"));
    log.dispose();
    assert.equal(findingsOf("one.md")[0]?.severity, vscode.DiagnosticSeverity.Error);
    for (const fields of [
      { ignorePaths: ["workspace-check/**"] },
      { accepted: [NEGATIVE] },
      { accepted: [hashSentence(NEGATIVE)] },
      { languages: ["plaintext"] },
      { rules: { "tone/negative": { level: "off" } } },
    ]) {
      await configure(fields);
      await waitFor(() => findingsOf("one.md").length === 0);
      await configure({});
      await waitFor(() => findingsOf("one.md").length === 1);
    }
    await configure({ accepted: [NEGATIVE] });
    await waitFor(() => findingsOf("one.md").length === 0);
    await vscode.workspace.fs.delete(projectFile);
    await waitFor(() => findingsOf("one.md").length === 1);
  });

  it("reads the languages of the project file, and not the paths that it ignores", async () => {
    await configure({ languages: ["python", "restructuredtext"], ignorePaths: ["workspace-check/*.rst"] });
    await waitFor(async () => {
      await check();
      return marked().join() === "program.py";
    });
  });

  it("leaves out a file for which the check was turned off", async () => {
    await vscode.commands.executeCommand("vscode.open", uriOf("two.rst"));
    await waitFor(() => findingsOf("two.rst").length === 1);
    await vscode.commands.executeCommand("cloze.toggleTone", "file");
    await waitFor(() => findingsOf("two.rst").length === 0);
    await check();
    assert.deepEqual(marked(), ["one.md"]);
    await vscode.commands.executeCommand("cloze.toggleTone");
    await waitFor(() => findingsOf("two.rst").length === 1);
  });
});
