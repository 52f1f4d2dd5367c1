import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, openText } from "./openText";
import { edit, findingsOf, NEGATIVE, NEUTRAL, readHover, set, textsOf } from "./toneFindings";
import { waitFor } from "./waitFor";

describe("marks of the tone lint", function () {
  this.timeout(60_000);
  afterEach(async () => {
    await vscode.commands.executeCommand("cloze.markAgain");
    await closeAll();
    for (const name of ["rules", "lint.languages", "toneModel"]) await set(name, undefined);
  });

  it("shows the three scores in a hover, and the words they rest on", async () => {
    const { document } = await openText("It is annoying that you have to restart the server (by hand).");
    await waitFor(() => findingsOf(document).length > 0);
    const text = await readHover(document);
    const [, sentence = ""] = /\(command:cloze\.acceptSentence\?([^()]*)\)/.exec(text) ?? [];
    assert.deepEqual(JSON.parse(decodeURIComponent(sentence)), [
      { sentence: document.getText(), file: document.uri.toString() },
    ]);
    for (const label of ["negative", "neutral", "positive"]) assert.match(text, new RegExp(`${label} .* %`));
    assert.match(text, /Mostly for \*\*annoying\*\*: without it, [\d.]+ % negative\./);
  });

  it("offers to replace each word that a mark rests on, and shows the tone with the others", async () => {
    const text = "It is annoying that you have to restart the server by hand.";
    const { document } = await openText(`${NEUTRAL}\n\n${text}\n`);
    await waitFor(() => findingsOf(document).length > 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(2, 20, 2, 20),
    );
    const [fix, ...others] = actions.filter(({ title }) => title.startsWith("Find another word"));
    assert.ok(fix?.command);
    assert.deepEqual([fix.title, others.length], ["Find another word for “annoying”…", 0]);
    const [place] = (fix.command.arguments ?? []) as readonly vscode.Range[];
    assert.equal(document.getText(place), "annoying");
    const done = vscode.commands.executeCommand(fix.command.command, place);
    await waitFor(async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return document.lineAt(2).text !== text;
    });
    await done;
    assert.match(document.lineAt(2).text, /^It is \S+ that you have to restart the server by hand\.$/);
  });

  it("leaves an accepted sentence unmarked, wherever it occurs, until all are marked again", async () => {
    const other = "This library is slow, ugly and full of bugs.";
    const { document } = await openText(`${NEGATIVE} ${other}\n\n${NEGATIVE}\n`);
    await waitFor(() => findingsOf(document).length === 3);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      findingsOf(document).find(({ range }) => document.getText(range) === NEGATIVE)?.range,
    );
    const fix = actions.find(({ title }) => title === "Leave this sentence unmarked");
    assert.ok(fix?.command);
    const [sentence] = (fix.command.arguments ?? []) as readonly string[];
    await vscode.commands.executeCommand(fix.command.command, sentence);
    assert.deepEqual(textsOf(document), [other]);
    await edit(document, new vscode.Range(0, 0, 0, 0), `# Title\n\n${NEGATIVE} It is.\n\n`);
    await vscode.commands.executeCommand("cloze.checkTone");
    assert.deepEqual(textsOf(document), [other]);
    await vscode.commands.executeCommand("cloze.markAgain");
    await waitFor(() => findingsOf(document).length === 4);
  });

  it("marks the commit message box, and offers there only what works without a cursor", async () => {
    await set("lint.languages", ["scminput"]);
    const control = vscode.scm.createSourceControl("cloze-test", "Test");
    try {
      const isBox = ({ uri }: vscode.TextDocument) => uri.scheme === "vscode-scm" && uri.path.includes("cloze-test");
      await waitFor(() => vscode.workspace.textDocuments.some(isBox));
      const document = vscode.workspace.textDocuments.find(isBox) ?? assert.fail("no document of the box");
      // Not by `inputBox.value`, which reaches the document only where the view is on screen.
      const message = `${NEUTRAL}\n\n${NEGATIVE}\n\nSigned-off-by: ${NEGATIVE}`;
      await edit(document, new vscode.Range(0, 0, 0, 0), message);
      await waitFor(() => findingsOf(document).length > 0);
      assert.deepEqual(textsOf(document), [NEGATIVE]);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        findingsOf(document)[0]?.range,
      );
      assert.deepEqual(
        actions.map(({ title }) => title),
        ["Leave this sentence unmarked"],
      );
      await vscode.commands.executeCommand(
        actions[0]?.command?.command ?? "",
        ...((actions[0]?.command?.arguments ?? []) as readonly unknown[]),
      );
      assert.deepEqual(textsOf(document), []);
    } finally {
      control.dispose();
    }
  });

  it("leaves the sentence at the cursor unmarked on command", async () => {
    const editor = await openText(`${NEUTRAL}\n\n${NEGATIVE}\n`);
    const { document } = editor;
    await waitFor(() => findingsOf(document).length > 0);
    editor.selection = new vscode.Selection(0, 3, 0, 3);
    await vscode.commands.executeCommand("cloze.acceptSentence");
    assert.deepEqual(textsOf(document), [NEGATIVE]);
    editor.selection = new vscode.Selection(2, 3, 2, 3);
    await vscode.commands.executeCommand("cloze.acceptSentence");
    assert.deepEqual(textsOf(document), []);
  });

  it("marks nothing between the comments cloze-disable and cloze-enable", async () => {
    const text = `<!-- cloze-disable -->\n\n${NEGATIVE}\n\n<!-- cloze-enable -->\n\n${NEGATIVE}\n`;
    const { document } = await openText(text);
    await waitFor(() => findingsOf(document).length > 0);
    assert.deepEqual(
      findingsOf(document).map(({ range }) => range.start.line),
      [6],
    );
    await edit(document, new vscode.Range(4, 0, 4, 21), "");
    await waitFor(() => findingsOf(document).length === 0);
    await edit(document, new vscode.Range(0, 0, 0, 22), "");
    await waitFor(() => findingsOf(document).length === 2);
  });

  it("writes a comment that leaves the sentence unmarked", async () => {
    for (const { language, text, expected } of [
      {
        language: "markdown",
        text: `# Title\n\n${NEGATIVE}\n`,
        expected: `# Title\n\n<!-- cloze-disable-next-line tone/negative -->\n${NEGATIVE}\n`,
      },
      {
        language: "latex",
        text: `${NEUTRAL}\n${NEGATIVE}\n`,
        expected: `${NEUTRAL}\n% cloze-disable-next-line tone/negative\n${NEGATIVE}\n`,
      },
    ]) {
      const { document } = await openText(text, language);
      await waitFor(() => findingsOf(document).length > 0);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        findingsOf(document)[0]?.range,
      );
      const fix = actions.find(({ title }) => title === "Leave this sentence unmarked, with a comment");
      assert.ok(fix?.command);
      const [place] = (fix.command.arguments ?? []) as readonly vscode.Range[];
      await vscode.commands.executeCommand(fix.command.command, place);
      assert.equal(document.getText(), expected);
      await waitFor(() => findingsOf(document).length === 0);
    }
  });

  it("offers no comment where the format has none", async () => {
    const { document } = await openText(NEGATIVE, "plaintext");
    await waitFor(() => findingsOf(document).length > 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      findingsOf(document)[0]?.range,
    );
    assert.equal(actions.filter(({ title }) => title.includes("comment")).length, 0);
  });

  it("marks a rule of a comment that does not exist", async () => {
    const { document } = await openText(`<!-- cloze-disable tone/odd -->\n\n${NEUTRAL}\n`);
    await waitFor(() => findingsOf(document).length > 0);
    const [mark] = findingsOf(document);
    assert.deepEqual([textsOf(document), mark?.code], [["tone/odd"], "unknown-rule"]);
    assert.match(mark?.message ?? "", /^No rule is called “tone\/odd”\. Rules: tone\/negative, words\/slip, /);
  });

  it("lists what was left unmarked, and marks one of it again", async () => {
    const other = "This library is slow, ugly and full of bugs.";
    const { document } = await openText(`${NEGATIVE} ${other}\n`);
    await waitFor(() => findingsOf(document).length === 2);
    await vscode.commands.executeCommand("cloze.acceptSentence", NEGATIVE);
    await vscode.commands.executeCommand("cloze.acceptSentence", other);
    assert.deepEqual(textsOf(document), []);
    const done = vscode.commands.executeCommand("cloze.listAccepted");
    await waitFor(async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return findingsOf(document).length > 0;
    });
    await done;
    assert.deepEqual(textsOf(document), [other], "the one that was accepted last comes first");
  });

  it("has nothing to fix all at once while no fix is sure", async () => {
    const { document } = await openText(NEGATIVE);
    await waitFor(() => findingsOf(document).length > 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(0, 0, 0, 1),
      "source.fixAll.cloze",
    );
    assert.deepEqual(
      actions.map(({ title }) => title),
      [],
    );
  });
});
