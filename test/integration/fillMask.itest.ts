import assert from "node:assert/strict";
import * as vscode from "vscode";
import { recordLog } from "./access";
import { closeAll, openText, selectWords } from "./openText";
import { waitFor } from "./waitFor";

const PARAGRAPH = "The committee met in the old **velvet** hall. It was a cold day.";

/** Presses Enter in the quick pick until the text changes: Enter does nothing before the model has answered. */
async function acceptUntilChanged(editor: vscode.TextEditor): Promise<void> {
  const before = editor.document.getText();
  await waitFor(async () => {
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    return editor.document.getText() !== before;
  });
}

describe("fill mask", function () {
  this.timeout(60_000);
  afterEach(async () => {
    await closeAll();
    await vscode.workspace.getConfiguration("cloze").update("model", undefined, vscode.ConfigurationTarget.Global);
  });

  it("replaces the selected word, and one undo restores the text", async () => {
    const editor = await openText(PARAGRAPH);
    selectWords(editor, "committee");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    assert.match(editor.document.getText(), /^The \S+ met in the old \*\*velvet\*\* hall\. It was a cold day\.$/);
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), PARAGRAPH);
  });

  it("replaces the word at the cursor, and leaves the markup around it", async () => {
    const editor = await openText(PARAGRAPH);
    selectWords(editor, "velvet");
    editor.selection = new vscode.Selection(editor.selection.active, editor.selection.active);
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    assert.match(editor.document.getText(), /^The committee met in the old \*\*\S+\*\* hall\. It was a cold day\.$/);
  });

  it("does not change the document when the list is closed", async () => {
    const editor = await openText(PARAGRAPH);
    const { version } = editor.document;
    selectWords(editor, "committee");
    const { selections } = editor;
    let isDone = false;
    void vscode.commands.executeCommand("cloze.fillMask").then(() => (isDone = true));
    await vscode.commands.executeCommand("workbench.action.quickOpenSelectNext");
    await waitFor(async () => {
      await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
      return isDone;
    });
    assert.equal(editor.document.version, version);
    assert.equal(editor.document.getText(), PARAGRAPH);
    assert.deepEqual(editor.selections, selections);
  });

  it("fills several selections in one step, and one undo restores them all", async () => {
    const editor = await openText(PARAGRAPH);
    selectWords(editor, "committee", "cold");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    const text = editor.document.getText();
    assert.match(text, /^The \S+ met in the old \*\*velvet\*\* hall\. It was a \S+ day\.$/);
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), PARAGRAPH);
  });

  it("follows an edit before the sentence", async () => {
    const editor = await openText(`Title\n\n${PARAGRAPH}`);
    selectWords(editor, "committee");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await vscode.commands.executeCommand("workbench.action.quickOpenSelectNext");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(editor.document.uri, new vscode.Position(0, 0), "A new ");
    await vscode.workspace.applyEdit(edit);
    await acceptUntilChanged(editor);
    await done;
    assert.match(editor.document.getText(), /^A new Title\n\nThe \S+ met in the old/);
  });

  it("gives up when the sentence is edited while the list is open", async () => {
    const editor = await openText(PARAGRAPH);
    selectWords(editor, "committee");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(editor.document.uri, new vscode.Position(0, 10), "XX");
    await vscode.workspace.applyEdit(edit);
    await done;
    assert.equal(editor.document.getText(), PARAGRAPH.replace("committee", "commitXXtee"));
  });

  it("answers with the bundled model when the one in the settings is broken", async () => {
    const log = await recordLog();
    const broken = vscode.Uri.joinPath(vscode.Uri.file(__dirname), "no-such-model").fsPath;
    await vscode.workspace.getConfiguration("cloze").update("model", broken, vscode.ConfigurationTarget.Global);
    const editor = await openText(PARAGRAPH);
    selectWords(editor, "committee");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    log.dispose();
    assert.match(log.text, /^.*Cloze could not .*: unknown-model/m);
  });

  it("takes the whole word of a selection that cuts it", async () => {
    const editor = await openText(PARAGRAPH);
    selectWords(editor, "mmitt");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    assert.match(
      editor.document.getText(),
      /^The (?!committee)[a-z]+ met in the old \*\*velvet\*\* hall\. It was a cold day\.$/,
    );
  });

  it("fills the masks of a selection, and leaves its other words", async () => {
    const editor = await openText("She made a cup of [MASK] and read the [MASK].");
    selectWords(editor, "cup of [MASK] and read the [MASK].");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    assert.match(editor.document.getText(), /^She made a cup of [a-z]+ and read the [a-z]+\.$/);
  });

  it("fills each of several selected words", async () => {
    // Not the words that fit best: accepting those again would change nothing.
    const editor = await openText("She made a cup of weather question and went to bed.");
    selectWords(editor, "weather question");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    assert.match(editor.document.getText(), /^She made a cup of (?!weather)\S+ \S+ and went to bed\.$/);
  });

  it("fills the masks of several paragraphs one after the other", async () => {
    const editor = await openText("She made a cup of [MASK].\n\nThe cat sat on the [MASK].\n");
    const { document } = editor;
    editor.selections = [...document.getText().matchAll(/MASK/g)].map(({ index }) => {
      const place = document.positionAt(index);
      return new vscode.Selection(place, place);
    });
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    assert.match(document.getText(), /^She made a cup of [a-z]+\.\n\nThe cat sat on the \[MASK\]\.\n$/);
    await acceptUntilChanged(editor);
    await done;
    assert.match(document.getText(), /^She made a cup of [a-z]+\.\n\nThe cat sat on the [a-z]+\.\n$/);
  });

  it("fills all blanks of a sentence where the cursor stands on one, as one question", async () => {
    const text = "She made a [MASK] of tea and read the [MASK*1]. He slept [MASK].";
    const editor = await openText(text);
    const { document } = editor;
    const start = document.positionAt(text.indexOf("MASK*1"));
    editor.selection = new vscode.Selection(start, start);
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    assert.match(document.getText(), /^She made a [a-z]+ of tea and read the [a-z]+\. He slept \[MASK\]\.$/);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
  });

  it("offers of a blank that names words these alone, written as they are", async () => {
    const editor = await openText("She put the kettle on and made a cup of [MASK|Copper,Tea].");
    selectWords(editor, "[MASK|Copper,Tea]");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    assert.equal(editor.document.getText(), "She put the kettle on and made a cup of Tea.");
  });

  for (const blank of ["[mask]", "___"]) {
    it(`fills ${blank} where the cursor stands on it`, async () => {
      const editor = await openText(`She put the kettle on and made a cup of ${blank}.`);
      selectWords(editor, blank.slice(1, 2));
      const start = editor.document.positionAt(editor.document.getText().indexOf(blank) + 1);
      editor.selection = new vscode.Selection(start, start);
      const done = vscode.commands.executeCommand("cloze.fillMask");
      await acceptUntilChanged(editor);
      await done;
      assert.equal(editor.document.getText(), "She put the kettle on and made a cup of tea.");
    });
  }

  it("reads the sentence alone where the paragraphs around are about something else", async () => {
    const editor = await openText(
      "She put the kettle on and made a cup of [MASK].\n\nThe program reads its settings from a file. Each line of the file holds one setting. The price of copper fell by three percent.\n",
    );
    selectWords(editor, "[MASK]");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    assert.match(editor.document.getText(), /^She put the kettle on and made a cup of tea\./);
  });

  it("shows its words in a read-only document, and writes none", async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider("cloze-test-shown", {
      provideTextDocumentContent: () => PARAGRAPH,
    });
    try {
      const uri = vscode.Uri.parse("cloze-test-shown:page.md");
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      selectWords(editor, "committee");
      let isDone = false;
      const done = vscode.commands.executeCommand("cloze.fillMask").then(() => (isDone = true));
      await waitFor(async () => {
        await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        return isDone;
      });
      await done;
      assert.equal(editor.document.getText(), PARAGRAPH);
    } finally {
      provider.dispose();
    }
  });

  it("ends when its document is closed", async () => {
    const editor = await openText(PARAGRAPH);
    selectWords(editor, "committee");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await closeAll();
    await done;
  });

  it("reads a comment of a program without its marks", async () => {
    const editor = await openText(
      "/**\n * She put the kettle on and\n * made a cup of water.\n */\nf();\n",
      "typescript",
    );
    selectWords(editor, "water");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    const [, word] = /^\/\*\*\n \* She put the kettle on and\n \* made a cup of (\S+)\.\n \*\/\nf\(\);\n$/.exec(
      editor.document.getText(),
    )!;
    assert.match(word!, /^(?:tea|coffee)$/);
  });

  it("reads the lines of a program's code", async () => {
    // The best fill would not do: accepting the same word changes nothing.
    const editor = await openText('const a = "the weather to the question";\n', "javascript");
    selectWords(editor, "weather");
    const done = vscode.commands.executeCommand("cloze.fillMask");
    await acceptUntilChanged(editor);
    await done;
    assert.match(editor.document.getText(), /^const a = "the \S+ to the question";\n$/);
  });
});
