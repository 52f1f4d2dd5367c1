import type { Page } from "playwright-core";

/** Runs a command through the command palette. `title` as the palette shows it, "Category: Title". */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await pick(page, `>${title}`, title);
}

/** Opens a file of the workbench's folder, and waits until its text is on screen. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+P");
  await pick(page, name, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator(".editor-instance .view-lines").first().waitFor();
}

/** Types into the quick input that is opening and takes the entry that shows `label`. */
async function pick(page: Page, typed: string, label: string): Promise<void> {
  const widget = page.locator(".quick-input-widget");
  await widget.locator("input").fill(typed);
  await widget.locator(".quick-input-list .monaco-list-row").filter({ hasText: label }).first().click();
}
