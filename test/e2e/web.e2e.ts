import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { goToPlace, openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { stageWeb } from "../package/stageWeb";

const TEXT = `# Tea

She put the kettle on and made a cup of [MASK].

This release is a disaster and it wasted our whole week.

The sun set behind the hills. The price of copper fell by three percent.
`;

describe("Cloze in VS Code's web worker", () => {
  let extension: string;
  let folder: string;
  let workbench: Workbench;
  let page: Page;
  const list = () => page.locator(".quick-input-list .monaco-list-row");

  before(async () => {
    extension = mkdtempSync(path.join(tmpdir(), "cloze-web-"));
    // Without `main` VS Code's web worker runs it, whatever server there is.
    await stageWeb(extension);
    folder = mkdtempSync(path.join(tmpdir(), "cloze-web-text-"));
    writeFileSync(path.join(folder, "tea.md"), TEXT);
    workbench = await openWorkbench({
      folder,
      extension,
      settings: { "editor.minimap.enabled": false },
    });
    page = workbench.page;
    page.setDefaultTimeout(60_000);
    await openFile(page, "tea.md");
  });
  after(async () => {
    await workbench.close();
    for (const each of [extension, folder]) rmSync(each, { recursive: true, force: true });
  });

  it("marks a negative sentence", async () => {
    await page.locator(".squiggly-info").first().waitFor();
    await page.locator(".statusbar-item", { hasText: "cloze-small · WebAssembly" }).waitFor();
    await screenshot(page, "web-tone");
  });

  it("fills a mask", async () => {
    await goToPlace(page, 3, 43);
    await runCommand(page, "Cloze: Fill Mask");
    await list().filter({ hasText: "tea" }).first().waitFor();
    await screenshot(page, "web-fill");
    await page.keyboard.press("Enter");
    await page.locator(".view-line", { hasText: "made a cup of tea." }).waitFor();
  });

  it("says whether a sentence follows", async () => {
    await goToPlace(page, 7, 10);
    await runCommand(page, "Cloze: Check Next Sentence");
    await page.locator(".monaco-hover", { hasText: "P(next)" }).first().waitFor();
    await screenshot(page, "web-pair");
    await page.keyboard.press("Escape");
  });

  it("shows what the model saw", async () => {
    await goToPlace(page, 3, 10);
    await runCommand(page, "Cloze: Show Tokens and Attention");
    const panel = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
    assert.equal(await panel.locator(".piece").first().textContent(), "[CLS]");
    await screenshot(page, "web-panel");
  });

  it("lists no command that needs Git", async () => {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input").fill(">Cloze: Check");
    await list().filter({ hasText: "Cloze: Check the Paragraph" }).first().waitFor();
    await screenshot(page, "web-commands");
    assert.equal(await list().filter({ hasText: "Changed Files" }).count(), 0);
    await page.keyboard.press("Escape");
  });
});
