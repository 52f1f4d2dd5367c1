import assert from "node:assert/strict";
import * as vscode from "vscode";
import { recordLog } from "./access";
import { closeAll, openText, selectWords } from "./openText";

const TEXT = "He opened the door. The room behind it was dark. Bees make honey. It rained all day.";

describe("check next sentence", function () {
  this.timeout(60_000);
  afterEach(closeAll);

  for (const { name, words } of [
    { name: "the cursor's sentence and the next", words: [] },
    { name: "a selection and the sentence after it", words: ["He opened the door."] },
    { name: "two selections", words: ["He opened the door.", "Bees make honey."] },
  ]) {
    it(`answers for ${name}, and does not change the document`, async () => {
      const log = await recordLog();
      const editor = await openText(TEXT);
      const { version } = editor.document;
      if (words.length > 0) selectWords(editor, ...words);
      await vscode.commands.executeCommand("cloze.checkNextSentence");
      log.dispose();
      assert.match(log.text, /^info pair: \d+ compared, \d+ ms$/m);
      assert.equal(editor.document.version, version);
    });
  }

  it("answers for two sentences of a comment", async () => {
    const log = await recordLog();
    const editor = await openText("/**\n * He opened the door. The room behind\n * it was dark.\n */\nf();\n", "java");
    selectWords(editor, "He opened the door.");
    await vscode.commands.executeCommand("cloze.checkNextSentence");
    log.dispose();
    assert.match(log.text, /^info pair: \d+ compared, \d+ ms$/m);
  });

  it("says what to do when no sentence follows", async () => {
    const editor = await openText(TEXT);
    selectWords(editor, "It rained all day.");
    await vscode.commands.executeCommand("cloze.checkNextSentence");
  });
});
