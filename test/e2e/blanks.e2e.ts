import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { waitFor } from "../integration/waitFor";

const NOTES = "# Tea\n\nThe kettle, the cup and the sugar are words of this page too.\n\n";

describe("a blank that is typed", () => {
  let workbench: Workbench;
  let page: Page;
  let folder: string;
  const rows = () => page.locator(".suggest-widget.visible .monaco-list-row");
  const lastLine = async () =>
    (await page.locator(".editor-instance .view-line").last().textContent())?.replaceAll("\u00a0", " ");

  /** Types a line of its own at the end of the document, as a person does. */
  async function typeLine(text: string): Promise<void> {
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.type(text, { delay: 20 });
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-blanks-"));
    await writeFile(join(folder, "notes.md"), NOTES);
    await mkdir(join(folder, ".vscode"));
    workbench = await openWorkbench({
      folder,
      file: join(folder, "notes.md"),
      extension: resolve(import.meta.dirname, "../.."),
      viewport: { width: 1000, height: 560 },
      settings: {
        "workbench.colorTheme": "Default Dark Modern",
        "editor.minimap.enabled": false,
        "cloze.fill.count": 6,
      },
    });
    page = workbench.page;
    await page.locator(".statusbar-item", { hasText: "cloze-small" }).first().waitFor();
    await page.locator(".editor-instance .view-lines").first().click();
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("completes with the words that fit, likeliest first, before the words of other providers", async () => {
    await typeLine("She put the kettle on and made a cup of [MASK]");
    await rows().filter({ hasText: "%" }).first().waitFor();
    assert.match((await rows().first().textContent()) ?? "", /^tea.*%/);
    await screenshot(page, "blank-completion");
  });

  it("comes before the words of other providers, where all are asked", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Space");
    await rows().filter({ hasNotText: "%" }).first().waitFor();
    const texts = await rows().allTextContents();
    const firstOther = texts.findIndex((text) => !text.includes("%"));
    assert.equal(firstOther, 6, texts.join(" | "));
    assert.match(texts[0] ?? "", /^tea/);
  });

  it("takes a word on Enter, and one undo brings the blank back", async () => {
    await page.keyboard.press("ArrowDown");
    const word = await page.locator(".suggest-widget .monaco-list-row.focused .label-name").first().textContent();
    await page.keyboard.press("Enter");
    await waitFor(async () => (await lastLine()) === `She put the kettle on and made a cup of ${word}`);
    await page.keyboard.press("ControlOrMeta+Z");
    await waitFor(async () => (await lastLine()) === "She put the kettle on and made a cup of [MASK]");
  });

  it("fills two blanks in one step, and one undo brings both back", async () => {
    const text = "[MASK] is the capital of [MASK]";
    await typeLine(text);
    await rows().filter({ hasText: /,.*%/ }).first().waitFor();
    await screenshot(page, "blank-together");
    const label = await page.locator(".suggest-widget .monaco-list-row.focused .label-name").first().textContent();
    const words = label?.split(", ") ?? [];
    await page.keyboard.press("Enter");
    await waitFor(async () => (await lastLine()) === `${words[0]} is the capital of ${words[1]}`);
    await page.keyboard.press("ControlOrMeta+Z");
    await waitFor(async () => (await lastLine()) === text);
  });

  it("lists the combinations of Fill Mask from the keyboard, and shows them in the text", async () => {
    await page.keyboard.press("Shift+Alt+M");
    const list = page.locator(".quick-input-list .monaco-list-row");
    await list.filter({ hasText: "%" }).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.locator(".quick-input-title", { hasText: /Fill 2 Masks: \w+ is the capital of \w+/ }).waitFor();
    await screenshot(page, "fill-together");
    await page.keyboard.type("rome, italy");
    await list.filter({ hasText: /^rome, italy.*%/ }).waitFor();
    await page.keyboard.press("Enter");
    await waitFor(async () => (await lastLine()) === "rome is the capital of italy");
    await page.keyboard.press("ControlOrMeta+Z");
    await waitFor(async () => (await lastLine()) === "[MASK] is the capital of [MASK]");
  });

  it("names the best words in a hover", async () => {
    await typeLine("The sky was [MASK|red,green,blue].");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Escape");
    await runCommand(page, "Show or Focus Hover");
    await page.locator(".monaco-hover", { hasText: "BERT would write" }).first().waitFor();
    await screenshot(page, "blank-hover");
  });

  it("shows the likeliest word behind a single blank where the settings ask for it; Tab takes it, one undo gives it back", async () => {
    await writeFile(join(folder, ".vscode", "settings.json"), '{"cloze.fill.ghostText": true}');
    await typeLine("The dog barked and the cat sat on the [MASK]");
    const ghost = page.locator(".ghost-text, .ghost-text-decoration, .ghost-text-decoration-preview").first();
    await ghost.waitFor();
    const word = (await ghost.textContent())?.trim();
    await screenshot(page, "blank-ghost");
    await page.keyboard.press("Tab");
    await waitFor(async () => (await lastLine()) === `The dog barked and the cat sat on the ${word}`);
    await page.keyboard.press("ControlOrMeta+Z");
    await waitFor(async () => (await lastLine()) === "The dog barked and the cat sat on the [MASK]");
  });

  it("is a mask in the panel, with the words that it asks for", async () => {
    await typeLine("The sky was [MASK|red,green,blue] and [MASK*2].");
    await page.keyboard.press("Escape");
    await runCommand(page, "Cloze: Show Tokens and Attention");
    const panel = page.frameLocator("iframe.webview").frameLocator("#active-frame");
    const masks = panel.locator(".tokens .piece-text", { hasText: /^\[MASK\]$/ });
    await masks.nth(2).waitFor();
    assert.equal(await masks.count(), 3);
    await masks.first().click();
    await panel.locator(".fill-text").nth(2).waitFor();
    assert.deepEqual((await panel.locator(".fill-text").allTextContents()).sort(), ["blue", "green", "red"]);
    await screenshot(page, "blank-panel");
    await runCommand(page, "View: Close All Editors in Group");
  });

  it("compares the words of a template: a bar a row in a panel, and copies the table", async () => {
    await typeLine("[MASK|he,she] works as a {nurse,engineer,soldier}.");
    await page.keyboard.press("Escape");
    await runCommand(page, "Cloze: Compare Words in a Template");
    const panel = page.frameLocator("iframe.webview").frameLocator("#active-frame");
    const lines = panel.locator("tbody tr");
    await lines.filter({ hasText: /^nurse−\d\.\d\d towards she/ }).waitFor();
    assert.equal(await lines.count(), 3);
    // Bars on the side of their word, the longest all of it.
    const shares = await panel
      .locator(".odds-bar")
      .evaluateAll((bars) => bars.map((bar) => Number((bar as HTMLElement).style.getPropertyValue("--share"))));
    assert.equal(Math.max(...shares), 1);
    assert.deepEqual(
      shares.flatMap((share, i) => (share > 0 ? [i] : [])),
      [0, 3, 5],
    );
    await page.locator(".notification-toast").first().waitFor({ state: "hidden" });
    await runCommand(page, "View: Toggle Primary Side Bar Visibility");
    await screenshot(page, "compare-words");
    await panel.getByRole("button", { name: "Copy the table" }).press("Enter");
    await waitFor(async () => (await page.evaluate(() => navigator.clipboard.readText())).startsWith("slot 1\tfirst"));
  });
});
