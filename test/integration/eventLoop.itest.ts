import assert from "node:assert/strict";
import * as vscode from "vscode";
import { recordLog } from "./access";
import { closeAll, openText } from "./openText";
import { recordStretches } from "./recordStretches";
import { waitFor } from "./waitFor";
import { writeLongMarkdown } from "./writeLongMarkdown";

/** Promise 2 of ARCHITECTURE.md. */
const LIMIT_MS = 16;
/** Edits of the document, each of which is followed by a check of all of it. */
const ROUNDS = 5;
/**
 * Stretches that may be longer. On a machine with more to do than cores, a thread waits now and then for a lock whose
 * holder waits for a core, anywhere; what Cloze itself does for too long, it does in every round.
 */
const MAX_STRAYS = ROUNDS - 2;

describe("the extension host's event loop", function () {
  // Some 17,000 sentences: 100 s with the bundled model on two quiet cores.
  this.timeout(360_000);
  afterEach(closeAll);

  it("is never held long while a megabyte of Markdown is checked as one types", async () => {
    // The engine's process and the reader's thread are started first: to start them is the system's time.
    const small = await openText("This is a terrible and stupid book, and I hated it.");
    await waitFor(() => vscode.languages.getDiagnostics(small.document.uri).length > 0);

    const log = await recordLog();
    const recording = await recordStretches();
    const { document } = await openText(writeLongMarkdown());
    const countChecks = () => [...log.text.matchAll(/tone: \d{4,} sentences/g)].length;
    await waitFor(() => countChecks() === 1);
    for (let round = 1; round <= ROUNDS; round++) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), `# Round ${round}\n\nSentence ${round} stands here.\n\n`);
      await vscode.workspace.applyEdit(edit);
      await waitFor(() => countChecks() === round + 1);
    }
    const stretches = await recording.stop();
    log.dispose();

    const held = stretches.filter(({ ms }) => ms > LIMIT_MS);
    const words = held.map(({ ms, functions }) => `${ms.toFixed(1)} ms in ${functions.slice(0, 6).join(" < ")}`);
    assert.ok(held.length <= MAX_STRAYS, `held ${held.length} times:\n${words.join("\n")}`);
  });
});
