import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import type { Workbench } from "../harness/openWorkbench";
import { openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { openForPanel } from "./openPanel";

/** One word in two meanings. */
const AMBIGUOUS = "The bank of the river was muddy, so we walked to the bank to get some money.";
const SENTENCE = "The animal did not cross the street because it was tired.";

describe("the panel of tokens and attention", () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    ({ workbench, panel } = await openForPanel({ viewport: { width: 1500, height: 900 } }));
    const { page } = workbench;
    await openFile(page, "try-me.md");
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("ArrowUp");
  });
  after(() => workbench.close());

  it("shows the word pieces of the sentence at the cursor, and their attention", async () => {
    await runCommand(workbench.page, "Cloze: Show Tokens and Attention");
    await panel.getByRole("heading", { name: "Layer" }).waitFor();
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
    const pieces = await panel.locator(".piece").allTextContents();
    assert.equal(pieces[0], "[CLS]");
    assert.equal(pieces.slice(1, -1).join(" ").replaceAll(" ##", "").replace(" .", "."), SENTENCE.toLowerCase());
    await screenshot(workbench.page, "panel");
  });

  it("shows what the model would write for a clicked token, and where the token is", async () => {
    await panel.locator(".piece", { hasText: "street" }).click();
    await panel.locator(".fill").first().waitFor();
    assert.equal(await panel.locator(".fill.own .fill-text").textContent(), "street");
    await screenshot(workbench.page, "panel-fills");
    await panel.getByRole("button", { name: "Show in the document" }).click();
    await workbench.page.getByText("(6 selected)").waitFor();
  });

  it("moves to another head with a key, and shows it as a matrix", async () => {
    await panel.getByRole("option", { selected: true, name: /^Layer/ }).focus();
    await workbench.page.keyboard.press("ArrowUp");
    await panel.getByRole("option", { selected: true, name: "Layer 6, head 0" }).waitFor();
    await panel.getByRole("radio", { name: "Matrix" }).check();
    await panel.locator('.view[aria-busy="false"] .matrix').waitFor();
    await screenshot(workbench.page, "panel-matrix");
  });

  it("shows a picture of every head, and opens one", async () => {
    await panel.getByRole("radio", { name: "All heads" }).check();
    await panel.locator('.view[aria-busy="false"] .head-grid').waitFor();
    const pictures = panel.locator(".head-picture");
    assert.equal(await pictures.count(), 8 * 6);
    // What this model's heads are like; the first layers have some that look at neighbours, whatever is read.
    assert.match(
      (await pictures.nth(4).getAttribute("title")) ?? "",
      /^Layer 0, head 4: most to previous token, \d\d\.\d %$/,
    );
    const marked = panel.locator(".head-grid.marking-row");
    await marked.waitFor();
    await workbench.page.keyboard.press("Escape");
    await marked.waitFor({ state: "detached" });
    await panel.locator('[data-key="picture:0:4"]').hover();
    await panel.getByRole("heading", { name: "Layer 0, head 4" }).waitFor();
    await screenshot(workbench.page, "panel-heads");
    await panel.locator('[data-key="picture:6:0"]').focus();
    await workbench.page.keyboard.press("ArrowRight");
    await workbench.page.keyboard.press("Enter");
    await panel.locator('.view[aria-busy="false"] .matrix').waitFor();
    await panel.getByRole("option", { selected: true, name: "Layer 6, head 1" }).waitFor();
  });

  it("follows what is typed into the sentence", async () => {
    const { page } = workbench;
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Home");
    await page.keyboard.type("Yesterday ");
    await panel.locator(".piece", { hasText: "yesterday" }).waitFor();
  });

  it("shows which pieces are alike to the model, layer by layer", async () => {
    const { page } = workbench;
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("ArrowUp");
    // The line is wrapped: once for what is seen of it, once for all.
    for (const key of ["Home", "Home", "Shift+End", "Shift+End"]) await page.keyboard.press(key);
    await page.keyboard.type(AMBIGUOUS);
    await panel.locator(".piece", { hasText: "money" }).waitFor();
    await panel.locator(".piece", { hasText: "tired" }).waitFor({ state: "detached" });
    await panel.getByRole("radio", { name: "Embeddings" }).check();
    await panel.locator('.view[aria-busy="false"] .vector-map').waitFor();
    const places = () =>
      panel.locator(".vector-point").evaluateAll((points) => points.map((point) => point.style.cssText));
    const last = await places();
    assert.equal(last.length, await panel.locator(".piece").count());
    await panel.getByRole("slider").focus();
    for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowLeft");
    await panel.getByRole("heading", { name: "After layer 3" }).waitFor();
    assert.notDeepEqual(await places(), last);
    await panel.locator('[data-key="point:2"]').hover();
    assert.match((await panel.locator(".vector-map .note").textContent()) ?? "", /^bank is most like bank\d+ 0\.\d\d/);
    await screenshot(page, "panel-embeddings");
    await panel.getByRole("radio", { name: "Links" }).check();
  });

  it("reads two cursors as a pair, with P(next)", async () => {
    const { page } = workbench;
    await openFile(page, "letter.txt");
    await page.locator(".view-line", { hasText: "the garden" }).click({ position: { x: 60, y: 9 } });
    await page.locator(".view-line", { hasText: "terrible" }).click({ position: { x: 60, y: 9 }, modifiers: ["Alt"] });
    await runCommand(page, "Cloze: Show Tokens and Attention");
    await panel.locator(".pair strong").waitFor();
    await panel.getByRole("radio", { name: "Links" }).check();
    await screenshot(page, "panel-pair");
  });
});
