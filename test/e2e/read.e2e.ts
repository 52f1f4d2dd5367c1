import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const TEXT = `---
title: Notes
---

# The first release

It reads **every line** of the file. It runs \`npm ci\` and [the tests](https://example.org/tests) at night.

\`\`\`js
const never = "read";
\`\`\`

<!-- cloze-disable-next-line -->
This release is a disaster. It wasted our week.

- A list item stands alone.

Dieser Absatz ist auf Deutsch und wird deshalb von keiner der Regeln für das Englische geprüft.
`;

const THEMES = [
  { theme: "Default Dark Modern", name: "read-dark" },
  { theme: "Default Light Modern", name: "read-light" },
  { theme: "Default High Contrast", name: "read-contrast" },
];

describe("show what is read", () => {
  let workbench: Workbench;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-read-"));
    await writeFile(join(folder, "notes.md"), TEXT);
    workbench = await openWorkbench({
      folder,
      file: join(folder, "notes.md"),
      extension: resolve(import.meta.dirname, "../.."),
      viewport: { width: 1500, height: 620 },
      settings: {
        "workbench.colorTheme": "Default Dark Modern",
        "workbench.secondarySideBar.defaultVisibility": "hidden",
      },
    });
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("opens a view beside the document, with the focus left in it", async () => {
    const { page } = workbench;
    page.setDefaultTimeout(60_000);
    await page.locator(".statusbar-item", { hasText: "cloze" }).first().waitFor({ timeout: 110_000 });
    await source(page)
      .locator(".view-line", { hasText: "It reads" })
      .click({ position: { x: 60, y: 9 } });
    await runCommand(page, "Cloze: Show What Is Read");
    await legend(page).waitFor();
    assert.match((await legend(page).textContent()) ?? "", /7 sentences in markdown/);
    await note(page, "read").waitFor();
  });

  it("says at the line of the cursor why a place is not read or not marked", async () => {
    const { page } = workbench;
    for (const { text, says } of [
      { text: "never", says: "not read: code" },
      { text: "cloze-disable", says: "not read: a comment to Cloze about marks" },
      { text: "title: Notes", says: "not read: front matter" },
      { text: "disaster", says: "never marked: a cloze-disable comment" },
      { text: "Deutsch", says: "never marked: it is not taken for English" },
    ]) {
      await source(page)
        .locator(".view-line", { hasText: text })
        .click({ position: { x: 70, y: 9 } });
      await note(page, says).waitFor();
    }
  });

  it("follows edits", async () => {
    const { page } = workbench;
    await source(page).locator(".view-line", { hasText: "A list item" }).click();
    await page.keyboard.press("End");
    await page.keyboard.insertText(" Here is one more.");
    await legend(page).filter({ hasText: "8 sentences" }).waitFor();
  });

  it("goes to the view when it is run again, and says what the place is", async () => {
    const { page } = workbench;
    await source(page)
      .locator(".view-line", { hasText: "It reads" })
      .click({ position: { x: 60, y: 9 } });
    await runCommand(page, "Cloze: Show What Is Read");
    await page.locator(".monaco-hover", { hasText: "Sentence 2 of 8, read as" }).first().waitFor();
    await screenshot(page, "read-hover");
    await page.keyboard.press("Escape");
  });

  for (const { theme, name } of THEMES) {
    it(`can be read in ${theme}`, async () => {
      const { page } = workbench;
      await runCommand(page, "Preferences: Color Theme");
      await page.locator(".quick-input-widget input").fill(theme.replace("Default ", ""));
      await page.locator(".quick-input-list .monaco-list-row.focused").first().waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
      await view(page).locator('.view-overlays .cdr[class*="ced-"]').first().waitFor();
      await screenshot(page, name);
    });
  }
});

/** The document and its view are the first and the second group. */
function source(page: Page) {
  return page.locator(".editor-group-container").nth(0);
}

function view(page: Page) {
  return page.locator(".editor-group-container").nth(1);
}

function legend(page: Page) {
  return view(page).locator(".codelens-decoration", { hasText: "grey: not read" });
}

function note(page: Page, text: string) {
  return view(page)
    .locator(".view-line", { hasText: `← ${text}` })
    .first();
}
