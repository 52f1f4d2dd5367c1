import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { goToPlace, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const NOTES = `# Tea

This release is a disaster and it wasted our whole week.

She put the kettle on and made a cup of tea.
`;

describe("Cloze in German", () => {
  let workbench: Workbench;
  let page: Page;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-german-"));
    await writeFile(join(folder, "notes.md"), NOTES);
    const broken = join(folder, "broken");
    await mkdir(broken);
    await writeFile(join(broken, "config.json"), "{ broken");
    workbench = await openWorkbench({
      folder,
      file: join(folder, "notes.md"),
      extension: resolve(import.meta.dirname, "../.."),
      language: "de",
      machineSettings: { "cloze.model": broken },
      settings: {
        "workbench.colorTheme": "Default Dark Modern",
        "editor.minimap.enabled": false,
      },
    });
    page = workbench.page;
    await page.locator(".squiggly-info").first().waitFor();
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("says in German what it marks", async () => {
    await page.keyboard.press("ControlOrMeta+Shift+M");
    await page.locator(".markers-panel .monaco-list-row", { hasText: "negativ" }).first().waitFor();
    await screenshot(page, "german-marks");
  });

  it("asks in German which word to take, after saying what is wrong with the model of the settings", async () => {
    await page.locator(".editor-instance .view-lines").first().click();
    await goToPlace(page, 5, 42);
    await runCommand(page, "Cloze: Maske füllen");
    const widget = page.locator(".quick-input-widget");
    const row = widget.locator(".monaco-list-row", { hasText: /\d,\d %/ }).first();
    await row.waitFor();
    assert.match((await row.textContent()) ?? "", /^tea/);
    const toast = page.locator(".notification-list-item", { hasText: "config.json" }).first();
    await toast.waitFor();
    assert.match((await toast.textContent()) ?? "", /Cloze konnte .*kein JSON/);
    await screenshot(page, "german-fill");
    await page.keyboard.press("Escape");
    await widget.waitFor({ state: "hidden" });
  });

  it("draws the panel in German", async () => {
    await runCommand(page, "Cloze: Tokens und Attention anzeigen");
    const panel = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await panel.getByText("Verbindungen", { exact: true }).first().waitFor();
    assert.equal(await panel.locator("html").getAttribute("lang"), "de");
    await screenshot(page, "german-panel");
  });
});
