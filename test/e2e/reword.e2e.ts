import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { waitFor } from "../integration/waitFor";

const SENTENCE = "The documentation of this module is a complete mess.";
/** Long enough for the sentence to be scrolled out from under the list. */
const ABOVE = Array.from({ length: 16 }, (_, i) => `- Step ${i + 1} reads one record for each line.`);
const NOTES = ["# Notes", "", ...ABOVE, "", SENTENCE, "The tests run on every change.", "", ...ABOVE, ""].join("\n");

describe("reword", () => {
  let workbench: Workbench;
  let page: Page;
  let folder: string;
  const rows = () => page.locator(".quick-input-list .monaco-list-row");
  const lines = async () =>
    (await page.locator(".editor-instance .view-line").allTextContents()).map((text) => text.replaceAll("\u00a0", " "));

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-reword-"));
    await writeFile(join(folder, "notes.md"), NOTES);
    workbench = await openWorkbench({
      folder,
      file: join(folder, "notes.md"),
      extension: resolve(import.meta.dirname, "../.."),
      viewport: { width: 1000, height: 720 },
      settings: { "workbench.colorTheme": "Default Dark Modern", "editor.minimap.enabled": false },
    });
    page = workbench.page;
    await page.locator(".statusbar-item", { hasText: "cloze-small" }).first().waitFor();
    await page.locator(".editor-instance .squiggly-info, .editor-instance .squiggly-warning").first().waitFor();
    // Until all is read: VS Code gives up a list of fixes that is asked for, when marks are set meanwhile.
    await page.locator(".statusbar-item .codicon-sync.codicon-modifier-spin").waitFor({ state: "detached" });
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("rewords a marked sentence by its quick fix, with the keyboard: a diff in the text, one undo", async () => {
    await page.locator(".editor-instance .view-line", { hasText: "complete" }).first().click();
    await runCommand(page, "Quick Fix...");
    await page.locator(".action-widget", { hasText: "Reword this sentence" }).waitFor();
    await page.locator(".action-widget .action", { hasText: "Reword this sentence" }).first().click();
    await rows().filter({ hasText: "negative" }).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page
      .locator(".quick-input-title", { hasText: /^Reword, softer: The documentation of this module/ })
      .waitFor();
    assert.match(
      (await page.locator(".quick-input-box input").getAttribute("placeholder")) ?? "",
      /^[\d.]+ % negative now/,
    );
    await screenshot(page, "reword");
    assert.match((await rows().first().textContent()) ?? "", /→.*negative.*fluency.*meaning/);
    await page.keyboard.press("Enter");
    await waitFor(async () => !(await lines()).includes(SENTENCE));
    await page.keyboard.press("ControlOrMeta+Z");
    await waitFor(async () => (await lines()).includes(SENTENCE));
  });

  it("says that nothing is offered, where nothing is", async () => {
    await page.locator(".editor-instance .view-line", { hasText: "tests run" }).first().click();
    await runCommand(page, "Cloze: Reword");
    await rows().filter({ hasText: "Plainer" }).first().click();
    await rows().filter({ hasText: "Nothing plainer is offered" }).waitFor();
    await page.keyboard.press("Escape");
  });
});
