import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";

const ROOT = resolve(import.meta.dirname, "../..");

/**
 * Saves a picture of the page as `out/screenshots/<name>.png`, or, with CLOZE_SCREENSHOTS=1, as
 * `media/screenshots/<name>.png`, which the README shows.
 *
 * @returns The file's absolute path.
 */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(ROOT, process.env["CLOZE_SCREENSHOTS"] === "1" ? "media" : "out", "screenshots");
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  return path;
}
