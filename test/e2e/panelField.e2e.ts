import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import type { Workbench } from "../harness/openWorkbench";
import { openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { openForPanel } from "./openPanel";

describe("the panel, with a text of one's own", () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    ({ workbench, panel } = await openForPanel());
  });
  after(() => workbench.close());

  it("opens without a document, and reads what is written, with the keyboard alone", async () => {
    const { page } = workbench;
    // When its editor is there, the palette knows all commands.
    await openFile(page, "try-me.md");
    await runCommand(page, "View: Close All Editors");
    await runCommand(page, "Cloze: See Inside a Text");
    await panel.locator('[data-key="text"]:focus').waitFor();
    await page.keyboard.type("She made a cup of tee.");
    await page.keyboard.press("Enter");
    await panel.locator(".piece", { hasText: "cup" }).waitFor();
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
  });

  it("writes a word that is chosen into the text, and reads it again", async () => {
    const { page } = workbench;
    await panel.locator(".piece", { hasText: "tee" }).first().click();
    await panel.locator(".use-fill").first().waitFor();
    await panel.locator(".use-fill", { hasText: /^tea$/ }).click();
    await panel.locator(".piece", { hasText: /^tea$/ }).waitFor();
    assert.equal(await panel.getByRole("button", { name: "Show in the document" }).count(), 0);
    assert.equal(await panel.locator('[data-key="text"]').inputValue(), "She made a cup of tea.");
    await screenshot(page, "panel-field");
  });

  it("reads a pair, and is closed by Escape", async () => {
    const { page } = workbench;
    await panel.locator('[data-key="pair"]').fill("Then she drank it.");
    await page.keyboard.press("Enter");
    await panel.locator(".pair strong").waitFor();
    await panel.getByRole("radio", { name: "Pair", exact: true }).check();
    await panel.locator('.view[aria-busy="false"] .between-grid').first().waitFor();
    // Of no document: there is the pair itself and the two swapped.
    assert.equal(await panel.locator(".pair-comparisons tbody tr").count(), 2);
    // The bundled model has 8 layers of 6 heads.
    assert.equal(await panel.locator(".between-cell").count(), 2 * 8 * 6);
    await screenshot(page, "panel-pair");
    await panel.locator('[data-key="text"]').focus();
    await page.keyboard.press("Escape");
    await panel.locator('[data-key="write"]:focus').waitFor();
    assert.equal(await panel.locator('[data-key="text"]').isVisible(), false);
  });

  it("writes a word that is chosen into the document, which one undo takes back", async () => {
    const { page } = workbench;
    await openFile(page, "try-me.md");
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("ArrowUp");
    await runCommand(page, "Cloze: Show Tokens and Attention");
    await panel.locator(".piece", { hasText: "street" }).click();
    const other = panel.locator(".use-fill").first();
    await other.waitFor();
    const word = (await other.textContent()) ?? "";
    await other.click();
    await page
      .locator(".view-line", { hasText: `cross the ${word}` })
      .first()
      .waitFor();
    await panel.locator(".piece", { hasText: word }).waitFor();
    await page.locator(".view-line", { hasText: "cross the" }).first().click();
    await page.keyboard.press("ControlOrMeta+Z");
    await page.locator(".view-line", { hasText: "cross the street" }).first().waitFor();
    await panel.locator(".piece", { hasText: "street" }).waitFor();
  });
});
