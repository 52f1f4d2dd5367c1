import assert from "node:assert/strict";
import * as vscode from "vscode";
import { RULES } from "../../src/lint/rules";
import { getAccess, recordLog } from "./access";
import { findEngines } from "./findEngines";
import { closeAll, openText } from "./openText";
import { edit, findingsOf, NEGATIVE, NEUTRAL, set, textsOf } from "./toneFindings";
import { waitFor } from "./waitFor";

describe("tone lint", function () {
  this.timeout(60_000);
  afterEach(async () => {
    await vscode.commands.executeCommand("cloze.markAgain");
    await closeAll();
    for (const name of ["rules", "lint.languages", "toneModel"]) await set(name, undefined);
  });

  for (const language of ["markdown", "plaintext", "latex", "restructuredtext"]) {
    it(`underlines exactly the negative sentence of an untitled ${language} document`, async () => {
      const { document } = await openText(`${NEUTRAL} ${NEGATIVE}\n\n${NEUTRAL}\n`, language);
      await waitFor(() => findingsOf(document).length > 0);
      assert.deepEqual(textsOf(document), [NEGATIVE]);
      const [finding] = findingsOf(document);
      assert.equal(finding?.severity, vscode.DiagnosticSeverity.Information);
      assert.ok(typeof finding.code === "object");
      assert.equal(finding.code.value, "tone/negative");
      const page = await vscode.workspace.fs.readFile(finding.code.target);
      assert.match(Buffer.from(page).toString(), /^# `?tone\/negative/);
      assert.equal(finding.message, `Reads negative: “${NEGATIVE}”`);
    });
  }

  it("does not check code and front matter", async () => {
    const code = `\`\`\`\n${NEGATIVE}\n\`\`\``;
    const { document } = await openText(`---\ntitle: ${NEGATIVE}\n---\n\n${code}\n\n${NEGATIVE}\n`);
    await waitFor(() => findingsOf(document).length > 0);
    assert.deepEqual(textsOf(document), [NEGATIVE]);
    assert.equal(findingsOf(document)[0]?.range.start.line, 8);
  });

  it("recognizes a file by its name when the editor knows no language for it", async () => {
    const uri = vscode.Uri.file("/kettle.adoc").with({ scheme: "untitled" });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, "plaintext");
    await vscode.window.showTextDocument(document);
    const text = `----\n${NEGATIVE}\n----\n\nNOTE: ${NEGATIVE}\n`;
    await edit(document, new vscode.Range(0, 0, 0, 0), text);
    await waitFor(() => findingsOf(document).length > 0);
    assert.deepEqual(
      findingsOf(document).map(({ range }) => [range.start.line, range.start.character]),
      [[4, "NOTE: ".length]],
    );
  });

  it("checks the comments of a program when the settings name its language", async () => {
    const text = `# ${NEUTRAL}\n# ${NEGATIVE}\ns = "${NEGATIVE}"\n`;
    const program = await openText(text, "python");
    const { document } = await openText(NEGATIVE);
    await waitFor(() => findingsOf(document).length > 0);
    assert.deepEqual(findingsOf(program.document), []);
    await set("lint.languages", ["python"]);
    await waitFor(() => findingsOf(program.document).length > 0);
    assert.deepEqual(textsOf(program.document), [NEGATIVE]);
    assert.equal(findingsOf(program.document)[0]?.range.start.line, 1);
  });

  it("checks the Markdown cells of a notebook, even one that is added later", async () => {
    const cell = (text: string) => new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, text, "markdown");
    const data = new vscode.NotebookData([cell(`# Notes\n\n${NEGATIVE}`), cell(NEUTRAL)]);
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", data);
    await vscode.window.showNotebookDocument(notebook);
    const [first, second] = notebook.getCells().map(({ document }) => document);
    await waitFor(() => findingsOf(first!).length > 0);
    assert.deepEqual([textsOf(first!), textsOf(second!)], [[NEGATIVE], []]);
    const change = new vscode.WorkspaceEdit();
    change.set(notebook.uri, [vscode.NotebookEdit.insertCells(2, [cell(`${NEUTRAL} ${NEGATIVE}`)])]);
    await vscode.workspace.applyEdit(change);
    await waitFor(() => findingsOf(notebook.cellAt(2).document).length > 0);
    assert.deepEqual(textsOf(notebook.cellAt(2).document), [NEGATIVE]);
  });

  it("moves a finding at once with an edit above it", async () => {
    const { document } = await openText(`${NEUTRAL}\n\n${NEGATIVE}\n`);
    await waitFor(() => findingsOf(document).length > 0);
    await edit(document, new vscode.Range(0, 0, 0, 0), "# Title\n\n");
    assert.deepEqual(textsOf(document), [NEGATIVE]);
    assert.equal(findingsOf(document)[0]?.range.start.line, 4);
  });

  it("drops a finding as soon as its sentence is edited, and finds it again if it is still negative", async () => {
    const { document } = await openText(`${NEGATIVE}\n`);
    await waitFor(() => findingsOf(document).length > 0);
    const word = NEGATIVE.indexOf("book");
    await edit(document, new vscode.Range(0, word, 0, word + 4), "play");
    assert.deepEqual(findingsOf(document), []);
    await waitFor(() => findingsOf(document).length > 0);
    assert.deepEqual(textsOf(document), [NEGATIVE.replace("book", "play")]);
    await edit(document, new vscode.Range(0, 0, 1, 0), `${NEUTRAL}\n`);
    assert.deepEqual(findingsOf(document), []);
  });

  it("leaves marks alone that an edit does not change: VS Code gives up an Auto Fix when marks are set", async () => {
    const { document } = await openText(`${NEGATIVE}\n\n`);
    await waitFor(() => findingsOf(document).length === 1);
    const log = await recordLog();
    const [mark] = findingsOf(document);
    await edit(document, new vscode.Range(2, 0, 2, 0), NEUTRAL);
    await waitFor(() => log.text.includes("lint: 2 sentences"));
    log.dispose();
    // The very object: it was not set again.
    assert.ok(mark && findingsOf(document)[0] === mark);
  });

  it("never shows a finding in the wrong place during typing", async () => {
    const { document } = await openText(`${NEUTRAL} ${NEGATIVE}`);
    const wrong: (readonly string[])[] = [];
    const subscription = vscode.languages.onDidChangeDiagnostics(() => {
      if (textsOf(document).some((text) => text !== NEGATIVE)) wrong.push(textsOf(document));
    });
    for (let turn = 0; turn < 30; turn++) {
      await edit(document, new vscode.Range(0, 0, 0, 0), turn % 5 === 0 ? "So it was. " : "x");
      if (turn % 10 === 9) await waitFor(() => findingsOf(document).length > 0);
    }
    subscription.dispose();
    assert.deepEqual(wrong, []);
  });

  it("drops the findings of a closed document", async () => {
    const { document } = await openText(NEGATIVE);
    await waitFor(() => findingsOf(document).length > 0);
    await closeAll();
    await waitFor(() => findingsOf(document).length === 0);
  });

  it("follows its settings", async () => {
    const { document } = await openText(NEGATIVE);
    await waitFor(() => findingsOf(document).length > 0);
    const setRule = (rule: unknown) => set("rules", { "tone/negative": rule });
    await setRule({ severity: "warning" });
    await waitFor(() => findingsOf(document)[0]?.severity === vscode.DiagnosticSeverity.Warning);
    await setRule({ level: "off" });
    await waitFor(() => findingsOf(document).length === 0);
    await setRule({ level: "all" });
    await waitFor(() => findingsOf(document)[0]?.severity === vscode.DiagnosticSeverity.Information);
    await set("lint.languages", ["plaintext"]);
    await waitFor(() => findingsOf(document).length === 0);
  });

  for (const where of ["file", "workspace", "everywhere"]) {
    it(`is turned off by a command (${where}), and on again by the same one`, async () => {
      const { document } = await openText(NEGATIVE);
      await waitFor(() => findingsOf(document).length > 0);
      await vscode.commands.executeCommand("cloze.toggleTone", where);
      await waitFor(() => findingsOf(document).length === 0);
      const other = await openText(`${NEUTRAL} ${NEGATIVE}`);
      if (where === "file") await waitFor(() => findingsOf(other.document).length > 0);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("cloze.toggleTone");
      await waitFor(() => findingsOf(document).length > 0 && findingsOf(other.document).length > 0);
      const set = vscode.workspace.getConfiguration().inspect("cloze.rules");
      assert.deepEqual([set?.globalValue, set?.workspaceValue], [undefined, undefined]);
    });
  }

  it("asks where to turn the check off", async () => {
    const { document } = await openText(NEGATIVE);
    await waitFor(() => findingsOf(document).length > 0);
    const done = vscode.commands.executeCommand("cloze.toggleTone");
    await waitFor(async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return findingsOf(document).length === 0;
    });
    await done;
    await vscode.commands.executeCommand("cloze.toggleTone");
    await waitFor(() => findingsOf(document).length > 0);
  });

  it("keeps what else is set of a rule when it is turned off and on", async () => {
    const slips = { never: ["form from"] };
    await set("rules", { "tone/negative": { severity: "warning", level: "few" }, "words/slip": slips });
    await openText(NEGATIVE);
    await vscode.commands.executeCommand("cloze.toggleTone", "everywhere");
    const read = () => vscode.workspace.getConfiguration().inspect("cloze.rules")?.globalValue;
    const others = RULES.map(({ id }) => [id, { level: "off" }] as const);
    assert.deepEqual(read(), {
      ...Object.fromEntries(others),
      "tone/negative": { severity: "warning", level: "off" },
      "words/slip": { ...slips, level: "off" },
    });
    await vscode.commands.executeCommand("cloze.toggleTone");
    assert.deepEqual(read(), { "tone/negative": { severity: "warning" }, "words/slip": slips });
  });

  it("checks any document on command, even while it is off", async () => {
    await vscode.commands.executeCommand("cloze.toggleTone", "everywhere");
    const { document } = await openText(NEGATIVE, "latex");
    await vscode.commands.executeCommand("cloze.checkTone");
    assert.deepEqual(textsOf(document), [NEGATIVE]);
  });

  it("refuses a level that does not exist, without a mark or an unhandled error", async () => {
    const log = await recordLog();
    await set("rules", { "tone/negative": { level: "often" } });
    const { document } = await openText(NEGATIVE);
    await waitFor(() => log.text.includes("Cloze could not check the document: bad-setting"));
    log.dispose();
    assert.deepEqual(findingsOf(document), []);
  });

  it("answers with the bundled model when the one in the settings is broken", async () => {
    const log = await recordLog();
    await set("toneModel", vscode.Uri.joinPath(vscode.Uri.file(__dirname), "no-such-model").fsPath);
    const { document } = await openText(NEGATIVE);
    await waitFor(() => findingsOf(document).length > 0);
    log.dispose();
    assert.match(log.text, /Cloze could not .*: unknown-model/);
  });

  it("recovers when the engine is killed during a check", async () => {
    const sentences = Array.from({ length: 3000 }, (_, index) => `Record ${index} holds one line for each file.`);
    const { document } = await openText(`${sentences.join(" ")}\n\n${NEGATIVE}\n`);
    const { activity } = (await getAccess()).services;
    await waitFor(() => /of 3,\d+ sentences/.test(activity.text ?? ""));
    for (const pid of await findEngines()) process.kill(pid, "SIGKILL");
    await waitFor(() => textsOf(document).includes(NEGATIVE));
  });

  it("stops asking an engine that keeps ending, and works again after a restart", async () => {
    const { engine } = (await getAccess()).services;
    const sentences = Array.from({ length: 3000 }, (_, index) => `File ${index} holds one line for each record.`);
    const { document } = await openText(`${sentences.join(" ")}\n\n${NEGATIVE}\n`);
    await waitFor(async () => {
      for (const pid of await findEngines()) process.kill(pid, "SIGKILL");
      return engine.state.kind === "failed";
    });
    await vscode.commands.executeCommand("cloze.restartEngine");
    await waitFor(() => textsOf(document).includes(NEGATIVE));
  });

  it("logs counts, codes and milliseconds, but no text", async () => {
    const log = await recordLog();
    const secret = "Zanzibar's quixotic marmalade factory exploded horribly and ruined everyone.";
    const { document } = await openText(`${secret} ${NEGATIVE}`);
    await waitFor(() => findingsOf(document).length > 0);
    await vscode.commands.executeCommand("cloze.checkNextSentence");
    log.dispose();
    assert.match(log.text, /lint: \d+ sentences/);
    for (const word of `${secret} ${NEGATIVE} ${NEUTRAL}`.split(/\W+/).filter(({ length }) => length > 4)) {
      assert.equal(log.text.includes(word), false, `the log holds "${word}"`);
    }
  });
});
