import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Locator } from "playwright-core";
import { openWorkbench } from "../harness/openWorkbench";
import { openFile, runCommand } from "../harness/palette";
import type { Texts } from "./drawTexts";

const ROUNDS = 5;
const FRAMES = 60;
/** More than any model reads at once. */
const CHARACTERS = 9_000;
/** A model of the size of BERT base answers about its longest text in seconds, under load in many. */
const ANSWER_LIMIT_MS = 120_000;

/** The panel in a real workbench, on a text as long as the model reads. All in milliseconds. */
export interface PageFigures {
  readonly tokens: number;
  /** From the message with a text to the end of the frame that shows its tokens. */
  readonly texts: readonly number[];
  /** From the message with another head's attention to the end of the frame that shows it. */
  readonly heads: readonly number[];
  /** The work of each frame while a slider is dragged, until it is painted: the threshold of links, the layer of vectors. */
  readonly links: readonly number[];
  readonly vectors: readonly number[];
}

/** @param folder - Of the model. */
export async function measurePage(folder: string, { prose }: Texts): Promise<PageFigures> {
  const place = await mkdtemp(join(tmpdir(), "cloze-bench-page-"));
  await writeFile(join(place, "long.txt"), prose.join(" ").slice(0, CHARACTERS));
  const workbench = await openWorkbench({
    folder: place,
    extension: resolve(import.meta.dirname, "../.."),
    viewport: { width: 1500, height: 1000 },
    settings: { "cloze.model": folder, "cloze.lint.run": "manual" },
  });
  try {
    const { page } = workbench;
    const panel = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    const root = panel.locator("html");
    await openFile(page, "long.txt");
    await page.keyboard.press("ControlOrMeta+A");
    await runCommand(page, "Cloze: Show Tokens and Attention");
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor({ timeout: ANSWER_LIMIT_MS });
    await recordPaints(root);
    for (let round = 0; round < ROUNDS; round += 1) {
      await panel.locator(`[data-key="head:${round % 2}:0"]`).click();
      await panel.locator('.view[aria-busy="false"]').waitFor({ timeout: ANSWER_LIMIT_MS });
      await waitForPaints(root, "attention", round + 1);
    }
    const links = await dragSlider(root, '.controls input[type="range"]');
    await panel.locator('[data-key="view:vectors"]').check();
    await panel.locator('.picker input[type="range"]').waitFor({ timeout: ANSWER_LIMIT_MS });
    await panel.locator('.view[aria-busy="false"]').waitFor({ timeout: ANSWER_LIMIT_MS });
    const vectors = await dragSlider(root, '.picker input[type="range"]');
    const heads = await readPaints(root, "attention");
    await panel.locator('[data-key="view:links"]').check();
    // The same text again is a new one for the page.
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.locator(".editor-instance .view-line").first().click();
      await page.keyboard.press("ControlOrMeta+A");
      await runCommand(page, "Cloze: Show Tokens and Attention");
      await waitForPaints(root, "show", round + 1);
    }
    const tokens = await panel.locator(".tokens .piece").count();
    return { tokens, texts: await readPaints(root, "show"), heads, links, vectors };
  } finally {
    await workbench.close();
    await rm(place, { recursive: true, force: true });
  }
}

/** The functions below run in the page, where nothing of this file is known. */
interface PaintingWindow {
  painted?: [kind: string, ms: number][];
}

/** Notes of each message how long it took until the frame after it was painted. */
function recordPaints(root: Locator): Promise<void> {
  return root.evaluate(() => {
    const painting = window as unknown as PaintingWindow;
    painting.painted = [];
    window.addEventListener("message", ({ data, timeStamp }: MessageEvent<{ readonly kind: string }>) => {
      requestAnimationFrame(() => {
        // A message that is sent before a frame is painted arrives after it.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => painting.painted?.push([data.kind, performance.now() - timeStamp]);
        port2.postMessage(undefined);
      });
    });
  });
}

function readPaints(root: Locator, kind: string): Promise<number[]> {
  return root.evaluate(
    (_, wanted) =>
      ((window as unknown as PaintingWindow).painted ?? []).flatMap(([each, ms]) => (each === wanted ? [ms] : [])),
    kind,
  );
}

async function waitForPaints(root: Locator, kind: string, count: number): Promise<void> {
  const end = Date.now() + ANSWER_LIMIT_MS;
  while ((await readPaints(root, kind)).length < count) {
    if (Date.now() > end) throw new Error(`${kind}: not painted ${count} times in ${ANSWER_LIMIT_MS} ms`);
    await root.page().waitForTimeout(50);
  }
}

/** Moves a slider once a frame, there and back. @returns The work of each frame. */
function dragSlider(root: Locator, selector: string): Promise<number[]> {
  return root.evaluate(
    async (html, [slider, frames]) => {
      const found: number[] = [];
      for (let frame = 0; frame < frames; frame += 1) {
        await new Promise<void>((done) => {
          requestAnimationFrame(() => {
            const start = performance.now();
            const input = html.querySelector<HTMLInputElement>(slider);
            if (!input) throw new Error(`no ${slider}`);
            const [least, most] = [Number(input.min), Number(input.max)];
            input.value = String(least + (most - least) * (1 - Math.abs(1 - (2 * frame) / frames)));
            input.dispatchEvent(new Event("input", { bubbles: true }));
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              found.push(performance.now() - start);
              done();
            };
            port2.postMessage(undefined);
          });
        });
      }
      return found;
    },
    [selector, FRAMES] as const,
  );
}
