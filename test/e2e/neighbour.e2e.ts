import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const ROOT = path.resolve(import.meta.dirname, "../..");

describe("another extension", () => {
  let workbench: Workbench;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cloze-neighbour-"));
    writeFileSync(path.join(folder, "a.md"), "A page.\n");
    workbench = await openWorkbench({
      folder,
      extension: ROOT,
      neighbours: [path.join(import.meta.dirname, "neighbour")],
      settings: { "editor.minimap.enabled": false },
      // All lines are on screen.
      viewport: { width: 1280, height: 1000 },
    });
    workbench.page.setDefaultTimeout(60_000);
  });
  after(async () => {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is given fills, pairs, tones and vectors, and errors with codes", async () => {
    const { page } = workbench;
    // A palette that is open before extensions are known does not learn of them.
    await page.locator(".statusbar-item", { hasText: "Cloze" }).waitFor();
    await runCommand(page, "Neighbour: Ask Cloze");
    const lines = page.locator(".view-lines", { hasText: "codes" });
    await lines.waitFor();
    await screenshot(page, "neighbour");
    const shown = (await lines.locator(".view-line").allTextContents()).join("").replace(/\u00a0/g, " ");
    assert.deepEqual(JSON.parse(shown), {
      keys: ["embed", "fill", "pair", "tokens", "tone", "version"],
      version: 1,
      first: "paris",
      fills: 2,
      pair: [true, true],
      tones: ["negative", "positive"],
      vectors: [
        ["Float32Array", true, true],
        ["Float32Array", true, true],
      ],
      codes: ["bad-request", "no-mask", "cancelled"],
    });
  });
});
