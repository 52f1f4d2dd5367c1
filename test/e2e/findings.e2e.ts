import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { skipBecause } from "../harness/skipBecause";
import { waitFor } from "../integration/waitFor";

const ROOT = resolve(import.meta.dirname, "../..");
const NEGATIVE = "This is a terrible and stupid book, and I hated it.";
const TEXTS: Readonly<Record<string, string>> = {
  "guide.md": `# Guide\n\nSet the value form the list. Every record has a line.\n\n${NEGATIVE}\n`,
  "letter.md": `# Letter\n\nYou need a account to begin. Look in the the data folder.\n`,
  "program.py": "# What an awful, worthless and stupid film that was.\nx = 1\n",
};

describe("the view Cloze: Findings", () => {
  let workbench: Workbench;
  let page: Page;
  let folder: string;
  const view = () => page.locator(".pane-body .customview-tree, .customview-tree").first();
  const rows = () => page.locator(".panel .customview-tree .monaco-list-row");
  const row = (text: RegExp | string) => rows().filter({ hasText: text }).first();
  /** Closing the palette gives the focus back to where it was, and only then the command takes it: keys must wait. */
  const focusList = async () => {
    await runCommand(page, "Cloze: Focus on Findings View");
    await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await page.locator(".panel .customview-tree .monaco-list:focus-within").waitFor();
  };
  const focused = () => page.locator(".panel .customview-tree .monaco-list-row.focused");

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-findings-"));
    for (const [name, text] of Object.entries(TEXTS)) await writeFile(join(folder, name), text);
    // The view needs no repository; the last test does.
    for (const words of [
      ["init", "-q"],
      ["add", "."],
      ["commit", "-q", "-m", "first"],
    ])
      git(folder, words);
    workbench = await openWorkbench({
      folder,
      extension: ROOT,
      viewport: { width: 1100, height: 720 },
      settings: {
        "workbench.colorTheme": "Default Dark Modern",
        "editor.minimap.enabled": false,
        "files.autoSave": "off",
        // VS Code's Git extension says what has changed; the integration test goes without it.
        "git.enabled": true,
      },
    });
    page = workbench.page;
    await page.locator(".statusbar-item", { hasText: "Cloze" }).first().waitFor();
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("says what to do while nothing has been checked", async () => {
    await runCommand(page, "Cloze: Focus on Findings View");
    await page.locator(".welcome-view-content", { hasText: "Nothing has been checked yet" }).waitFor();
    await screenshot(page, "findings-empty");
  });

  it("lists what the check of the workspace found, by file, with a badge", async () => {
    await page.locator(".welcome-view-content a.monaco-button", { hasText: "Check…" }).click();
    const list = page.locator(".quick-input-list .monaco-list-row");
    await list.filter({ hasText: "Workspace" }).click();
    await row("guide.md").waitFor();
    await row("letter.md").waitFor();
    await page.locator(".notification-toast", { hasText: "Cloze: Findings lists them" }).waitFor();
    await runCommand(page, "Notifications: Clear All Notifications");
    await row(/“form” may be the wrong word/).waitFor();
    await screenshot(page, "findings-by-file");
    assert.deepEqual(
      (await rows().allTextContents()).filter((text) => text.includes(".md")).map((text) => text.slice(0, 9)),
      ["guide.md2", "letter.md"],
    );
  });

  it("previews a finding at a click, and keeps the focus in the list", async () => {
    await row(/“a” before “account”/).click();
    await page.locator('.tab.active[data-resource-name="letter.md"]').waitFor();
    await page.locator(".tab.active.italic, .tab.active .monaco-icon-label.italic").first().waitFor();
    await focused().filter({ hasText: "account" }).waitFor();
  });

  it("groups by rule, and goes through the findings by keys alone", async () => {
    await runCommand(page, "Cloze: List Findings by Rule");
    await row("A word where another one was meant").waitFor();
    await focusList();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await focused().filter({ hasText: "Reads negative" }).waitFor();
    await screenshot(page, "findings-by-rule");
    await page.keyboard.press("Enter");
    await page.locator('.tab.active[data-resource-name="guide.md"]').waitFor();
    // Enter goes to the text, as it does in other lists.
    await page.locator(".statusbar-item", { hasText: /Ln 5, Col 1/ }).waitFor();
  });

  it("applies a fix from the list, and leaves a sentence unmarked", async () => {
    await row(/“form” may be the wrong word/).hover();
    await row(/“form”/)
      .locator('.action-label[aria-label*="Apply the Suggested Fix"]')
      .click();
    await page.locator(".view-line", { hasText: /value\sfrom\sthe\slist/ }).waitFor();
    await row(/“form”/).waitFor({ state: "detached" });
    await row(/Reads negative/).hover();
    await row(/Reads negative/)
      .locator('.action-label[aria-label*="Leave Unmarked"]')
      .click();
    await row(/Reads negative/).waitFor({ state: "detached" });
    assert.equal(await rows().filter({ hasText: "letter.md" }).count(), 2);
  });

  it("has the fixes of a row in a menu that keys open", async () => {
    await focusList();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+F10");
    const menu = page.locator(".monaco-menu .action-item");
    await menu.filter({ hasText: "Apply the Suggested Fix" }).first().waitFor();
    const titles = await menu.allTextContents();
    for (const title of [
      "Show Fixes…",
      "Leave Unmarked",
      "Leave Unmarked, With a Comment",
      "Never Mark This Pair of Words",
    ]) {
      assert.ok(
        titles.some((shown) => shown.includes(title)),
        `${title}: ${titles.join(" | ")}`,
      );
    }
    await screenshot(page, "findings-menu");
    await page.keyboard.press("Escape");
  });

  it("says in the status bar which rules run here, and why others do not", async () => {
    await openFile(page, "program.py");
    await page.locator(".statusbar-item", { hasText: "cloze-small" }).first().hover();
    const hover = page.locator(".monaco-hover", { hasText: "its language is not among those to check" }).first();
    await hover.waitFor();
    assert.match(
      (await hover.textContent()) ?? "",
      /tone\/negative: some marks.*At most|At most 1,000 marks of a file/s,
    );
    await screenshot(page, "status-rules");
    await page.keyboard.press("Escape");
  });

  it("asks what to check, the smallest first", async () => {
    await page.keyboard.press("ControlOrMeta+J");
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("Shift+End");
    await runCommand(page, "Cloze: Check…");
    const list = page.locator(".quick-input-list .monaco-list-row");
    await list.filter({ hasText: "Selection" }).waitFor();
    const labels = (await list.locator(".label-name").allTextContents()).map((label) => label.trim());
    assert.deepEqual(labels, ["Selection", "Paragraph", "This File", "Changed Files", "Workspace"]);
    await screenshot(page, "check-scopes");
    await page.keyboard.press("Escape");
  });

  it("checks by hand what is off by default, and follows while one types", async () => {
    await runCommand(page, "Cloze: List Findings by File");
    await runCommand(page, "Cloze: Focus on Findings View");
    await page.locator(".editor-instance .view-lines").first().click();
    await runCommand(page, "Cloze: Check Tone and Words of This Document");
    await row("program.py").waitFor();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.type("\n\n");
    await waitFor(async () => ((await row(/Reads negative/).textContent()) ?? "").includes("Ln 3"));
    assert.ok(await view().isVisible());
  });

  it("checks the files that have changed since the last commit", async function () {
    if (!existsSync(join(folder, ".git"))) skipBecause(this, "there is no git");
    await writeFile(join(folder, "new.md"), "You need a account to begin.\n");
    await runCommand(page, "Cloze: Check Changed Files");
    await row("new.md").waitFor();
    await page.locator(".notification-toast", { hasText: /1 mark in \d+ sentences? in 1 file \(words 1\)/ }).waitFor();
  });
});

/** Where there is no git, nothing is done. */
function git(folder: string, words: readonly string[]): void {
  spawnSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.c", ...words]);
}
