import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { createHubAccess } from "../../src/library/download/hubAccess";
import { startLoopbackHub } from "../harness/loopbackHub";
import { recordLog } from "./access";
import { closeAll, openText } from "./openText";
import { recordStretches, type Stretch } from "./recordStretches";
import { waitFor } from "./waitFor";
import { writeLongMarkdown } from "./writeLongMarkdown";

/** Promise 2 of ARCHITECTURE.md. */
const LIMIT_MS = 16;
/** Number of edits, each followed by a check of the whole document. */
const ROUNDS = 5;
/**
 * Number of stretches that may be longer. On a busy machine, a thread sometimes waits for a lock whose holder waits for
 * a core; but what Cloze itself does for too long, it does in every round.
 */
const MAX_STRAYS = ROUNDS - 2;

/** Writes the longest file that is checked unopened, but few different sentences: the work of the host grows with the file alone. */
function writeLongFile(): string {
  const paragraph = (i: number) =>
    `Record ${i % 50} holds one line. ${i % 100 === 0 ? "This is a terrible and stupid book, and I hated it." : "It holds a name, a number and a date."} It is so.`;
  return Array.from({ length: 19_000 }, (_, i) => paragraph(i)).join("\n\n");
}

/** Fetches a model as the editor does, by its own bundle, and hashes it. */
async function fetchLargeModel(): Promise<void> {
  const files = {
    "config.json": Buffer.from("{}"),
    "vocab.txt": Buffer.from("a"),
    "model.safetensors": randomBytes(100e6),
  };
  const hub = await startLoopbackHub([{ repo: "acme/large", files }]);
  const hubCache = await mkdtemp(path.join(tmpdir(), "cloze-large-"));
  const dist = path.join(vscode.extensions.getExtension("cloze.cloze")?.extensionPath ?? "", "dist");
  const { createHubAccess: create } = createRequire(dist)(path.join(dist, "hub.cjs")) as {
    createHubAccess: typeof createHubAccess;
  };
  try {
    const settings = { endpoint: hub.endpoint, token: undefined, isOffline: false };
    const access = await create({ hubCache, hashPath: path.join(dist, "hash.cjs"), settings });
    const folder = await access.fetch(await access.plan({ repo: "acme/large", revision: undefined }));
    assert.equal((await stat(path.join(folder, "model.safetensors"))).size, 100e6);
  } finally {
    await hub.close();
    await rm(hubCache, { recursive: true });
  }
}

function assertFree(stretches: readonly Stretch[], mostStrays: number): void {
  const held = stretches.filter(({ ms }) => ms > LIMIT_MS);
  const words = held.map(({ ms, functions }) => `${ms.toFixed(1)} ms in ${functions.slice(0, 6).join(" < ")}`);
  assert.ok(held.length <= mostStrays, `held ${held.length} times:\n${words.join("\n")}`);
}

describe("the extension host's event loop", function () {
  // About 17,000 sentences take 100 s with the bundled model on two quiet cores.
  this.timeout(360_000);
  afterEach(closeAll);

  it("is never held long while a megabyte of Markdown is checked during typing", async () => {
    // The engine and the reader's thread are started first, because starting them takes time of the system, not of Cloze.
    const small = await openText("This is a terrible and stupid book, and I hated it.");
    await waitFor(() => vscode.languages.getDiagnostics(small.document.uri).length > 0);

    const log = await recordLog();
    const recording = await recordStretches();
    const { document } = await openText(writeLongMarkdown());
    const countChecks = () => [...log.text.matchAll(/lint: \d{4,} sentences/g)].length;
    await waitFor(() => countChecks() === 1);
    for (let round = 1; round <= ROUNDS; round++) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), `# Round ${round}\n\nSentence ${round} stands here.\n\n`);
      await vscode.workspace.applyEdit(edit);
      await waitFor(() => countChecks() === round + 1);
    }
    const stretches = await recording.stop();
    log.dispose();

    assertFree(stretches, MAX_STRAYS);
  });

  it("is never held long while a model of 100 MB is fetched and hashed", async () => {
    const recording = await recordStretches();
    await fetchLargeModel();
    const stretches = await recording.stop();
    assert.ok(stretches.length > 100, `${stretches.length} stretches were seen`);
    assertFree(stretches, 1);
  });

  it("is never held long while the files of the workspace are checked", async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail("no folder");
    const uri = vscode.Uri.joinPath(root, "long-check.md");
    await vscode.workspace.fs.writeFile(uri, Buffer.from(writeLongFile()));
    try {
      const recording = await recordStretches();
      await vscode.commands.executeCommand("cloze.checkWorkspaceTone");
      const stretches = await recording.stop();
      assert.ok(vscode.languages.getDiagnostics(uri).length > 100);
      assertFree(stretches, 1);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });
});
