import assert from "node:assert/strict";
import { resolve } from "node:path";
import type { FrameLocator } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { chooseTheme, openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

describe("the panel, several heads and what they compare", () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    workbench = await openWorkbench({
      folder: "test/sample",
      extension: resolve(import.meta.dirname, "../.."),
      viewport: { width: 1500, height: 1000 },
      settings: { "workbench.colorTheme": "Default Dark Modern" },
    });
    const { page } = workbench;
    panel = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    await openFile(page, "try-me.md");
    await page.locator(".editor-instance .view-lines").first().click();
    await runCommand(page, "Go to Line/Column...");
    await page.locator(".quick-input-widget input").fill(":23:3");
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await runCommand(page, "Cloze: Show Tokens and Attention");
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
  });
  after(() => workbench.close());

  it("mixes heads by key: Shift adds, Ctrl moves, Space adds and takes out", async () => {
    const { page } = workbench;
    const chosen = panel.getByRole("option", { selected: true });
    const heading = panel.locator(".picker h2");
    assert.equal(await heading.textContent(), "Layer 7, head 0");
    await chosen.focus();
    await page.keyboard.press("Shift+ArrowRight");
    await heading.filter({ hasText: "Mean of heads 7:0, 7:1" }).waitFor();
    await page.keyboard.press("Control+ArrowUp");
    await page.keyboard.press("Space");
    await heading.filter({ hasText: "Mean of heads 6:1, 7:0, 7:1" }).waitFor();
    await page.keyboard.press("Space");
    await heading.filter({ hasText: "Mean of heads 7:0, 7:1" }).waitFor();
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
    await panel.getByRole("button", { name: "Mean of layer 7" }).click();
    await heading.filter({ hasText: "Mean of 6 heads of layer 7" }).waitFor();
    assert.equal(await chosen.count(), 6);
    await panel.getByRole("radio", { name: "the strongest" }).check();
    await panel.locator(".note", { hasText: /The strongest \d+ of/ }).waitFor();
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
    await screenshot(page, "panel-mixed-heads");
  });

  it("shows the rollout, and a token's way through the layers", async () => {
    const { page } = workbench;
    await panel.getByRole("radio", { name: "Rollout" }).check();
    await panel.locator('.view[aria-busy="false"] .matrix').waitFor();
    await panel.locator(".piece", { hasText: "helped" }).click();
    await panel.locator('.view[aria-busy="false"] .rollout-flow').waitFor();
    const left = await panel.locator(".flow-token").allTextContents();
    assert.ok(!left.some((text) => /SEP|CLS/.test(text)), left.join());
    await panel.getByRole("checkbox", { name: "Leave out [CLS] and [SEP]" }).uncheck();
    await panel.locator(".flow-token", { hasText: "[SEP]" }).waitFor();
    await panel.getByRole("checkbox", { name: "Leave out [CLS] and [SEP]" }).check();
    await panel.locator(".flow-token", { hasText: "[SEP]" }).waitFor({ state: "detached" });
    await panel.locator('.view[aria-busy="false"] .rollout-flow').waitFor();
    await screenshot(page, "panel-rollout");
  });

  it("shows a query and a key, element by element, and compares another by key", async () => {
    const { page } = workbench;
    await panel.getByRole("radio", { name: "Query and key" }).check();
    await panel.locator('.view[aria-busy="false"] .neuron-pair').waitFor();
    assert.equal(await panel.locator(".neuron-bars").count(), 3);
    const before = await panel.locator(".neuron-pair h2").textContent();
    await panel.locator('.key-score[aria-pressed="true"]').focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await panel.locator(".key-score:nth-child(2)[aria-pressed='true']").waitFor();
    assert.notEqual(await panel.locator(".neuron-pair h2").textContent(), before);
    await screenshot(page, "panel-neurons");
  });

  it("has colours in a theme of high contrast", async () => {
    const { page } = workbench;
    await chooseTheme(page, "Light High Contrast");
    await panel.locator("body.vscode-high-contrast-light").waitFor();
    await screenshot(page, "panel-neurons-contrast");
    await panel.getByRole("radio", { name: "Rollout" }).check();
    await panel.locator('.view[aria-busy="false"] .rollout-flow').waitFor();
    await screenshot(page, "panel-rollout-contrast");
    await panel.getByRole("radio", { name: "Links", exact: true }).check();
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
    await screenshot(page, "panel-mixed-contrast");
  });
});
