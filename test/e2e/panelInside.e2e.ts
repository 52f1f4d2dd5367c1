import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import type { Workbench } from "../harness/openWorkbench";
import { chooseTheme, goToPlace, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { openForPanel, showInPanel } from "./openPanel";

/** The light on the characters of a token, in the editor. */
const LIT = '.editor-instance .view-overlays .cdr[class*="ced-"]';

describe("the panel, seeing inside, and several heads", () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    ({ workbench, panel } = await openForPanel({ viewport: { width: 1500, height: 900 } }));
    await showInPanel({ workbench, panel }, { file: "try-me.md", line: 23, column: 3 });
  });
  after(() => workbench.close());

  async function goTo(line: number, column: number): Promise<void> {
    // Keys of the panel reach no editor.
    await workbench.page.locator(".editor-instance .view-lines").first().click();
    await goToPlace(workbench.page, line, column);
  }

  it("lights the characters of the token that is pointed at, and the token at the cursor", async () => {
    const { page } = workbench;
    await panel.locator('.piece[aria-current="location"]', { hasText: "thank" }).waitFor();
    const before = await page.locator(LIT).count();
    await panel.locator(".piece", { hasText: "helped" }).hover();
    await page.waitForFunction(({ selector, count }) => document.querySelectorAll(selector).length > count, {
      selector: LIT,
      count: before,
    });
    await screenshot(page, "panel-lit");
  });

  it("mixes heads by key: Shift adds, Ctrl moves, Space adds and takes out", async () => {
    const { page } = workbench;
    const chosen = panel.getByRole("option", { selected: true });
    const heading = panel.locator(".picker h2");
    assert.equal(await heading.textContent(), "Layer 7, head 0");
    await chosen.focus();
    await page.keyboard.press("Shift+ArrowRight");
    await heading.filter({ hasText: "Mean of heads 7:0, 7:1" }).waitFor();
    await page.keyboard.press("Control+ArrowUp");
    await page.keyboard.press("Space");
    await heading.filter({ hasText: "Mean of heads 6:1, 7:0, 7:1" }).waitFor();
    await page.keyboard.press("Space");
    await heading.filter({ hasText: "Mean of heads 7:0, 7:1" }).waitFor();
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
    await panel.getByRole("button", { name: "Mean of layer 7" }).click();
    await heading.filter({ hasText: "Mean of 6 heads of layer 7" }).waitFor();
    assert.equal(await chosen.count(), 6);
    await panel.getByRole("radio", { name: "the strongest" }).check();
    await panel.locator(".note", { hasText: /The strongest \d+ of/ }).waitFor();
    await panel.locator('.view[aria-busy="false"] .arcs').waitFor();
    await screenshot(page, "panel-mixed-heads");
  });

  it("shows the rollout, and a token's way through the layers", async () => {
    const { page } = workbench;
    await panel.getByRole("radio", { name: "Rollout" }).check();
    await panel.locator('.view[aria-busy="false"] .matrix').waitFor();
    await panel.locator(".piece", { hasText: "helped" }).click();
    await panel.locator('.view[aria-busy="false"] .rollout-flow').waitFor();
    const left = await panel.locator(".flow-token").allTextContents();
    assert.ok(!left.some((text) => /SEP|CLS/.test(text)), left.join());
    await panel.getByRole("checkbox", { name: /^Words only/ }).uncheck();
    await panel.locator(".flow-token", { hasText: "[SEP]" }).waitFor();
    await panel.getByRole("checkbox", { name: /^Words only/ }).check();
    await panel.locator(".flow-token", { hasText: "[SEP]" }).waitFor({ state: "detached" });
    await panel.locator('.view[aria-busy="false"] .rollout-flow').waitFor();
    await screenshot(page, "panel-rollout");
  });

  it("shows a query and a key, element by element, and compares another by key", async () => {
    const { page } = workbench;
    await panel.getByRole("radio", { name: "Query and key" }).check();
    await panel.locator('.view[aria-busy="false"] .neuron-pair').waitFor();
    assert.equal(await panel.locator(".neuron-bars").count(), 3);
    const before = await panel.locator(".neuron-pair h2").textContent();
    await panel.locator('.key-score[aria-pressed="true"]').focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await panel.locator(".key-score:nth-child(2)[aria-pressed='true']").waitFor();
    assert.notEqual(await panel.locator(".neuron-pair h2").textContent(), before);
    await screenshot(page, "panel-neurons");
  });

  it("follows the cursor to another sentence, if asked to", async () => {
    const { page } = workbench;
    await goTo(9, 5);
    assert.equal(await panel.locator(".piece", { hasText: "helped" }).count(), 1);
    await panel.getByRole("checkbox", { name: "Follow the cursor" }).check();
    await panel.locator(".piece", { hasText: "helped" }).waitFor({ state: "detached" });
    await panel.locator(".piece", { hasText: "made" }).waitFor();
    await goTo(23, 3);
    await panel.locator('.piece[aria-current="location"]', { hasText: "thank" }).waitFor();
    // To the end of this word, and of the next.
    for (let word = 0; word < 2; word++) await page.keyboard.press("ControlOrMeta+ArrowRight");
    await panel.locator('.piece[aria-current="location"]', { hasText: "you" }).waitFor();
    await screenshot(page, "panel-followed");
    await goTo(9, 5);
    await panel.locator(".piece", { hasText: "made" }).waitFor();
    await panel.getByRole("radio", { name: "Layer by layer" }).check();
    // The text's own mask, without a choice.
    await panel.locator(".layer-mask", { hasText: "What the model would write for [MASK]" }).waitFor();
    await screenshot(page, "panel-layers-mask");
    await goTo(23, 3);
    await panel.locator(".piece", { hasText: "helped" }).waitFor();
    await panel.getByRole("checkbox", { name: "Follow the cursor" }).uncheck();
  });

  it("shows what would be answered at each layer, of tone and of a chosen word", async () => {
    const { page } = workbench;
    await panel.getByRole("radio", { name: "Layer by layer" }).check();
    await panel.locator('.view[aria-busy="false"] .layer-lines').waitFor();
    // The embeddings and eight layers.
    assert.equal(await panel.locator(".layer-lines tbody tr").count(), 9);
    await panel.locator(".piece", { hasText: "helped" }).click();
    await panel.locator('.view[aria-busy="false"] .layer-fills').waitFor();
    assert.match((await panel.locator(".layer-mask > p").textContent()) ?? "", /is its first choice from /);
    await screenshot(page, "panel-layers");
  });

  it("opens on exactly the sentence of a finding, by the link of its hover", async () => {
    const { page } = workbench;
    await page.locator(".editor-instance .squiggly-info").first().waitFor();
    await goTo(23, 60);
    await runCommand(page, "Show or Focus Hover");
    await page.locator(".monaco-hover", { hasText: "Read by" }).first().waitFor();
    await page.locator(".monaco-hover").getByRole("link", { name: "See inside" }).first().click();
    await panel.locator(".piece", { hasText: "disaster" }).waitFor();
    await panel.locator(".piece", { hasText: "helped" }).waitFor({ state: "detached" });
    assert.equal(await panel.locator(".piece").first().textContent(), "[CLS]");
    assert.equal(await panel.locator(".piece").nth(1).textContent(), "this");
    await panel.locator('.view[aria-busy="false"] .layer-lines').waitFor();
    await screenshot(page, "panel-of-finding");
  });

  it("shows which words carry the tone, beside what [CLS] looks at", async () => {
    const { page } = workbench;
    await panel.getByRole("radio", { name: "Tone", exact: true }).check();
    await panel.locator('.view[aria-busy="false"] .carried-word').first().waitFor();
    const rows = panel.locator(".carried-numbers tbody tr");
    assert.equal(await panel.locator(".carried-word").count(), await rows.count());
    assert.equal(await panel.locator(".label-row.own .label-name").textContent(), "negative");
    assert.match((await rows.first().textContent()) ?? "", /^This[+−]?\d+\.\d[\d.]* %$/u);
    await screenshot(page, "panel-tone");
  });

  it("shows what the first layer is given, and how much of the limit is used", async () => {
    const { page } = workbench;
    await panel.getByRole("radio", { name: "Input", exact: true }).check();
    await panel.locator('.view[aria-busy="false"] .embedding-lengths').waitFor();
    assert.equal(
      await panel.locator(".embedding-lengths tbody tr").count(),
      await panel.locator(".token-row .piece").count(),
    );
    assert.match((await panel.locator(".limit-ruler figcaption").textContent()) ?? "", /^\d+ tokens of the 128 /);
    await panel.locator('[data-key="embedded:1"]').click();
    await panel.locator(".token-details").waitFor();
    await screenshot(page, "panel-input");
    await panel.getByRole("button", { name: "Close" }).click();
    await panel.getByRole("radio", { name: "Layer by layer" }).check();
    await panel.locator('.view[aria-busy="false"] .layer-lines').waitFor();
  });

  for (const { theme, name } of [
    { theme: "Dark High Contrast", name: "panel-contrast" },
    { theme: "Light High Contrast", name: "panel-contrast-light" },
  ]) {
    it(`has colours in the theme ${theme}`, async () => {
      const { page } = workbench;
      await chooseTheme(page, theme);
      await panel.locator("body.vscode-high-contrast, body.vscode-high-contrast-light").waitFor();
      const strokes = await panel
        .locator(".line-plot .line")
        .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).stroke));
      assert.equal(strokes.length, 3);
      assert.ok(
        strokes.every((stroke) => stroke !== "none"),
        strokes.join(),
      );
      await panel.locator(".piece", { hasText: "disaster" }).hover();
      await screenshot(page, name);
      await panel.getByRole("radio", { name: "Tone", exact: true }).check();
      await panel.locator(".carried-word").first().waitFor();
      await screenshot(page, `${name}-tone`);
      await panel.locator(".piece", { hasText: "disaster" }).click();
      for (const { view, drawn } of [
        { view: "Rollout", drawn: ".rollout-flow" },
        { view: "Query and key", drawn: ".neuron-pair" },
        { view: "Links", drawn: ".arcs" },
      ]) {
        await panel.getByRole("radio", { name: view, exact: true }).check();
        await panel.locator(`.view[aria-busy="false"] ${drawn}`).waitFor();
        await screenshot(page, `${name}-${drawn.slice(1)}`);
      }
      await panel.getByRole("button", { name: "Close" }).click();
      await panel.getByRole("radio", { name: "Layer by layer" }).check();
    });
  }
});
