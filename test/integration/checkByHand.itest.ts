import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { skipBecause } from "../harness/skipBecause";
import { recordLog } from "./access";
import { closeAll, openText } from "./openText";
import { edit, findingsOf, NEGATIVE, NEUTRAL, set, textsOf } from "./toneFindings";
import { waitFor } from "./waitFor";

const OTHER = "What an awful, worthless and stupid film that was.";

describe("checks by hand, and when checks run", function () {
  this.timeout(60_000);
  const root = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");
  const folder = vscode.Uri.joinPath(root, "check-by-hand");
  const uriOf = (name: string) => vscode.Uri.joinPath(folder, name);
  const marksOf = (name: string) => vscode.languages.getDiagnostics(uriOf(name)).length;
  const run = (command: string) => vscode.commands.executeCommand(command);
  const write = (name: string, text: string) => vscode.workspace.fs.writeFile(uriOf(name), Buffer.from(text));

  /** Runs work, and waits until a check that it began has ended. */
  async function checked(work: () => PromiseLike<unknown>): Promise<void> {
    const log = await recordLog();
    await work();
    await waitFor(() => /lint: \d+ sentences/.test(log.text));
    log.dispose();
  }

  before(() => vscode.workspace.fs.createDirectory(folder));
  afterEach(async () => {
    await run("cloze.markAgain");
    await closeAll();
    for (const name of ["lint.run", "lint.maxMarks", "lint.languages", "rules"]) await set(name, undefined);
  });
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  it("manual: marks nothing by itself, checks when asked, and moves the marks with edits or takes them away", async () => {
    await set("lint.run", "manual");
    const { document } = await openText(`${NEUTRAL}\n\n${NEGATIVE}\n\n${OTHER}\n`);
    const { document: typed } = await openText(NEGATIVE, "plaintext");
    await edit(typed, new vscode.Range(0, 0, 0, 0), `${NEUTRAL} `);
    await vscode.window.showTextDocument(document);
    await run("cloze.checkTone");
    assert.deepEqual(textsOf(document), [NEGATIVE, OTHER]);
    assert.deepEqual(findingsOf(typed), []);
    await edit(document, new vscode.Range(0, 0, 0, 0), "# Title\n\n");
    assert.deepEqual(textsOf(document), [NEGATIVE, OTHER]);
    await edit(document, new vscode.Range(4, 5, 4, 7), "was");
    assert.deepEqual(textsOf(document), [OTHER]);
    // Asked about again by nobody.
    await edit(document, new vscode.Range(4, 5, 4, 8), "is");
    await checked(() =>
      run("cloze.checkSelection")
        .then(() => run("cloze.checkParagraph"))
        .then(() => run("cloze.checkTone")),
    );
    assert.deepEqual(textsOf(document), [NEGATIVE, OTHER]);
  });

  it("manual: what is left unmarked goes and comes back, and a pair that is left out takes no other mark with it", async () => {
    await set("lint.run", "manual");
    const editor = await openText(`Set the value form the list.\n\n${NEGATIVE}\n`);
    const { document } = editor;
    await run("cloze.checkTone");
    assert.deepEqual(textsOf(document), ["form", NEGATIVE]);
    editor.selection = new vscode.Selection(2, 3, 2, 3);
    await run("cloze.acceptSentence");
    assert.deepEqual(textsOf(document), ["form"]);
    await run("cloze.markAgain");
    await waitFor(() => findingsOf(document).length === 2);
    await set("rules", { "words/slip": { never: ["form from"] } });
    await waitFor(() => textsOf(document).join() === NEGATIVE);
    await set("rules", { "words/slip": { never: ["form from"] }, "tone/negative": { level: "all" } });
    await waitFor(() => findingsOf(document).length === 0);
  });

  it("onSave: checks what is opened and saved, and not while it is typed", async () => {
    await set("lint.run", "onSave");
    await write("saved.md", `${NEGATIVE}\n`);
    let document!: vscode.TextDocument;
    await checked(async () => {
      document = await vscode.workspace.openTextDocument(uriOf("saved.md"));
      await vscode.window.showTextDocument(document);
    });
    await waitFor(() => findingsOf(document).length === 1);
    await edit(document, new vscode.Range(0, 0, 0, 0), `${OTHER}\n\n`);
    // The mark has moved; nothing else is marked before the file is saved.
    assert.deepEqual(textsOf(document), [NEGATIVE]);
    await checked(() => document.save());
    await waitFor(() => findingsOf(document).length === 2);
    assert.deepEqual(textsOf(document), [OTHER, NEGATIVE]);
  });

  it("onSave: an edit during the check makes it look again at the text as it is then", async () => {
    await set("lint.run", "onSave");
    const filler = Array.from({ length: 400 }, (_, i) => `Record ${i} holds one line for each file.`).join(" ");
    await write("long.md", `${filler}\n\n${NEGATIVE}\n`);
    const document = await vscode.workspace.openTextDocument(uriOf("long.md"));
    await vscode.window.showTextDocument(document);
    await edit(document, new vscode.Range(0, 0, 0, 0), "# Title\n\n");
    await waitFor(() => findingsOf(document).length === 1);
    assert.deepEqual(textsOf(document), [NEGATIVE]);
    await document.save();
  });

  it("checks the selection alone, and keeps the marks elsewhere", async () => {
    await set("lint.run", "manual");
    const editor = await openText(`${NEGATIVE}\n\n${NEUTRAL} ${OTHER}\n`);
    const { document } = editor;
    editor.selection = new vscode.Selection(2, 4, 2, NEUTRAL.length + 8);
    await run("cloze.checkSelection");
    assert.deepEqual(textsOf(document), [OTHER]);
    editor.selection = new vscode.Selection(0, 1, 0, 1);
    await run("cloze.checkParagraph");
    assert.deepEqual(textsOf(document), [NEGATIVE, OTHER]);
    await edit(document, new vscode.Range(0, 0, 0, NEGATIVE.length), NEUTRAL);
    await run("cloze.checkParagraph");
    assert.deepEqual(textsOf(document), [OTHER]);
  });

  it("checks by hand a language that is off by default, and a document while all rules are off", async () => {
    const editor = await openText(`# ${NEGATIVE}\nx = 1\n#\n# ${OTHER}\n`, "python");
    const { document } = editor;
    editor.selection = new vscode.Selection(3, 3, 3, 3);
    await run("cloze.checkParagraph");
    assert.deepEqual(textsOf(document), [OTHER]);
    await run("cloze.checkTone");
    assert.deepEqual(textsOf(document), [NEGATIVE, OTHER]);
    await set("rules", { "tone/negative": { level: "off" } });
    await waitFor(() => findingsOf(document).length === 0);
  });

  it("marks at most as many findings of a file as the setting says, and says how many more there are", async () => {
    await set("lint.maxMarks", 3);
    const { document } = await openText(`${NEGATIVE}\n\n`.repeat(7));
    await waitFor(() => findingsOf(document).length > 0);
    assert.equal(findingsOf(document).length, 3);
    assert.match(findingsOf(document)[2]?.message ?? "", /cloze\.lint\.maxMarks allows 3 marks.*5 more are not shown/);
    await set("lint.maxMarks", undefined);
    await waitFor(() => findingsOf(document).length === 7);
  });

  // First: what a check of the workspace has marked stays when the changed files are checked.
  it("checks the changed files: those that Git says, open or not, in the languages of the settings", async function () {
    if (!isInRepository(root.fsPath)) skipBecause(this, "the project is in no Git repository");
    await set("lint.run", "manual");
    // New to Git, as nobody commits what a test writes; the sample texts are in Git as they stand.
    await write("changed.md", `${NEGATIVE}\n\n${NEGATIVE}\n`);
    await write("new/new.md", `${OTHER}\n`);
    await write("new/program.py", `# ${OTHER}\n`);
    await write("open.md", `${NEUTRAL}\n`);
    const document = await vscode.workspace.openTextDocument(uriOf("open.md"));
    await vscode.window.showTextDocument(document);
    await edit(document, new vscode.Range(0, 0, 0, 0), `${OTHER}\n\n`);
    await run("cloze.checkChanged");
    assert.deepEqual(["changed.md", "new/new.md", "new/program.py"].map(marksOf), [2, 1, 0]);
    // The text in the editor, not the one on disk.
    assert.deepEqual(textsOf(document), [OTHER]);
    assert.deepEqual(vscode.languages.getDiagnostics(vscode.Uri.joinPath(root, "try-me.md")), []);
    await document.save();
  });

  for (const when of ["onType", "manual"]) {
    it(`keeps the marks of a checked file while it is opened and closed (${when})`, async () => {
      await set("lint.run", when);
      await write("looked-at.md", `${NEGATIVE}\n\n${OTHER}\n`);
      await run("cloze.checkWorkspaceTone");
      assert.equal(marksOf("looked-at.md"), 2);
      const seen = new Set<number>();
      const listener = vscode.languages.onDidChangeDiagnostics(() => seen.add(marksOf("looked-at.md")));
      await checked(() => vscode.commands.executeCommand("vscode.open", uriOf("looked-at.md")));
      const { document } = vscode.window.activeTextEditor ?? assert.fail("no editor");
      await closeAll();
      await waitFor(() => document.isClosed);
      // Read from the disk again, as the check of the workspace reads it.
      await write("looked-at.md", `${NEGATIVE}\n\n${OTHER}\n\n${NEGATIVE}\n`);
      await waitFor(() => marksOf("looked-at.md") === 3);
      listener.dispose();
      assert.ok(
        [...seen].every((count) => count >= 2),
        [...seen].join(),
      );
      await vscode.workspace.fs.delete(uriOf("looked-at.md"));
      await waitFor(() => marksOf("looked-at.md") === 0);
    });
  }
});

function isInRepository(path: string): boolean {
  try {
    return (
      execFileSync("git", ["-C", path, "status", "--porcelain", "--", "try-me.md"], { stdio: "pipe" }).length === 0
    );
  } catch {
    return false;
  }
}
