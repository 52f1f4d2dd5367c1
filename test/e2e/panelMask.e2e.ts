import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import type { Workbench } from "../harness/openWorkbench";
import { goToPlace, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { openForPanel, showInPanel } from "./openPanel";

describe("the panel, masking words", () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    ({ workbench, panel } = await openForPanel());
    await showInPanel({ workbench, panel }, { file: "try-me.md", line: 41, column: 3 });
  });
  after(() => workbench.close());

  it("masks a word by a double click, and shows what the model would write and what changes", async () => {
    await panel.locator(".piece", { hasText: "tired" }).dblclick();
    await panel.locator('.view[aria-busy="false"] .changes').first().waitFor();
    await panel.getByRole("radio", { name: "Mask it", checked: true }).waitFor();
    assert.equal(await panel.locator(".piece.masked").textContent(), "tired");
    assert.equal(await panel.locator(".view .fill.own .fill-text").textContent(), "tired");
    assert.deepEqual(await panel.locator(".view h2").allTextContents(), [
      "At the mask, the model would write",
      "Of the whole text",
      "Where attention changed most: Layer 7, head 0",
      "Which tokens changed most",
    ]);
    await screenshot(workbench.page, "panel-mask");
  });

  it("masks another by a key, shows both, and takes the masks away", async () => {
    const { page } = workbench;
    await panel.locator(".piece", { hasText: "street" }).focus();
    await page.keyboard.press("m");
    await panel.locator(".masked-fills").nth(1).waitFor();
    await panel.getByRole("button", { name: "Unmask", exact: true }).click();
    await panel.locator(".masked-fills").nth(1).waitFor({ state: "detached" });
    await panel.getByRole("button", { name: "Unmask all" }).click();
    await panel.getByText("Mask a word to see what it does").waitFor();
  });

  it("compares the sentence with what was saved, says what changed first, and keeps its panel beside another", async () => {
    const { page } = workbench;
    await runCommand(page, "Cloze: Compare Inside BERT: With Saved");
    await panel.getByText("Nothing differs: the text is the same as saved.").waitFor();
    await page.locator(".monaco-editor").first().click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Home");
    await page.keyboard.type("Sadly, ");
    const added = panel.locator('.view[aria-busy="false"] .compared-word.added.after');
    await added.first().waitFor();
    assert.deepEqual(await added.allTextContents(), ["+added: Sadly", "+added: ,"]);
    assert.equal((await panel.locator(".view h2").allTextContents())[0], "Both texts");
    await screenshot(page, "panel-compare");
    await panel.getByLabel("Links in the text").check();
    const legend = panel.locator(".links-legend");
    await legend.waitFor();
    assert.match(
      await legend.innerText(),
      /^Layer 7, head 0, in the text: outlined is tired; tinted.* is what it looks at: /,
    );
    await screenshot(page, "panel-links-in-text");
    await panel.getByLabel("Links in the text").uncheck();
    await legend.waitFor({ state: "detached" });
    await panel.getByLabel("Keep this panel").check();
    await page.getByRole("tab", { name: "Tokens and Attention (kept)" }).waitFor();
    await page.locator(".monaco-editor").first().click();
    await goToPlace(page, 23, 3);
    await runCommand(page, "Cloze: Show Tokens and Attention");
    await page.getByRole("tab", { name: "Tokens and Attention, Editor Group 2", exact: false }).first().waitFor();
    const names = await page.locator(".tab", { hasText: "Tokens and Attention" }).allTextContents();
    assert.deepEqual(names.sort(), ["Tokens and Attention", "Tokens and Attention (kept)"]);
    // Shown: what it does is over, and the other panel can be brought forward.
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
  });

  it("has both panels after a restart, the kept one with its view, and opens no third", async () => {
    const { page } = workbench;
    const tabs = page.locator(".tab", { hasText: "Tokens and Attention" });
    await tabs.filter({ hasText: "(kept)" }).click();
    await panel.getByText("Both texts").waitFor();
    // By its own command, VS Code keeps what is open before it goes.
    await Promise.all([page.waitForEvent("load"), runCommand(page, "Developer: Reload Window")]);
    // The other one is asleep behind it.
    await panel.getByText("Both texts").waitFor();
    assert.equal(await panel.getByLabel("Keep this panel").isChecked(), true);
    assert.equal(await tabs.count(), 2);
    await page.locator(".monaco-editor").first().click();
    await goToPlace(page, 23, 3);
    await runCommand(page, "Cloze: Show Tokens and Attention");
    await panel.getByRole("radio", { name: "Links", checked: true }).waitFor();
    assert.deepEqual((await tabs.allTextContents()).sort(), ["Tokens and Attention", "Tokens and Attention (kept)"]);
    await screenshot(page, "panel-kept");
  });
});
