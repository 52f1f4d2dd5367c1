import assert from "node:assert/strict";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const ROOT = resolve(import.meta.dirname, "../..");
/** Three pages that say some things twice. */
const PAGES = join(import.meta.dirname, "kettle");

describe("sentences like this, in the editor", () => {
  let workbench: Workbench;
  let page: Page;
  let folder: string;
  const view = () => page.locator(".pane-body .customview-tree");
  const rows = (text: string | RegExp) => view().locator(".monaco-list-row", { hasText: text });
  const isListFocused = () => page.locator(".pane-body .monaco-list:focus-within").first().waitFor();
  /** The line that the cursor is in, of the document that is shown. */
  const isSelected = (file: string, text: string) =>
    page
      .locator(`.tab.active[data-resource-name="${file}"]`)
      .waitFor()
      .then(() => page.locator(".editor-instance .view-line", { hasText: text }).first().waitFor());

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-kettle-"));
    await cp(PAGES, folder, { recursive: true });
    workbench = await openWorkbench({
      folder,
      extension: ROOT,
      viewport: { width: 1200, height: 820 },
      settings: {
        "workbench.colorTheme": "Default Dark Modern",
        "files.autoSave": "off",
        "editor.minimap.enabled": false,
        "editor.wordWrap": "on",
      },
    });
    page = workbench.page;
    page.setDefaultTimeout(90_000);
    await openFile(page, "README.md");
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("lists repetitions: first what disagrees, by file, and last what is the same word for word", async () => {
    await runCommand(page, "Cloze: Find Repetitions in the Workspace");
    await rows("Disagree in a number or a “not”").waitFor();
    await rows("The kettle turns itself off after 30 minutes.").first().waitFor();
    await rows(/The kettle turns itself off after 20 minutes\..*docs\/guide\.md/)
      .first()
      .waitFor();
    await screenshot(page, "similar-repetitions");
    await isListFocused();
    const top = async (text: string) => Number(await rows(text).first().getAttribute("data-index"));
    const [first, second] = [await top("Disagree"), await top("Say the same")];
    // The list draws what is on screen.
    await page.keyboard.press("End");
    await rows("Word for word").waitFor();
    assert.ok(first < second && second < (await top("Word for word")));
    await page.keyboard.press("Home");
  });

  it("says that the bundled model was not taught to compare, and offers one that was", async () => {
    await page.locator(".pane-body .message", { hasText: "cloze-small was not taught to compare sentences" }).waitFor();
    await rows("Choose sentence-transformers/all-MiniLM-L6-v2").click();
    await page.locator(".quick-input-widget", { hasText: "Choose a Model: Sentences Like This" }).waitFor();
    await page
      .locator(".quick-input-list .monaco-list-row", { hasText: "sentence-transformers/all-MiniLM-L6-v2" })
      .waitFor();
    await page.keyboard.press("Escape");
  });

  it("shows a sentence at a click, and the focus stays in the list", async () => {
    await rows(/turns itself off after 20 minutes\./)
      .first()
      .click();
    await isSelected("guide.md", "20 minutes");
    await isListFocused();
    await screenshot(page, "similar-preview");
  });

  it("is walked through by keyboard", async () => {
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await isSelected("README.md", "30 minutes");
  });

  it("finds the sentences like the one at the cursor, also where a file has changed on disk", async () => {
    await writeFile(join(folder, "docs", "faq.md"), "# Questions\n\nBy itself the kettle goes off in half an hour.\n");
    await openFile(page, "README.md");
    await page.locator(".view-line", { hasText: "turns itself off" }).click({ position: { x: 60, y: 8 } });
    await runCommand(page, "Cloze: Find Sentences Like This");
    await page.locator(".pane-body .message", { hasText: "most like “The kettle turns itself off" }).waitFor();
    await isListFocused();
    await screenshot(page, "similar-sentences");
    // The list draws what is on screen.
    await page.locator('.panel [aria-label^="Maximize Panel"]').first().click();
    await rows("By itself the kettle goes off in half an hour.").waitFor();
    assert.equal(await rows("turns itself off after 30 minutes").count(), 0);
  });
});
