import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { getAccess } from "./access";
import { closeAll, openText } from "./openText";
import { edit, findingsOf, NEUTRAL, set, textsOf } from "./toneFindings";
import { waitFor } from "./waitFor";

const SLIP = "The service reads the temperature form the sensor every second.";
const MENDED = SLIP.replace("form", "from");

function listActions(document: vscode.TextDocument, range: vscode.Range, kind?: string) {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    kind,
  );
}

/** Opens a text with a slip, waits for its mark and gives the quick fixes there. */
async function openSlip(text = SLIP, language = "markdown") {
  const { document } = await openText(text, language);
  await waitFor(() => textsOf(document).includes("form"));
  const mark = findingsOf(document).find(({ range }) => document.getText(range) === "form");
  assert.ok(mark);
  const actions = await listActions(document, mark.range);
  const run = async (title: string | RegExp) => {
    const action = actions.find((each) => (typeof title === "string" ? each.title === title : title.test(each.title)));
    assert.ok(action, `${title} among ${actions.map((each) => each.title).join("; ")}`);
    if (action.edit) await vscode.workspace.applyEdit(action.edit);
    const { command } = action;
    if (command) await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  };
  return { document, mark, actions, run };
}

describe("marks on words", function () {
  this.timeout(60_000);
  afterEach(async () => {
    await vscode.commands.executeCommand("cloze.markAgain");
    await closeAll();
    for (const name of ["rules", "lint.languages"]) await set(name, undefined);
  });

  it("finds the seven slips of the sample text, one of each kind, and nothing else", async () => {
    const { services } = await getAccess();
    const text = readFileSync(join(services.extensionUri.fsPath, "test/sample/slips.md"), "utf8");
    const { document } = await openText(text);
    await waitFor(() => findingsOf(document).length >= 7);
    const found = findingsOf(document).map(({ range, code }) => {
      return `${typeof code === "object" ? code.value : code}: ${document.getText(range)}`;
    });
    assert.deepEqual(found.sort(), [
      "words/article: a",
      "words/double: the",
      "words/extra: is",
      "words/missing: boiling",
      "words/slip: form",
      "words/slip: sensors",
      "words/slip: to",
    ]);
  });

  for (const { language, text } of [
    { language: "markdown", text: `${NEUTRAL} The *service* reads the temperature form the sensor every second.\n` },
    { language: "plaintext", text: `${NEUTRAL}\n\n${SLIP}\n` },
    {
      language: "latex",
      text: `\\section{Kettle}\n\nThe \\emph{service} reads the temperature form the sensor every second.\n`,
    },
    { language: "python", text: `# ${SLIP}\ns = "${SLIP}"\n` },
  ]) {
    it(`mends a word of ${language} and touches nothing else`, async () => {
      if (language === "python") await set("lint.languages", ["python"]);
      const { document, mark, run } = await openSlip(text, language);
      assert.equal(mark.message, "“form” may be the wrong word. Did you mean “from”?");
      assert.equal(mark.severity, vscode.DiagnosticSeverity.Information);
      await run("Replace with “from”");
      assert.equal(document.getText(), text.replace("form", "from"));
      await waitFor(() => findingsOf(document).length === 0);
    });
  }

  it("marks a word in the cell of a notebook", async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, SLIP, "markdown");
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", new vscode.NotebookData([cell]));
    await vscode.window.showNotebookDocument(notebook);
    const { document } = notebook.cellAt(0);
    await waitFor(() => textsOf(document).includes("form"));
  });

  it("prefers the replacement, and shows the sentence with it", async () => {
    const { document, mark, actions } = await openSlip();
    assert.deepEqual(
      actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title),
      ["Replace with “from”"],
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      mark.range.start,
    );
    const text = hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value)).join();
    assert.match(text.replaceAll("&nbsp;", " "), /> The service reads the temperature \*\*from\*\* the sensor/);
    assert.match(text, /[\d.]+ % sure/);
    assert.ok(hovers.some(({ range }) => range && document.getText(range) === "form"));
  });

  it("replaces all alike in the file", async () => {
    const other = "Each message comes form the sensor in the cellar.";
    const { document } = await openSlip(`${SLIP}\n\n${other}\n`);
    await waitFor(() => textsOf(document).filter((word) => word === "form").length === 2);
    const again = await listActions(document, findingsOf(document)[0]?.range ?? new vscode.Range(0, 0, 0, 0));
    const all = again.find(({ title }) => title === "Replace with “from”, all 2 in this file");
    assert.ok(all?.edit);
    await vscode.workspace.applyEdit(all.edit);
    assert.equal(document.getText(), `${MENDED}\n\n${other.replace("form", "from")}\n`);
  });

  it("leaves a word unmarked in its sentence, lists it, and marks it again", async () => {
    const { document, run } = await openSlip();
    await run("Leave this word unmarked");
    assert.deepEqual(textsOf(document), []);
    await edit(document, new vscode.Range(0, 0, 0, 0), "# Title\n\n");
    await vscode.commands.executeCommand("cloze.checkTone");
    assert.deepEqual(textsOf(document), []);
    const done = vscode.commands.executeCommand("cloze.listAccepted");
    await waitFor(async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return textsOf(document).includes("form");
    });
    await done;
  });

  it("leaves a word unmarked with a comment", async () => {
    const { document, run } = await openSlip();
    await run("Leave this word unmarked, with a comment");
    assert.equal(document.getText(), `<!-- cloze-disable-next-line words/slip -->\n${SLIP}`);
    await waitFor(() => findingsOf(document).length === 0);
  });

  it("never marks a pair that was left out for good", async () => {
    const { document } = await openSlip();
    const editor = await vscode.window.showTextDocument(document);
    const start = SLIP.indexOf("form");
    editor.selection = new vscode.Selection(0, start, 0, start);
    const done = vscode.commands.executeCommand("cloze.neverPair");
    await waitFor(async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return findingsOf(document).length === 0;
    });
    await done;
    const read = () => vscode.workspace.getConfiguration().inspect("cloze.rules");
    assert.deepEqual(read()?.workspaceValue, { "words/slip": { never: ["form from"] } });
    await vscode.workspace.getConfiguration().update("cloze.rules", undefined, vscode.ConfigurationTarget.Workspace);
    await waitFor(() => textsOf(document).includes("form"));
  });

  it("adds up the pairs of the workspace and of the person", async () => {
    const { document } = await openSlip();
    const configuration = vscode.workspace.getConfiguration();
    await set("rules", { "words/slip": { never: ["form from"] } });
    await waitFor(() => findingsOf(document).length === 0);
    const other = { "words/slip": { never: ["to too"] } };
    await configuration.update("cloze.rules", other, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand("cloze.checkTone");
    assert.deepEqual(textsOf(document), []);
    await configuration.update("cloze.rules", undefined, vscode.ConfigurationTarget.Workspace);
  });

  it("fixes all that it is sure of at once", async () => {
    const { document } = await openSlip(`${SLIP}\n\nOpen the the file before you start.\n`);
    await waitFor(() => findingsOf(document).length === 2);
    const [action] = await listActions(document, new vscode.Range(0, 0, 0, 1), "source.fixAll.cloze");
    assert.ok(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(document.getText(), `${MENDED}\n\nOpen the file before you start.\n`);
  });

  it("turns a single rule off, and on again", async () => {
    const { document } = await openSlip(`${SLIP}\n\nOpen the the file before you start.\n`);
    await waitFor(() => findingsOf(document).length === 2);
    await set("rules", { "words/slip": { level: "off" } });
    await waitFor(() => textsOf(document).join() === "the");
    await set("rules", undefined);
    await waitFor(() => findingsOf(document).length === 2);
  });
});
