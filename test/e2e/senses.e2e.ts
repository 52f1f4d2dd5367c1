import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { FrameLocator } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { chooseTheme, openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const MONEY = ["The bank raised its interest rates.", "She put her money in the bank.", "The bank refused the loan."];
const RIVER = ["We sat on the bank of the river.", "Grass grows on the bank of the stream."];
const HOSTILE = "A bank <img src=x onerror='globalThis.hurt=1'> holds שלום.";

describe("the uses of a word", () => {
  let folder: string;
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-senses-"));
    await writeFile(join(folder, "money.md"), `${MONEY.join("\n\n")}\n`);
    await writeFile(join(folder, "river.md"), `${RIVER.join("\n\n")}\n`);
    await writeFile(join(folder, "hostile.txt"), `${HOSTILE}\n`);
    workbench = await openWorkbench({
      folder,
      extension: resolve(import.meta.dirname, "../.."),
      viewport: { width: 1500, height: 900 },
      settings: { "workbench.colorTheme": "Default Dark Modern", "cloze.lint.run": "manual" },
    });
    const { page } = workbench;
    panel = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    await openFile(page, "money.md");
    // In "bank".
    for (let times = 0; times < 5; times++) await page.keyboard.press("ArrowRight");
    await runCommand(page, "Cloze: Show Uses of This Word in the Workspace");
    await panel.locator(".sense-use").first().waitFor();
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("lists every use in a group, with a map and what each layer makes of them", async () => {
    const texts = await panel.locator(".sense-use bdi").allTextContents();
    const own = texts.filter((text) => [...MONEY, ...RIVER].includes(text));
    assert.deepEqual([...own].sort(), [...MONEY, ...RIVER].sort());
    assert.equal(await panel.locator(".sense-point").count(), texts.length);
    assert.equal(await panel.locator(".layer-lines tbody tr").count(), 9);
    assert.deepEqual([...new Set(await panel.locator(".sense-use strong").allTextContents())], ["bank"]);
    assert.equal(await panel.locator("img, [onerror]").count(), 0);
    await screenshot(workbench.page, "senses");
  });

  it("goes to a use by keyboard, from the map", async () => {
    const { page } = workbench;
    await panel.locator('.sense-point[title^="We sat"]').focus();
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: "river.md" }).waitFor();
    await page.locator(".editor-instance .view-line", { hasText: "We sat on the bank" }).waitFor();
    await panel.locator(".sense-use").first().waitFor();
  });

  it("has colours and letters in a high contrast theme", async () => {
    const { page } = workbench;
    // Keys of the panel reach no list.
    await page.locator(".editor-instance .view-lines").first().click();
    await chooseTheme(page, "Dark High Contrast");
    await panel.locator("body.vscode-high-contrast").waitFor();
    await panel.locator(".sense-use").first().hover();
    await screenshot(page, "senses-contrast");
  });
});
