import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { TINY_BERT } from "../checkpoint/checkpointFolder";
import type { Workbench } from "../harness/openWorkbench";
import { goToPlace, openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { skipBecause } from "../harness/skipBecause";
import { openForPanel } from "./openPanel";

const NAME = "acme/tiny-bert";
const BEFORE = "The kettle is on the table.";
const AFTER = "The kettle is under the table.";

describe("the panel, comparing with the last commit and with another model", () => {
  let workbench: Workbench;
  let page: Page;
  let panel: FrameLocator;
  let folder: string;
  const words = (kind: string) => panel.locator(`.view[aria-busy="false"] .compared-word.${kind}`);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-compare-"));
    const [text, cache] = [join(folder, "text"), join(folder, "cache")];
    await mkdir(text);
    await writeFile(join(text, "notes.md"), `# Notes\n\n${BEFORE}\n`);
    for (const command of [
      ["init", "-q"],
      ["add", "."],
      ["commit", "-q", "-m", "first"],
    ])
      git(text, command);
    await writeFile(join(text, "notes.md"), `# Notes\n\n${AFTER}\n`);
    await writeCached(cache);
    ({ workbench, panel } = await openForPanel({
      folder: text,
      environment: { HF_HUB_CACHE: cache, HF_HOME: cache, XDG_CACHE_HOME: cache },
      // VS Code's Git extension knows the last commit.
      settings: { "git.enabled": true, "cloze.lint.run": "manual" },
    }));
    page = workbench.page;
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("shows a sentence beside what was committed", async function () {
    if (!existsSync(join(folder, "text", ".git"))) skipBecause(this, "there is no git");
    await openFile(page, "notes.md");
    await goToPlace(page, 3, 5);
    await runCommand(page, "Cloze: Compare Inside BERT: With Last Commit");
    await words("replaced").first().waitFor();
    assert.deepEqual(await words("replaced").allTextContents(), ["≠replaced: on", "≠replaced: under"]);
    await panel.getByRole("button", { name: "Last commit", pressed: true }).waitFor();
    await screenshot(page, "panel-compare-commit");
  });

  it("shows it beside what another model on this machine makes of it", async () => {
    await panel.getByRole("button", { name: "Another model…" }).click();
    const row = page.locator(".quick-input-list .monaco-list-row", { hasText: NAME });
    await row.first().click();
    await panel.getByRole("button", { name: "Another model…", pressed: true }).waitFor();
    await panel.locator('.view[aria-busy="false"] .compared').first().waitFor();
    assert.equal(await words("replaced").count(), 0, "both read the same text");
    assert.match(await panel.locator(".view").innerText(), /cloze-small[^]*tiny-bert/);
    await screenshot(page, "panel-compare-model");
  });

  it("offers no earlier version of a document that was never saved", async () => {
    await runCommand(page, "File: New Untitled Text File");
    await page.locator('.tab.active[data-resource-name^="Untitled"]').waitFor();
    await page.keyboard.type(BEFORE);
    await runCommand(page, "Cloze: Compare Inside BERT…");
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "Another text…" }).waitFor();
    assert.equal(await rows.count(), 2);
    await rows.filter({ hasText: "Another model…" }).waitFor();
    await page.keyboard.press("Escape");
    await runCommand(page, "Cloze: Show Tokens and Attention");
    await panel.locator(".piece", { hasText: /^on$/ }).waitFor();
    await panel.getByRole("radio", { name: "Compare", exact: true }).check();
    await panel.locator(".against .note", { hasText: "never saved" }).waitFor();
    assert.equal(await panel.getByRole("button", { name: "As saved" }).isDisabled(), true);
    assert.equal(await panel.getByRole("button", { name: "Last commit" }).isDisabled(), true);
    await screenshot(page, "panel-compare-untitled");
  });
});

/** Puts the tiny model where Hugging Face's programs keep what they fetched. */
async function writeCached(cache: string): Promise<void> {
  const repo = join(cache, `models--${NAME.replace("/", "--")}`);
  const commit = "a".repeat(40);
  const snapshot = join(repo, "snapshots", commit);
  await mkdir(snapshot, { recursive: true });
  await mkdir(join(repo, "refs"));
  await writeFile(join(repo, "refs", "main"), commit);
  for (const name of await readdir(TINY_BERT)) await copyFile(join(TINY_BERT, name), join(snapshot, name));
}

/** Where there is no git, nothing is done. */
function git(folder: string, command: readonly string[]): void {
  spawnSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.c", ...command]);
}
