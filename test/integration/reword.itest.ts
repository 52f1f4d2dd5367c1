import assert from "node:assert/strict";
import * as vscode from "vscode";
import { getAccess } from "./access";
import { closeAll, openText, selectWords } from "./openText";
import { edit, findingsOf, NEUTRAL } from "./toneFindings";
import { waitFor } from "./waitFor";

const SENTENCE = "The documentation of this module is a complete mess.";
const TEXT = `${NEUTRAL}\n\n${SENTENCE}\n`;

/** Presses Enter in the quick pick until the text changes: Enter does nothing before the model has answered. */
async function acceptUntilChanged({ document }: vscode.TextEditor): Promise<void> {
  const before = document.getText();
  await waitFor(async () => {
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    return document.getText() !== before;
  });
}

async function findFix(document: vscode.TextDocument): Promise<vscode.CodeAction> {
  await waitFor(() => findingsOf(document).length > 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    findingsOf(document)[0]?.range,
  );
  return actions.find(({ title }) => title === "Reword this sentence…") ?? assert.fail("no such fix");
}

function readPlace(fix: vscode.CodeAction): vscode.Range {
  const [place] = (fix.command?.arguments ?? []) as readonly vscode.Range[];
  return place ?? assert.fail("the fix names no place");
}

describe("reword", function () {
  this.timeout(60_000);
  afterEach(closeAll);

  it("mends a marked sentence by its quick fix: the mark goes, and one undo restores the text", async () => {
    const editor = await openText(TEXT);
    const { document } = editor;
    const fix = await findFix(document);
    const place = readPlace(fix);
    assert.equal(document.getText(place), SENTENCE);
    const done = vscode.commands.executeCommand(fix.command!.command, place);
    await acceptUntilChanged(editor);
    await done;
    assert.match(document.lineAt(2).text, /^The documentation of this module .*\.$/);
    assert.notEqual(document.lineAt(2).text, SENTENCE);
    await waitFor(() => findingsOf(document).length === 0);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), TEXT);
  });

  it("does not change the document when the list is closed, and cancels the request", async () => {
    const { document } = await openText(TEXT);
    const { version } = document;
    const fix = await findFix(document);
    let isDone = false;
    void vscode.commands.executeCommand(fix.command!.command, readPlace(fix)).then(() => (isDone = true));
    await waitFor(async () => {
      await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
      return isDone;
    });
    assert.equal(document.version, version);
    const { engine, models } = (await getAccess()).services;
    // Whatever was under way has ended: the engine answers at once.
    await engine.request("tokens", { model: await models.resolve("text"), text: "a" });
  });

  it("gives up when the sentence is edited while the list is open", async () => {
    const { document } = await openText(TEXT);
    const fix = await findFix(document);
    const done = vscode.commands.executeCommand(fix.command!.command, readPlace(fix));
    await vscode.commands.executeCommand("workbench.action.quickOpenSelectNext");
    await edit(document, new vscode.Range(2, 4, 2, 4), "new ");
    await done;
    assert.equal(document.lineAt(2).text, SENTENCE.replace("The ", "The new "));
  });

  it("rewords the sentence of the selection in the direction that a key names", async () => {
    const editor = await openText("Use this in order to open the file.");
    selectWords(editor, "order");
    const done = vscode.commands.executeCommand("cloze.reword", "shorter");
    await acceptUntilChanged(editor);
    await done;
    assert.equal(editor.document.getText(), "Use this to open the file.");
  });
});
