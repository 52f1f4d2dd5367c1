import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import type { Workbench } from "../harness/openWorkbench";
import { goToPlace, openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { openForPanel } from "./openPanel";

describe("the panel and the text that it shows", () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    ({ workbench, panel } = await openForPanel({ viewport: { width: 1000, height: 500 } }));
  });
  after(() => workbench.close());

  it("keeps the sentence on screen and marks it when it opens", async () => {
    const { page } = workbench;
    await openFile(page, "try-me.md");
    await goToPlace(page, 23, 3);
    await runCommand(page, "Cloze: Show Tokens and Attention");
    await panel.locator(".piece", { hasText: "helped" }).waitFor();
    const line = page.locator(".editor-instance .view-line", { hasText: "Thank you for the" }).first();
    const [editor, shown] = [
      await page.locator(".editor-instance .editor-scrollable").first().boundingBox(),
      await line.boundingBox(),
    ];
    assert.ok(editor && shown && shown.y >= editor.y && shown.y + shown.height <= editor.y + editor.height);
    await page.locator('.editor-instance .view-overlays .cdr[class*="ced-"]').first().waitFor();
    await screenshot(page, "panel-opened");
  });

  it("says that its sentence is gone, and follows it when it is back", async () => {
    const { page } = workbench;
    await page.locator(".editor-instance .view-line", { hasText: "Thank you for the" }).first().click();
    await runCommand(page, "Delete Line");
    await panel.locator(".gone", { hasText: "no longer in its document" }).waitFor();
    // What stands there now is another text.
    assert.equal(await panel.locator(".piece", { hasText: "helped" }).count(), 1);
    await page.locator('.editor-instance .view-overlays .cdr[class*="ced-"]').first().waitFor({ state: "detached" });
    await screenshot(page, "panel-gone");
    await page.keyboard.press("ControlOrMeta+Z");
    await panel.locator(".gone:empty").waitFor({ state: "attached" });
    await page.locator('.editor-instance .view-overlays .cdr[class*="ced-"]').first().waitFor();
  });

  it("scrolls to the answer about a new pair", async () => {
    const { page } = workbench;
    await panel.locator(".panel").evaluate((element) => (element.ownerDocument.documentElement.scrollTop = 1000));
    await openFile(page, "letter.txt");
    await page.locator(".view-line", { hasText: "the garden" }).click({ position: { x: 60, y: 9 } });
    await page.locator(".view-line", { hasText: "terrible" }).click({ position: { x: 60, y: 9 }, modifiers: ["Alt"] });
    await runCommand(page, "Cloze: Show Tokens and Attention");
    await panel.locator(".pair strong").waitFor();
    await panel.locator(".pair strong").evaluate((answer) => {
      const { top, bottom } = answer.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) throw new Error(`the answer is at ${top}, out of sight`);
    });
    await screenshot(page, "panel-new-pair");
  });
});
