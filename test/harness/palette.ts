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

/** Puts the cursor of the editor into a line and a column, both from 1. */
export async function goToPlace(page: Page, line: number, column: number): Promise<void> {
  await page.keyboard.press("ControlOrMeta+G");
  await page.locator(".quick-input-widget input").fill(`:${line}:${column}`);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/** Gives the workbench another theme, by its name in the list. */
export async function chooseTheme(page: Page, theme: string): Promise<void> {
  await runCommand(page, "Preferences: Color Theme");
  const row = page.locator(".quick-input-list .monaco-list-row");
  // The list of themes opens where that of commands closes: what is typed too soon is typed into the other.
  await row
    .filter({ hasText: /^(?:Dark|Light) / })
    .first()
    .waitFor();
  await page.locator(".quick-input-widget input").fill(theme);
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: theme }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/** Types into the quick input that is opening and takes the entry that shows `label`. */
async function pick(page: Page, typed: string, label: string): Promise<void> {
  const widget = page.locator(".quick-input-widget");
  await widget.locator("input").fill(typed);
  await widget.locator(".quick-input-list .monaco-list-row").filter({ hasText: label }).first().click();
}
