import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const ROOT = resolve(import.meta.dirname, "../..");
const SLIP = "The service reads the temperature form the sensor twice a minute.";
const FILES: Readonly<Record<string, string>> = {
  "station.txt": `${SLIP}\n`,
  "station.tex": `\\section{Station}\n\n${SLIP.replace("temperature", "\\emph{temperature}")}\n`,
  "station.py": `# ${SLIP}\nform = 1\n`,
  "station.ipynb": JSON.stringify({
    cells: [{ cell_type: "markdown", id: "a", metadata: {}, source: [SLIP] }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  }),
};

/** Opens a notebook and begins to write in its first cell, which has an editor then. */
async function openNotebook(page: Page, name: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+P");
  await page.locator(".quick-input-widget input").fill(name);
  await page.locator(".quick-input-widget .monaco-list-row", { hasText: name }).first().click();
  await page.locator(".notebook-editor .markdown-cell-row.focused").first().waitFor({ state: "attached" });
  await runCommand(page, "Notebook: Edit Cell");
}

describe("words that are not the ones meant, in other formats than Markdown", () => {
  let workbench: Workbench;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "cloze-words-"));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
    workbench = await openWorkbench({
      folder,
      extension: ROOT,
      settings: { "cloze.lint.languages": ["plaintext", "latex", "markdown", "python"] },
    });
  });
  after(async () => {
    await workbench.close();
    rmSync(folder, { recursive: true });
  });

  for (const name of Object.keys(FILES)) {
    it(`underlines the word in ${name}, and nothing else`, async () => {
      const { page } = workbench;
      await (name.endsWith(".ipynb") ? openNotebook(page, name) : openFile(page, name));
      await page.locator(".squiggly-info").first().waitFor();
      await runCommand(page, "View: Focus Problems (Errors, Warnings, Infos)");
      await page
        .locator(".markers-panel .monaco-list-row", { hasText: "“form” may be the wrong word. Did you mean “from”?" })
        .first()
        .waitFor();
      await screenshot(page, `words-${name.slice(name.indexOf(".") + 1)}`);
      await runCommand(page, "View: Close All Editors");
    });
  }
});
