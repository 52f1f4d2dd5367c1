import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { goToPlace, openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const ROOT = resolve(import.meta.dirname, "../..");
const FOLDER = resolve(ROOT, "test/sample");
const TEXT = readFileSync(resolve(FOLDER, "slips.md"), "utf8");

/** The messages of the seven slips, in the order of the text. */
const MESSAGES = [
  "“form” may be the wrong word. Did you mean “from”?",
  "“sensors” may be the wrong word. Did you mean “sensor”?",
  "“a” before “account”. Did you mean “an”?",
  "“to” may be the wrong word. Did you mean “too”?",
  "A word may be missing before “boiling”. Did you mean “is boiling”?",
  "“is” may be a word too many. Did you mean “be closed”?",
  "“the” stands twice. Did you mean it once?",
];

/** Puts the cursor into `word`. */
async function goTo(page: Page, word: string): Promise<void> {
  await page.mouse.move(200, 600);
  const lines = TEXT.slice(0, TEXT.indexOf(word)).split("\n");
  await goToPlace(page, lines.length, (lines.at(-1)?.length ?? 0) + 2);
}

/**
 * Runs Auto Fix until the text reads as it should. VS Code drops an Auto Fix without a word when it looks for fixes anew
 * meanwhile, as it does some time after the cursor was moved: a person presses the keys again.
 */
async function autoFix(page: Page, mended: RegExp): Promise<void> {
  const text = page.locator(".view-lines", { hasText: mended }).first();
  for (let tries = 1; tries < 4; tries++) {
    await runCommand(page, "Auto Fix...");
    const isMended = await text.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (isMended) return;
  }
  await runCommand(page, "Auto Fix...");
  await text.waitFor();
}

describe("words that are not the ones meant, in the editor", () => {
  let workbench: Workbench;
  let page: Page;
  const actions = () => page.locator(".action-widget .monaco-list-row");

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
    await openFile(page, "slips.md");
  });
  after(() => workbench.close());

  it("underlines the seven slips of the sample text and lists them", async () => {
    await page.locator(".squiggly-info").nth(6).waitFor();
    await runCommand(page, "View: Focus Problems (Errors, Warnings, Infos)");
    for (const message of MESSAGES) {
      await page.locator(".markers-panel .monaco-list-row", { hasText: message }).waitFor();
    }
    await screenshot(page, "words-problems");
    await page.keyboard.press("ControlOrMeta+J");
    assert.equal(await page.locator(".squiggly-info").count(), MESSAGES.length);
  });

  it("shows the sentence with the other word in a hover", async () => {
    await goTo(page, "form");
    await runCommand(page, "Show or Focus Hover");
    const hover = page.locator(".monaco-hover", { hasText: /% sure/ }).first();
    await hover.waitFor();
    assert.match((await hover.textContent()) ?? "", /reads\sthe\stemperature\sfrom\sthe\ssensor/);
    await screenshot(page, "words-hover");
    await page.keyboard.press("Escape");
  });

  it("lists what can be done about a word, and mends it", async () => {
    await goTo(page, "form");
    await page.keyboard.press("ControlOrMeta+.");
    await actions().filter({ hasText: "Leave this word unmarked" }).first().waitFor();
    await screenshot(page, "words-fixes");
    for (const title of ["Find another word for “form”", "Never suggest “from” for “form”"]) {
      await actions().filter({ hasText: title }).waitFor();
    }
    await actions().filter({ hasText: "Replace with “from”" }).first().click();
    await page.locator(".view-line", { hasText: /temperature\sfrom\sthe\ssensor/ }).waitFor();
  });

  it("inserts a missing word, deletes one too many, and applies the preferred fix by Auto Fix", async () => {
    const cases = [
      ["a account", /need\san\saccount/],
      // The line may break before the word.
      ["boiling", /while\sit\sis\s?boiling/],
      ["the data", /in\sthe\sdata\sfolder/],
    ] as const;
    for (const [done, [word, mended]] of cases.entries()) {
      // "form" is mended already. The marks are back once the document has been read again.
      const left = MESSAGES.length - 1 - done;
      await page.waitForFunction((count) => document.querySelectorAll(".squiggly-info").length === count, left);
      await goTo(page, word);
      await autoFix(page, mended);
    }
    await runCommand(page, "File: Revert File");
  });
});
