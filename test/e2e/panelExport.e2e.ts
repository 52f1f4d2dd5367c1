import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { JSDOM } from "jsdom";
import type { FrameLocator } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { chooseTheme, openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const ROOT = resolve(import.meta.dirname, "../..");

const HOSTILE =
  "The <img src=x onerror='globalThis.hurt=1'> said </metadata></svg><script>globalThis.hurt=1</script> שלום & done.\n";

const FORMATS = [
  {
    format: "PNG",
    name: "cloze-links.png",
    check: (bytes: Buffer) => assert.deepEqual([...bytes.subarray(1, 4)], [...Buffer.from("PNG")]),
  },
  {
    format: "HTML",
    name: "cloze-links.html",
    check: (bytes: Buffer) =>
      assert.match(bytes.toString(), /^<!DOCTYPE html>.*default-src 'none'; style-src 'sha256-/s),
  },
  {
    format: "JSON",
    name: "cloze-links.json",
    check: (bytes: Buffer) => assert.match(bytes.toString(), /"weights":"[0-9a-f]{64}","tokenizer":"[0-9a-f]{64}"/),
  },
  {
    format: "CSV",
    name: "cloze-links.csv",
    check: (bytes: Buffer) =>
      assert.match(bytes.toString(), /^# cloze .*\nfrom,from_token,to,to_token,weight\n0,\[CLS\],/),
  },
  {
    format: "BertViz",
    name: "cloze-links.bertviz.json",
    check: (bytes: Buffer) => assert.match(bytes.toString(), /^\{"attention":\[\{"name":null,"attn":\[\[\[\[/),
  },
];

/** Runs the built command line. */
async function runCloze(...words: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, "dist/cli.cjs"), ...words]);
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

describe("the panel, exporting", () => {
  let folder: string;
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-export-"));
    await cp(join(ROOT, "test/sample"), folder, { recursive: true });
    await writeFile(join(folder, "hostile.txt"), HOSTILE);
    workbench = await openWorkbench({
      folder,
      extension: ROOT,
      viewport: { width: 1500, height: 900 },
      settings: { "workbench.colorTheme": "Default Dark Modern" },
    });
    const { page } = workbench;
    panel = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    await openFile(page, "try-me.md");
    await page.keyboard.press("ControlOrMeta+g");
    await page.locator(".quick-input-widget input").fill(":23:3");
    await page.keyboard.press("Enter");
    await runCommand(page, "Cloze: Show Tokens and Attention");
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function choose(format: string): Promise<Buffer> {
    const { page } = workbench;
    const input = page.locator(".quick-input-widget input[type=text]");
    await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    await input.fill(format);
    await page.keyboard.press("Enter");
    // The dialog proposes a name in the folder.
    await page.waitForFunction(() =>
      document.querySelector<HTMLInputElement>(".quick-input-widget input[type=text]")?.value.includes("cloze-"),
    );
    const path = await input.inputValue();
    await page.keyboard.press("Enter");
    await page.locator(".notification-toast", { hasText: "computes it again" }).waitFor();
    await runCommand(page, "Notifications: Clear All Notifications");
    return readFile(path);
  }

  async function show(view: string): Promise<void> {
    await panel.getByRole("radio", { name: view, exact: true }).check();
    await panel.locator('.view[aria-busy="false"] > *').first().waitFor();
  }

  for (const view of ["Links", "Matrix", "Table", "All heads", "Embeddings", "Layer by layer", "Tone", "Input"]) {
    it(`saves an SVG of plain shapes with the colours of the theme: ${view}`, async () => {
      await show(view);
      await panel.getByRole("button", { name: "Export…" }).click();
      const svg = (await choose("SVG")).toString();
      const { document } = new JSDOM(svg, { contentType: "image/svg+xml" }).window;
      assert.equal(document.querySelectorAll("foreignObject, style, script, [class]").length, 0);
      assert.ok(document.querySelectorAll("text").length > 10, svg.slice(0, 200));
      assert.doesNotMatch(svg.replace(/<metadata.*<\/metadata>/s, ""), /var\(|color-mix|NaN|undefined/);
      assert.match(document.documentElement.getAttribute("aria-label") ?? "", new RegExp(`^${view}`));
      const name = view.toLowerCase().replaceAll(" ", "-");
      const { code, output } = await runCloze("reproduce", join(folder, `cloze-${name}.svg`));
      assert.match(output, /^the same: /);
      assert.equal(code, 0);
      const picture = await workbench.page.context().newPage();
      await picture.setContent(svg.replace(/<metadata.*<\/metadata>/s, ""));
      await screenshot(picture, `export-${name}`);
      await picture.close();
    });
  }

  for (const { format, name, check } of FORMATS) {
    it(`saves ${format}, which the command line computes again`, async () => {
      await show("Links");
      await runCommand(workbench.page, "Cloze: Export What Tokens and Attention Shows");
      const bytes = await choose(format);
      check(bytes);
      const { code, output } = await runCloze("reproduce", join(folder, name));
      assert.match(output, /^the same: /);
      assert.equal(code, 0);
    });
  }

  it("says so of a number that was changed", async () => {
    const file = join(folder, "cloze-links.json");
    const record = JSON.parse(await readFile(file, "utf8")) as { answers: [{ attention: number[] }] };
    record.answers[0].attention[2]! += 0.25;
    await writeFile(file, JSON.stringify(record));
    const { code, output } = await runCloze("reproduce", file);
    assert.match(output, /^not the same: "?\[0\]\.attention\[2\] is /);
    assert.equal(code, 1);
  });

  it("shows the page without a script or an address, in a high contrast theme too, and with hostile text", async () => {
    const { page } = workbench;
    // The dialog would ask whether to overwrite it.
    await rm(join(folder, "cloze-links.html"), { force: true });
    // The panel has the focus, and a file would open in its place.
    await page.locator(".editor-instance .view-lines").first().click();
    await openFile(page, "hostile.txt");
    await chooseTheme(page, "Dark High Contrast");
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("ControlOrMeta+Home");
    await runCommand(page, "Cloze: Show Tokens and Attention");
    await panel.locator(".piece", { hasText: "<" }).first().waitFor();
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
    await panel.getByRole("button", { name: "Export…" }).focus();
    await page.keyboard.press("Enter");
    const html = (await choose("HTML")).toString();
    const shown = await page.context().newPage();
    const asked: string[] = [];
    shown.on("request", (request) => asked.push(request.url()));
    await shown.setContent(html);
    assert.deepEqual(asked, []);
    assert.equal(await shown.evaluate(() => (globalThis as { hurt?: number }).hurt), undefined);
    assert.equal(await shown.locator("script, img, iframe, [onerror], [onload]").count(), 0);
    await shown.getByText("How this was computed").click();
    await screenshot(shown, "export-page");
    await shown.close();
  });
});
