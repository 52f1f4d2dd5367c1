import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import type { Workbench } from "../harness/openWorkbench";
import { openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";
import { openForPanel } from "./openPanel";

describe("the tour and the games", () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    ({ workbench, panel } = await openForPanel({ settings: { "cloze.lint.run": "manual" } }));
    // When its editor is there, the palette knows all commands.
    await openFile(workbench.page, "try-me.md");
    await runCommand(workbench.page, "View: Close All Editors");
  });
  after(() => workbench.close());

  /** In a narrow panel nothing but tables is wider than the page. */
  async function checkNarrow(name: string): Promise<void> {
    const { page } = workbench;
    await page.setViewportSize({ width: 720, height: 1000 });
    await screenshot(page, name);
    const [wide, room] = await panel.locator("html").evaluate((html) => [html.scrollWidth, html.clientWidth] as const);
    await page.setViewportSize({ width: 1500, height: 1000 });
    assert.ok(wide <= room, `${name}: ${wide} wide, expected ${room}`);
  }

  /** What the step says, once the model has answered. */
  async function readStep(number: number): Promise<string> {
    await panel.locator(".tour .facts", { hasText: `Tour, ${number} of 8` }).waitFor();
    await panel.locator(".tour-said", { hasNotText: "The model is reading" }).waitFor();
    await panel.locator('.view[aria-busy="false"]').waitFor();
    return (await panel.locator(".tour-said").textContent()) ?? "";
  }

  it("goes through a sentence with the keyboard alone, and says what this model makes of it", async () => {
    const { page } = workbench;
    await runCommand(page, "Cloze: Take the Tour");
    await panel.locator('[data-key="tour:next"]:focus').waitFor();
    const said: string[] = [];
    for (let number = 1; number <= 8; number++) {
      said.push(await readStep(number));
      await screenshot(page, `tour-${number}`);
      if (number < 8) await page.keyboard.press("ArrowRight");
    }
    const expected = [
      /of this text it reads 1\d/,
      /^Before any layer, “tea” is a sum of vectors/,
      /^Of 48 heads, this is the one with the largest share on a neighbour: \d/,
      /after the last layer it is “.+” \(\d/,
      /^“\[CLS\]” stands for no word/,
      /^Nothing follows your text, .* That “The price of copper fell by three percent.” comes next has P \d/,
      /turned most \(cosine -?\d\.\d\d/,
      /computed on your machine just now, by “cloze-small”/,
    ];
    for (const [i, pattern] of expected.entries()) assert.match(said[i]!, pattern);
    await panel.locator('[data-key="tour:write"]:focus').waitFor();
  });

  it("says the same of a text of one's own, and ends with Escape", async () => {
    const { page } = workbench;
    await page.keyboard.press("Enter");
    await panel.locator('[data-key="text"]:focus').waitFor();
    await page.keyboard.type("The green lamp glowed.");
    await page.keyboard.press("Enter");
    await panel.locator(".piece", { hasText: "lamp" }).waitFor();
    await readStep(8);
    await panel.locator('[data-key="tour:write"]').focus();
    await page.keyboard.press("ArrowLeft");
    assert.match(await readStep(7), /^The same text, without “(lamp|glowed)”/);
    await checkNarrow("tour-narrow");
    await page.keyboard.press("Escape");
    await panel.locator(".tour").waitFor({ state: "hidden" });
  });

  it("masks a paragraph, takes guesses, and counts them", async () => {
    const { page } = workbench;
    await runCommand(page, "View: Close All Editors");
    await runCommand(page, "Cloze: See What BERT Saw");
    await panel.locator(".passage .box").first().waitFor();
    await screenshot(page, "game-masks-start");
    const count = await panel.locator(".passage .box").count();
    assert.ok(count > 5);
    await panel.locator('[data-key="guess"]').fill("zebra");
    await page.keyboard.press("Enter");
    await panel.locator('[data-key="next"]:focus').waitFor();
    assert.match((await panel.locator(".outcome").textContent()) ?? "", /^It was “.+”, which was .+✗ You wrong/);
    for (let place = 1; place < count; place++) {
      await page.keyboard.press("Enter");
      await panel.locator('[data-key="guess"]:focus').waitFor();
      if (place === 1) await screenshot(page, "game-masks");
      await panel.locator('[data-key="pass"]').click();
    }
    await panel.locator(".score:focus").waitFor();
    await checkNarrow("game-masks-narrow");
    const totals = await panel.locator(".score-table tbody tr:last-child td").allTextContents();
    assert.equal(totals[0], String(count));
    assert.equal(totals[1], "0");
    assert.ok(Number(totals[2]) > 0, "the model guesses some");
    await screenshot(page, "game-masks-score");
    const before = await panel.locator(".passage").textContent();
    await panel.locator('[data-key="deal"]').click();
    await panel.locator(".facts", { hasText: "seed 1" }).waitFor();
    assert.notEqual(await panel.locator(".passage").textContent(), before);
  });

  it("shows pairs, and tells who was right", async () => {
    const { page } = workbench;
    await runCommand(page, "View: Close All Editors");
    await runCommand(page, "Cloze: Does It Follow");
    await panel.locator(".pair-sentence").first().waitFor();
    const count = Number(/of (\d+)/.exec((await panel.locator(".desk h2").textContent()) ?? "")?.[1]);
    for (let pair = 1; pair <= count; pair++) {
      await panel.locator('[data-key="yes"]').click();
      if (pair === 1) await screenshot(page, "game-pairs");
      if (pair < count) await panel.locator('[data-key="next"]').click();
    }
    await panel.locator(".score:focus").waitFor();
    const [follow, other] = await panel.locator(".score-table tbody tr").all();
    const cells = async (row: typeof follow) => row!.locator("td").allTextContents();
    const [yes, no] = [await cells(follow), await cells(other)];
    assert.equal(yes[0], yes[1], "whoever says yes is right about those that follow");
    assert.equal(no[1], "0");
    assert.equal(Number(yes[0]) + Number(no[0]), count);
    await checkNarrow("game-pairs-narrow");
    await screenshot(page, "game-pairs-score");
  });
});
