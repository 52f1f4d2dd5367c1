import { format } from "node:util";
import type { Page } from "playwright-core";
import { launchBrowser } from "./launchBrowser";
import { type ServerOptions, startServer } from "./startServer";

/** Longest time until the editor's frame is on screen; it takes a few seconds. */
const OPEN_LIMIT_MS = 60_000;

export interface WorkbenchOptions extends ServerOptions {
  /** CSS pixels; default: 1280 by 800. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Device pixels for a CSS pixel: 2 for sharp pictures. Default: 1. */
  readonly scale?: number;
  /** The language that extensions are told, such as "de". VS Code's own texts stay English, for want of its language pack. */
  readonly language?: string;
  /** Receives everything that the extension host and the workbench print. */
  readonly onLog?: (level: string, message: string) => void;
}

export interface Workbench {
  readonly page: Page;
  /** Exit code of the tests in the extension host, if it runs any; rejects when the workbench ends before they do. */
  readonly testsExitCode: Promise<number>;
  /** Ends browser and server and removes their data. */
  readonly close: () => Promise<void>;
}

/** Opens a real VS Code in a real browser, with the extension under development loaded. The caller closes it. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const server = await startServer(options);
  const closers = [server.close];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const browser = await launchBrowser();
    closers.push(() => browser.close());
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.scale ?? 1,
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    const { language } = options;
    if (language !== undefined) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = "${language}"`);
    const testsExitCode = new Promise<number>((resolve, reject) => {
      const exposed = page.exposeFunction("codeAutomationExit", resolve);
      exposed.catch(reject);
      server.process.once("exit", () => reject(new Error("the VS Code server ended before the tests did")));
      page.once("crash", () => reject(new Error("the browser page crashed before the tests ended")));
      page.once("close", () => reject(new Error("the browser page was closed before the tests ended")));
    });
    testsExitCode.catch(() => undefined); // not every caller runs tests
    await page.exposeFunction("codeAutomationLog", (level: string, args: readonly unknown[]) =>
      options.onLog?.(level, format(...args)),
    );
    await page.goto(server.url);
    await page.locator(".monaco-workbench").waitFor({ timeout: OPEN_LIMIT_MS });
    return { page, testsExitCode, close };
  } catch (error) {
    await close();
    throw error;
  }
}
