import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { goToPlace, openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const ROOT = path.resolve(import.meta.dirname, "../..");
const HARSH = [
  "Whoever wrote this function had no idea what they were doing.",
  "This is a stupid way to read a file.",
  "Honestly, this patch is garbage and wastes our time.",
  "Only a fool would store passwords like this.",
  "You clearly did not bother to run the tests.",
  "This comment is useless and so is the code below it.",
  "What a dreadful mess you have made of the parser.",
  "Nobody with any sense would merge this.",
  "Your naming is terrible and your tests are a joke.",
  "This is the laziest change I have seen this year.",
  "Stop sending us this nonsense.",
  "The whole module is an embarrassment.",
];
const FINE = [
  "The command fails with exit code 2 when the file is missing.",
  "Please add a test for the empty list.",
  "The parser stops at the first error and reports its line.",
  "Could this loop be moved into a function of its own?",
  "The old interface was removed in version 3.",
  "This call is slow for lists of more than ten thousand items.",
  "The cache is deleted when the process is killed.",
  "I would rename this variable, since it holds a path.",
  "The test does not fail without the change.",
  "An invalid date is now refused with a message.",
  "The page lists the errors that the server may return.",
  "We dropped support for Node 18 in this release.",
];
const [FIRST_HARSH = "", SECOND_HARSH = ""] = HARSH;
const [FIRST_FINE = ""] = FINE;
const NOTES = `# Review\n\n${FIRST_HARSH}\n\n${FIRST_FINE}\n\n${SECOND_HARSH}\n\nThe second page has the list of all options.\n\nThis proposal is a worthless mess and I hate it.\n`;

describe("Teach a Tone", () => {
  let workbench: Workbench;
  let page: Page;
  let folder: string;
  const input = () => page.locator(".quick-input-widget input");
  const row = (text: string | RegExp) => page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8");

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cloze-teach-"));
    writeFileSync(path.join(folder, "review.md"), NOTES);
    mkdirSync(path.join(folder, ".vscode"));
    workbench = await openWorkbench({
      folder,
      extension: ROOT,
      viewport: { width: 1200, height: 760 },
      settings: {
        "workbench.colorTheme": "Default Dark Modern",
        "files.autoSave": "off",
        "editor.minimap.enabled": false,
        "cloze.rules": { "tone/negative": { level: "off" } },
      },
    });
    page = workbench.page;
    page.setDefaultTimeout(60_000);
    await openFile(page, "review.md");
  });
  after(async () => {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Puts the cursor into a line of the notes, by keyboard. */
  async function goTo(line: number): Promise<void> {
    await page.locator(".tab", { hasText: "review.md" }).first().click();
    // The click gives the focus a moment later, and what takes it closes an input that is open by then.
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await goToPlace(page, line, 5);
  }

  async function choose(text: string | RegExp): Promise<void> {
    await row(text).waitFor();
    await row(text).click();
  }

  it("asks what is to be marked, and takes the sentence at the cursor", async () => {
    await goTo(3);
    await runCommand(page, "Cloze: Teach a Tone…");
    await page.locator(".quick-input-widget", { hasText: "what is to be marked" }).waitFor();
    await input().fill("harsh");
    await page.keyboard.press("Enter");
    await choose("This sentence is harsh");
    await page.locator(".tab", { hasText: "harsh.tsv" }).waitFor();
    await page.locator(".view-lines", { hasText: "label" }).last().waitFor();
    await screenshot(page, "teach-examples");
  });

  it("takes others by a quick fix, with the keys alone", async () => {
    for (const [line, label] of [
      [5, "fine"],
      [7, "harsh"],
    ] as const) {
      await goTo(line);
      await page.keyboard.press("ControlOrMeta+.");
      const action = page.locator(".action-widget .monaco-list-row", { hasText: `Example: this sentence is ${label}` });
      await action.first().waitFor();
      if (line === 5) await screenshot(page, "teach-fix");
      await action.first().click();
      const text = line === 5 ? FIRST_FINE : SECOND_HARSH;
      await page
        .locator(".view-line", { hasText: new RegExp(`^${label}\\s+${text.slice(0, 12).replaceAll(" ", "\\s")}`) })
        .first()
        .waitFor();
    }
  });

  it("shows how well it does before anything is switched on", async () => {
    await page.locator(".tab", { hasText: "harsh.tsv" }).click();
    await page.keyboard.press("ControlOrMeta+S");
    await page.locator(".tab.dirty", { hasText: "harsh.tsv" }).waitFor({ state: "detached" });
    const first = read("tones/harsh.tsv");
    assert.equal(first, `label\ttext\nharsh\t${FIRST_HARSH}\nfine\t${FIRST_FINE}\nharsh\t${SECOND_HARSH}\n`);
    const rest = [...HARSH.slice(2).map((text) => `harsh\t${text}`), ...FINE.slice(1).map((text) => `fine\t${text}`)];
    writeFileSync(path.join(folder, "tones/harsh.tsv"), `${first}${rest.join("\n")}\n`);
    await page.locator(".view-line", { hasText: /We.dropped.support/ }).waitFor();
    await goTo(3);
    await runCommand(page, "Cloze: Teach a Tone…");
    await page.locator(".quick-input-widget", { hasText: "Teach “harsh”: 12 harsh, 12 fine" }).waitFor();
    await screenshot(page, "teach-menu");
    await choose("Try it");
    await page.locator(".quick-input-widget", { hasText: "of 24 examples told right" }).waitFor();
    await row(/Too few rows to tell much/).waitFor();
    await row(/\d+ of \d+ marks right, \d+ of 12 found/).waitFor();
    // Enter switches on, and does not choose the warning.
    await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: "marks right" }).waitFor();
    await screenshot(page, "teach-trial");
    assert.throws(() => read(".cloze.json"), "nothing is switched on yet");
  });

  it("switches the rule on, with its own message and severity, and marks by it", async () => {
    const chosen = row(/\d+ of \d+ marks right/);
    const threshold = Number(/0\.\d/.exec((await chosen.textContent()) ?? "")?.[0]);
    await chosen.click();
    await page.locator(".quick-input-widget", { hasText: "What does a mark say?" }).waitFor();
    await input().fill("Sounds harsh");
    await page.keyboard.press("Enter");
    await choose("warning");
    await page.locator(".notification-toast", { hasText: "The rule own/harsh is on" }).waitFor();
    assert.deepEqual(JSON.parse(read(".cloze.json")), { own: ["tones/harsh.json"] });
    const tone = JSON.parse(read("tones/harsh.json")) as { mark: unknown; examples?: unknown };
    assert.deepEqual(tone.mark, { label: "harsh", message: "Sounds harsh", severity: "warning", threshold });
    assert.equal("examples" in tone, false);
    await page.locator(".squiggly-warning").first().waitFor();
    await runCommand(page, "View: Focus Problems (Errors, Warnings, Infos)");
    await page
      .locator(".markers-panel .monaco-list-row", { hasText: "Sounds harsh: “This proposal is a worthless" })
      .waitFor();
    await page.locator(".markers-panel .monaco-list-row", { hasText: "own/harsh" }).first().waitFor();
    await screenshot(page, "teach-marks");
  });

  it("is ignored like all others: a comment turns it off", async () => {
    await goTo(11);
    await page.keyboard.press("ControlOrMeta+.");
    await page.locator(".action-widget .monaco-list-row", { hasText: "unmarked, with a comment" }).first().click();
    await page.locator(".view-line", { hasText: /cloze-disable-next-line.own.harsh/ }).waitFor();
    const marks = page.locator(".markers-panel .monaco-list-row", { hasText: "Sounds harsh" });
    await marks.filter({ hasText: "This proposal" }).waitFor({ state: "detached" });
    assert.equal(await marks.count(), 2);
  });
});
