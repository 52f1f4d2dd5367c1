import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { goToPlace, openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { waitFor } from "../integration/waitFor";

const ROOT = resolve(import.meta.dirname, "../..");
const FOLDER = resolve(ROOT, "test/sample");
const TEXT = readFileSync(resolve(FOLDER, "try-me.md"), "utf8");
const LINE = "The train was late, so they had to wait at the station.";
const NEGATIVE = "This release is a disaster and it wasted our whole week.";

/** Puts the cursor into `word` where it stands first after `before`. */
async function goTo(page: Page, word: string, before = ""): Promise<void> {
  // Out of the way of lists, whose hovers would lie over them.
  await page.mouse.move(200, 600);
  const offset = TEXT.indexOf(word, TEXT.indexOf(before));
  const lines = TEXT.slice(0, offset).split("\n");
  await goToPlace(page, lines.length, (lines.at(-1)?.length ?? 0) + 2);
}

/** What the editor shows, with the words that a preview puts in. */
async function readLine(page: Page, part: string): Promise<string> {
  return await page
    .locator(".editor-instance .view-line", { hasText: part })
    .first()
    .evaluate((line) =>
      [...line.querySelectorAll("span")]
        .filter((span) => span.childElementCount === 0)
        .map((span) => {
          const before = getComputedStyle(span, "::before").content;
          const added = before === "none" || before === "normal" ? "" : before.slice(1, -1);
          return added + (getComputedStyle(span).display === "none" ? "" : span.textContent);
        })
        .join("")
        .replaceAll("\u00a0", " "),
    );
}

/** All that the editor shows, wrapped lines joined. */
async function readText(page: Page): Promise<string> {
  const lines = await page
    .locator(".editor-instance .view-line")
    .evaluateAll((all) => all.map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent })));
  return lines
    .sort((a, b) => a.top - b.top)
    .map(({ text }) => text)
    .join("")
    .replaceAll("\u00a0", " ");
}

describe("Cloze in the editor", () => {
  let workbench: Workbench;
  let page: Page;
  const list = () => page.locator(".quick-input-list .monaco-list-row");

  before(async () => {
    workbench = await openWorkbench({
      folder: FOLDER,
      extension: ROOT,
      viewport: { width: 1200, height: 760 },
      settings: {
        "workbench.colorTheme": "Default Dark Modern",
        "files.autoSave": "off",
        "editor.minimap.enabled": false,
      },
    });
    page = workbench.page;
    await openFile(page, "try-me.md");
  });
  after(() => workbench.close());

  it("underlines the negative sentence and lists it", async () => {
    await page.locator(".squiggly-info").first().waitFor();
    await screenshot(page, "tone");
    await runCommand(page, "View: Focus Problems (Errors, Warnings, Infos)");
    const line = TEXT.slice(0, TEXT.indexOf(NEGATIVE)).split("\n").length;
    const row = page.locator(".markers-panel .monaco-list-row", { hasText: "reads negative" });
    await row.filter({ hasText: `[Ln ${line}, ` }).waitFor();
    await page.keyboard.press("ControlOrMeta+J");
  });

  it("shows the three scores in a hover, and the words they rest on", async () => {
    await goTo(page, "disaster");
    await runCommand(page, "Show or Focus Hover");
    // The message of the mark is there first.
    await page
      .locator(".monaco-hover", { hasText: /Mostly for .*disaster/ })
      .first()
      .waitFor();
    await screenshot(page, "tone-hover");
    await page.keyboard.press("Escape");
  });

  it("offers other words in a quick fix, with the tone of the sentence", async () => {
    await goTo(page, "disaster");
    await page.keyboard.press("ControlOrMeta+.");
    await page.locator(".action-widget .monaco-list-row", { hasText: "Find another word for “disaster”" }).click();
    await list()
      .filter({ hasText: /sentence [\d.]+ % negative/ })
      .first()
      .waitFor();
    await screenshot(page, "tone-words");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".tab.active.dirty").count(), 0);
  });

  it("offers words for the word at the cursor, with its own rank", async () => {
    await goTo(page, "station");
    await page.keyboard.press("Shift+Alt+M");
    await list().first().waitFor();
    assert.ok((await list().count()) >= 10);
    assert.match((await list().first().textContent()) ?? "", /%/);
    await list()
      .filter({ hasText: /station.*in the text now, rank \d+/ })
      .waitFor();
  });

  it("shows each word of the list in the text, and restores the text on Escape", async () => {
    await page.keyboard.press("ArrowDown");
    const chosen = await page.locator(".quick-input-list .monaco-list-row.focused .label-name").first().textContent();
    assert.ok(chosen);
    await waitFor(async () => (await readLine(page, "The train was late")) === LINE.replace("station", chosen));
    await screenshot(page, "fill-mask");
    await page.keyboard.press("Escape");
    await waitFor(async () => (await readLine(page, "The train was late")) === LINE);
    assert.equal(await page.locator(".tab.active.dirty").count(), 0);
  });

  it("says how likely a typed word is", async () => {
    await page.keyboard.press("Shift+Alt+M");
    await list().first().waitFor();
    await page.keyboard.type("airport");
    await list()
      .filter({ hasText: /^airport.*%/ })
      .waitFor();
    await screenshot(page, "fill-mask-typed");
    await page.keyboard.press("Escape");
  });

  it("replaces the word on Enter, and one undo brings it back", async () => {
    await goTo(page, "[MASK]", "She put");
    await page.keyboard.press("Shift+Alt+M");
    await list().first().waitFor();
    const chosen = await page.locator(".quick-input-list .monaco-list-row.focused .label-name").first().textContent();
    await page.keyboard.press("Enter");
    await page.locator(".tab.active.dirty").waitFor();
    await waitFor(
      async () => (await readLine(page, "She put")) === `She put the kettle on and made a cup of ${chosen}.`,
    );
    await page.keyboard.press("ControlOrMeta+Z");
    await page.locator(".tab.active:not(.dirty)").waitFor();
    // The tab loses its mark before the text is painted.
    await waitFor(async () => (await readLine(page, "She put")) === "She put the kettle on and made a cup of [MASK].");
  });

  it("says right behind the second sentence whether it follows, until Escape, and copies the answer", async () => {
    await goTo(page, "The program reads");
    await page.keyboard.press("Shift+Alt+N");
    await page.locator(".monaco-hover", { hasText: "P(next)" }).first().waitFor();
    // Behind its own sentence, not behind the third one on the line.
    const answer = /holds one setting\.\s*follows: fits better than \d of \d others\s*The price/;
    await waitFor(async () => answer.test(await readText(page)));
    await screenshot(page, "next-sentence");
    await page.locator(".monaco-hover").getByRole("link", { name: "Copy" }).first().click();
    const read = () => page.evaluate(() => navigator.clipboard.readText());
    await waitFor(async () => /^The second sentence follows the first\.\n.*\nP\(next\)/s.test(await read()));
    await goTo(page, "Each line");
    await page.keyboard.press("Escape");
    await waitFor(async () => !(await readText(page)).includes("fits better"));
    await page.locator(".monaco-hover").first().waitFor({ state: "hidden" });
  });

  it("shows the whole answer where the sentence reaches to the editor's edge", async () => {
    await page.setViewportSize({ width: 800, height: 760 });
    await goTo(page, "Select the first sentence");
    await page.keyboard.press("Shift+Alt+N");
    await waitFor(async () => /(?:\d of|than) \d others(?: fit better)?/.test(await readText(page)));
    await screenshot(page, "next-sentence-narrow");
    const editor = await page.locator(".editor-instance .editor-scrollable").first().boundingBox();
    const ends = await page
      .locator(".editor-instance .view-line > span > span", { hasText: /others|fit better|follow|unclear/ })
      .evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().right));
    assert.ok(editor && ends.length > 0 && ends.every((end) => end <= editor.x + editor.width));
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 1200, height: 760 });
  });

  it("takes no heading for the next sentence", async () => {
    await goTo(page, "Everything on this page");
    await page.keyboard.press("Shift+Alt+N");
    await page.locator(".notification-toast", { hasText: "A heading stands after this sentence" }).waitFor();
  });

  it("names the model and the device in the status bar, and opens a menu from there", async () => {
    const status = page.locator(".statusbar-item", { hasText: "cloze-small · CPU" });
    await status.waitFor();
    await status.click();
    await list().filter({ hasText: "Turn Checks Off" }).waitFor();
    await screenshot(page, "status");
    await list().filter({ hasText: "Turn Checks Off" }).click();
    await list().filter({ hasText: "Everywhere" }).click();
    await page.locator(".statusbar-item", { hasText: "checks off" }).waitFor();
    await page.locator(".squiggly-info").first().waitFor({ state: "detached" });
    await runCommand(page, "Cloze: Turn Checks On or Off");
    await page.locator(".squiggly-info").first().waitFor();
  });

  it("says in plain words what runs where, and reaches the settings of the machine from its menu", async () => {
    const status = page.locator(".statusbar-item", { hasText: "cloze-small · CPU" });
    await status.hover();
    const hover = page.locator(".monaco-hover", { hasText: "Everything runs on this machine" }).first();
    await hover.waitFor();
    assert.match((await hover.textContent()) ?? "", /Runs\son\sthe\sCPU/);
    assert.doesNotMatch((await hover.textContent()) ?? "", /lib\w+\.so|cannot\sbe\shad/);
    await screenshot(page, "status-hover");
    await status.click();
    await list().filter({ hasText: "Tone: cloze-small" }).click();
    await list().filter({ hasText: "distilbert-base-uncased-finetuned-sst-2-english" }).waitFor();
    await page.locator(".quick-input-widget input").fill("bert-base-cased");
    await list().filter({ hasText: "Cannot serve here: it labels no sentences" }).first().waitFor();
    await page.keyboard.press("Escape");
    await status.click();
    await list().filter({ hasText: "Device" }).click();
    const setting = page.locator(".settings-editor .setting-item-contents", { hasText: "Cloze: Device" });
    await setting.first().waitFor();
    await screenshot(page, "status-settings");
    await page.keyboard.press("Escape");
    await runCommand(page, "View: Close All Editors");
    await openFile(page, "try-me.md");
  });

  it("is in the context menu of the editor", async () => {
    await page.locator(".view-line", { hasText: "This release is a disaster" }).first().click({ button: "right" });
    await page
      .locator(".context-view .action-label", { hasText: /^Cloze$/ })
      .first()
      .click();
    await page.locator(".context-view .action-label", { hasText: "Fill Mask" }).waitFor();
    await screenshot(page, "context-menu");
    await page.keyboard.press("Escape");
  });

  it("reads the comments of a program", async () => {
    await openFile(page, "kettle.py");
    await page.locator(".view-line", { hasText: "The heater is turned on first." }).first().waitFor();
    await runCommand(page, "Go to Line/Column...");
    await page.locator(".quick-input-widget input").fill(":12:20");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Alt+N");
    await page.locator(".monaco-hover", { hasText: "The second sentence follows the first" }).first().waitFor();
    await screenshot(page, "program");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+Alt+M");
    await list()
      .filter({ hasText: /in the text now, rank \d+/ })
      .waitFor();
    await page.keyboard.press("Escape");
    await openFile(page, "try-me.md");
  });

  it("has a walkthrough, whose buttons work where they stand, and which ticks what has worked", async () => {
    await runCommand(page, "View: Close All Editors");
    await runCommand(page, "Welcome: Open Walkthrough...");
    await list().filter({ hasText: "Get Started with Cloze" }).click();
    const walkthrough = page.locator(".gettingStartedContainer");
    await walkthrough.getByRole("heading", { name: "Fill a word" }).waitFor();
    const media = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    await media.getByText("Which word would fit here?").waitFor({ state: "attached" });
    const ticked = () => walkthrough.locator(".getting-started-step .codicon-getting-started-step-checked.complete");
    const press = (name: string) => walkthrough.locator(".expanded").getByRole("button", { name }).click();
    const open = (name: string) => walkthrough.getByRole("heading", { name }).click();

    await press("Fill Mask");
    await page.locator(".notification-toast", { hasText: "Open a text" }).waitFor();
    assert.equal(await ticked().count(), 0);
    await press("Open Sample Text");
    await page.locator(".tab", { hasText: "A text to try Cloze on" }).waitFor();
    await page.locator(".squiggly-info").first().waitFor();
    // It opens beside the page; pressed again, it is shown again.
    await press("Open Sample Text");
    assert.equal(await page.locator(".tab", { hasText: "A text to try Cloze on" }).count(), 1);
    await press("Fill Mask");
    await list().first().waitFor();
    await page.keyboard.press("Escape");
    await ticked().nth(0).waitFor();

    await open("Check that a sentence follows");
    await press("Check Next Sentence");
    await page.locator(".monaco-hover", { hasText: "P(next)" }).first().waitFor();
    await ticked().nth(1).waitFor();
    await page.keyboard.press("Escape");
    await open("Read the tone");
    await press("Check Tone and Words of This Document");
    // The step about words is done by the same command.
    await ticked().nth(3).waitFor();
    await screenshot(page, "walkthrough");
    await open("See what the model saw");
    await press("Show Tokens and Attention");
    await ticked().nth(4).waitFor();
    await page.locator(".tab", { hasText: "Tokens and Attention" }).waitFor();
  });
});
