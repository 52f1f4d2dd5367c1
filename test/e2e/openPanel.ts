import { resolve } from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { openWorkbench, type Workbench, type WorkbenchOptions } from "../harness/openWorkbench";
import { goToPlace, openFile, runCommand } from "../harness/palette";

const ROOT = resolve(import.meta.dirname, "../..");

export interface OpenedPanel {
  readonly workbench: Workbench;
  /** The page in the panel, whichever of them is in front. */
  readonly panel: FrameLocator;
}

/** Opens a workbench on the sample folder, wide enough for the panel beside a document; the caller closes it. */
export async function openForPanel(options: Partial<WorkbenchOptions> = {}): Promise<OpenedPanel> {
  const workbench = await openWorkbench({
    folder: "test/sample",
    extension: ROOT,
    viewport: { width: 1500, height: 1000 },
    ...options,
    settings: { "workbench.colorTheme": process.env["CLOZE_THEME"] ?? "Default Dark Modern", ...options.settings },
  });
  return { workbench, panel: findPanel(workbench.page) };
}

export function findPanel(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}

/** Shows the sentence at a line and column of a file, both from 1, and waits for its attention. */
export async function showInPanel(
  { workbench: { page }, panel }: OpenedPanel,
  { file, line, column }: { readonly file: string; readonly line: number; readonly column: number },
): Promise<void> {
  await openFile(page, file);
  await goToPlace(page, line, column);
  await runCommand(page, "Cloze: Show Tokens and Attention");
  await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
}
