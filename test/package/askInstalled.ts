import assert from "node:assert/strict";
import { resolve } from "node:path";
import { openWorkbench } from "../harness/openWorkbench";
import { goToPlace, openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const SAMPLE = resolve(import.meta.dirname, "../sample");

/**
 * Installs a package into a real VS Code, and asks it for a fill, for a next sentence and for tone.
 *
 * @param extension - Path of a `.vsix`, or of an unpacked package, which is linked and not checked for its platform.
 * @param device - The device that is to answer, as the status names it.
 */
export async function askInstalled(extension: string, device: string): Promise<void> {
  const { page, close } = await openWorkbench({ folder: SAMPLE, extension });
  try {
    await openFile(page, "try-me.md");
    await page.locator(".squiggly-info").first().waitFor();
    await page.locator(".statusbar-item", { hasText: `cloze-small · ${device}` }).waitFor();
    await goToPlace(page, 11, 5);
    await runCommand(page, "Cloze: Fill Mask");
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "%" }).first().waitFor();
    assert.ok((await rows.count()) >= 10, "Fill Mask offers fewer than ten words");
    await page.keyboard.press("Escape");
    await goToPlace(page, 17, 5);
    await runCommand(page, "Cloze: Check Next Sentence");
    await page.locator(".monaco-hover", { hasText: "P(next)" }).first().waitFor();
    await screenshot(page, `installed-${device}`);
  } finally {
    await close();
  }
}
