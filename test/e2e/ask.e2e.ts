import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { removeFolders } from "../checkpoint/checkpointFolder";
import { createAnswerFolder, createLabelFolder, createTagFolder } from "../checkpoint/headFolder";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const QUESTION = "Who repaired the engine of the ferry?";
const ANSWER = "two sisters from London";
const NEXT = "Dogs";
const PAGE = `# The ferry

The ferry leaves the old harbour at seven. Its engine was repaired by **${ANSWER}** in the spring. Run \`ferry --times\` for the times.

- Dogs travel free.
- Bicycles cost two coins.
`;
/** Sentences that contradict each other, and some that do not. */
const LOUD = "Visitors may take their dogs into the reading room at any time.";
const QUIET = "Visitors may not take their dogs into the reading room at any time.";
const CALM = "Visitors may drink water in the reading room at any time.";
const RULES = `# Rules of the library

${LOUD} ${CALM}

The doors close at eight. ${QUIET}
`;
const JUDGEMENTS = ["contradiction", "entailment", "neutral"];
/** What the model says of each pair of them, in both directions. */
const JUDGED = [
  [LOUD, QUIET, "contradiction"],
  [LOUD, CALM, "neutral"],
  [QUIET, CALM, "neutral"],
].flatMap(([text = "", pair = "", label = ""]) => [
  { text, pair, labels: [label] },
  { text: pair, pair: text, labels: [label] },
]);
/** Sentences that the model for tone has labels for, of which several may hold. */
const RUDE = "You people never read what anybody else has written.";
const VAGUE = "Something somewhere should perhaps be done about it.";
const BOTH = "You lot should perhaps do something for once in your lives.";
const MANNERS = [RUDE, VAGUE, BOTH, LOUD, CALM].map((text) => ({
  text,
  labels: [
    ...(text === RUDE || text === BOTH ? ["Rude"] : []),
    ...(text === VAGUE || text === BOTH ? ["very vague"] : []),
  ],
}));
/** As Cloze reads the page. */
const READ = `The ferry The ferry leaves the old harbour at seven. Its engine was repaired by ${ANSWER} in the spring. Run ferry --times for the times. Dogs travel free. Bicycles cost two coins.`;
const TAGGED = `Its engine was repaired by ${ANSWER} in the spring.`;

describe("questions to a document, and tags in it", function () {
  this.timeout(240_000);
  let workbench: Workbench;
  let page: Page;
  let folder: string;
  const rows = (text: string | RegExp) => page.locator(".quick-input-list .monaco-list-row", { hasText: text });
  const input = () => page.locator(".quick-input-widget input").first();
  /** How many characters are selected. */
  const selected = (count: number) => page.locator(".statusbar-item", { hasText: `(${count} selected)` }).waitFor();
  const ask = async (question: string) => {
    await runCommand(page, "Cloze: Ask This Document");
    await page.locator(".quick-input-widget", { hasText: "A question that the document answers" }).waitFor();
    await input().fill(question);
    await page.keyboard.press("Enter");
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-ask-"));
    await writeFile(join(folder, "ferry.md"), PAGE);
    await writeFile(join(folder, "empty.md"), "\n");
    await writeFile(join(folder, "rules.md"), RULES);
    await writeFile(join(folder, "manners.md"), `${[RUDE, VAGUE, BOTH, CALM].join("\n\n")}\n`);
    workbench = await openWorkbench({
      folder,
      extension: resolve(import.meta.dirname, "../.."),
      viewport: { width: 1100, height: 760 },
      machineSettings: {
        "cloze.answers.model": await createAnswerFolder({ question: QUESTION, text: READ, answers: [ANSWER, NEXT] }),
        "cloze.toneModel": await createLabelFolder(["Rude", "very vague"], MANNERS, {
          problem_type: "multi_label_classification",
        }),
        "cloze.judge.model": await createLabelFolder(JUDGEMENTS, JUDGED),
        "cloze.tags.model": await createTagFolder(TAGGED, { London: "B-LOC", sisters: "B-PER" }),
      },
      settings: {
        "workbench.colorTheme": "Default Dark Modern",
        "editor.minimap.enabled": false,
        "editor.wordWrap": "on",
        "cloze.lint.run": "manual",
        "cloze.rules": {
          "label/rude": { severity: "warning" },
          "label/very-vague": { level: "few" },
          "tone/negative": { level: "off" },
        },
      },
    });
    page = workbench.page;
    page.setDefaultTimeout(90_000);
    await openFile(page, "ferry.md");
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
    removeFolders();
  });

  it("selects the answer, and lists the next best, which the arrow keys show", async () => {
    await ask(QUESTION);
    await rows(ANSWER).first().waitFor();
    await selected(ANSWER.length);
    await screenshot(page, "ask-answer");
    await page.keyboard.press("ArrowDown");
    await selected(NEXT.length);
    await page.keyboard.press("ArrowUp");
    await selected(ANSWER.length);
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await selected(ANSWER.length);
  });

  it("remembers the question, and goes back to where the cursor was by Escape", async () => {
    await page.keyboard.press("ControlOrMeta+Home");
    await runCommand(page, "Cloze: Ask This Document");
    await page.locator(".quick-input-widget", { hasText: "A question that the document answers" }).waitFor();
    assert.equal(await input().inputValue(), QUESTION);
    await page.keyboard.press("Enter");
    await rows(ANSWER).first().waitFor();
    await selected(ANSWER.length);
    await page.keyboard.press("Escape");
    await page.locator(".statusbar-item", { hasText: /^Ln 1, Col 1$/ }).waitFor();
  });

  it("says that a question is empty, and a document without prose", async () => {
    await ask(" ");
    await page.locator(".notification-toast", { hasText: "The question is empty" }).first().waitFor();
    await openFile(page, "empty.md");
    await ask(QUESTION);
    await page.locator(".notification-toast", { hasText: "There is no prose in this document" }).first().waitFor();
    await runCommand(page, "Notifications: Clear All Notifications");
    await openFile(page, "ferry.md");
  });

  it("compares the sentence at the cursor with one that is picked, both ways round, with all labels", async () => {
    await openFile(page, "rules.md");
    await page.locator(".view-line", { hasText: "Visitors may take" }).click();
    await runCommand(page, "Cloze: Compare Two Sentences");
    await page.locator(".quick-input-widget", { hasText: "Compare “Visitors may take" }).waitFor();
    await rows(QUIET).first().waitFor();
    assert.equal(await rows("Rules of the library").count(), 0);
    await screenshot(page, "judge-pick");
    await rows(QUIET).first().click();
    await rows("contradiction").first().waitFor();
    const labels = await page.locator(".quick-input-list .monaco-list-row .label-name").allTextContents();
    assert.deepEqual([labels[0], labels[3]], ["contradiction", "contradiction"]);
    assert.deepEqual([...labels].sort(), [...JUDGEMENTS, ...JUDGEMENTS].sort());
    await screenshot(page, "judge-answer");
    await page.keyboard.press("Escape");
    await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  });

  it("lists the sentences of a document that contradict each other, and goes to either", async () => {
    await openFile(page, "rules.md");
    await runCommand(page, "Cloze: Find Contradictions in This Document");
    const tree = page.locator(".pane-body .monaco-list-row");
    await tree.filter({ hasText: "Visitors may take" }).waitFor();
    await page.locator(".pane-body", { hasText: "1 contradiction among the" }).first().waitFor();
    assert.equal(await tree.filter({ hasText: "drink water" }).count(), 0);
    await screenshot(page, "contradictions");
    await tree.filter({ hasText: "Visitors may not take" }).click();
    await selected(QUIET.length);
    await tree.filter({ hasText: "Visitors may take" }).click();
    await selected(LOUD.length);
    await openFile(page, "ferry.md");
  });

  it("marks sentences by any label of a model, several at once, and the hover has all of them", async () => {
    await openFile(page, "manners.md");
    await runCommand(page, "Cloze: Check Tone and Words of This Document");
    await page.locator(".squiggly-warning").first().waitFor();
    await page.locator(".view-line", { hasText: "You lot" }).hover({ position: { x: 60, y: 8 } });
    const hover = page.locator(".monaco-hover", { hasText: "Labelled “Rude”" }).first();
    await hover.waitFor();
    const text = await hover.innerText();
    assert.ok(text.includes("Labelled “very vague”") && /Rude[^]*%[^]*very vague[^]*%/.test(text), text);
    await screenshot(page, "label-hover");
    await page.keyboard.press("Escape");
    await runCommand(page, "Problems: Focus on Problems View");
    const problems = page.locator(".markers-panel .monaco-list-row", { hasText: "Labelled" });
    await problems.nth(3).waitFor();
    assert.equal(await problems.count(), 4);
    await screenshot(page, "label-problems");
    await openFile(page, "ferry.md");
  });

  it("shows labels of words in the text, until they are hidden", async () => {
    await runCommand(page, "Cloze: Show Tags");
    const label = (name: string) =>
      page.waitForFunction(
        (wanted) =>
          [...document.querySelectorAll(".view-line span")].some((each) =>
            getComputedStyle(each, "::after").content.includes(wanted),
          ),
        name,
      );
    await label("LOC");
    await label("PER");
    await screenshot(page, "ask-tags");
    await runCommand(page, "Cloze: Hide Tags");
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".view-line span")].every(
        (each) => !/LOC|PER/.test(getComputedStyle(each, "::after").content),
      ),
    );
  });
});

describe("questions where no model was taught to answer", function () {
  this.timeout(240_000);
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({
      folder: resolve(import.meta.dirname, "kettle"),
      extension: resolve(import.meta.dirname, "../.."),
      viewport: { width: 1100, height: 760 },
      settings: { "workbench.colorTheme": "Default Dark Modern", "cloze.lint.run": "manual" },
    });
    workbench.page.setDefaultTimeout(90_000);
  });
  after(() => workbench.close());

  for (const { command, lack, title, model } of [
    {
      command: "Cloze: Ask This Document",
      lack: "cloze-small was not taught to answer questions",
      title: "Choose a Model: Answers From a Document",
      model: "deepset/bert-base-cased-squad2",
    },
    {
      command: "Cloze: Show Tags",
      lack: "cloze-small was not taught to label words",
      title: "Choose a Model: Tags on Words",
      model: "dslim/bert-base-NER",
    },
    {
      command: "Cloze: Compare Two Sentences",
      lack: "cloze-small was not taught to judge two sentences",
      title: "Choose a Model: Judgements of Two Sentences",
      model: "cross-encoder/nli-MiniLM2-L6-H768",
    },
  ]) {
    it(`${command} says so before anything is asked, and offers those that were`, async () => {
      const { page } = workbench;
      await openFile(page, "README.md");
      await runCommand(page, command);
      const toast = page.locator(".notification-toast", { hasText: lack }).first();
      await toast.waitFor();
      await toast.locator(".monaco-button", { hasText: "Choose a Model" }).click();
      await page.locator(".quick-input-widget", { hasText: title }).waitFor();
      await page.locator(".quick-input-list .monaco-list-row", { hasText: model }).first().waitFor();
      await page
        .locator(".quick-input-list .monaco-list-row", { hasText: "Cannot serve here" })
        .filter({ hasText: "cloze-small" })
        .waitFor();
      await screenshot(page, `ask-no-model-${command.split(" ").at(-1)?.toLowerCase() ?? ""}`);
      await page.keyboard.press("Escape");
    });
  }
});
