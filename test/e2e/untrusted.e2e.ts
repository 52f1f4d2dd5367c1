import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const NEGATIVE = "This is a terrible and stupid book, and I hated it.";
const PROJECT = {
  rules: { "tone/negative": { severity: "warning" } },
  accepted: [NEGATIVE],
  ignorePaths: ["notes.md"],
};

describe("a folder that is not trusted, and a model that is not there", () => {
  let workbench: Workbench;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-untrusted-"));
    await writeFile(join(folder, "notes.md"), `${NEGATIVE}\n`);
    await writeFile(join(folder, ".cloze.json"), JSON.stringify(PROJECT));
    workbench = await openWorkbench({
      folder,
      file: join(folder, "notes.md"),
      extension: resolve(import.meta.dirname, "../.."),
      isUntrusted: true,
      machineSettings: { "cloze.toneModel": join(folder, "no-model") },
    });
    workbench.page.setDefaultTimeout(90_000);
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("takes from the project file how a rule marks, and nothing that leaves marks out", async () => {
    const { page } = workbench;
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).first().waitFor();
    await page.locator(".squiggly-warning").first().waitFor();
    await screenshot(page, "untrusted");
  });

  it("lets nobody choose or fetch a model", async () => {
    const { page } = workbench;
    await runCommand(page, "Cloze: Choose a Model");
    await page.locator(".notification-toast", { hasText: "only in a folder that you trust" }).first().waitFor();
    await runCommand(page, "Notifications: Clear All Notifications");
  });

  it("warns in the status bar as long as the model of the settings does not answer, and says why", async () => {
    const { page } = workbench;
    const item = page.locator(".statusbar-item.warning-kind", { hasText: "cloze-small" }).first();
    await item.waitFor();
    await item.hover();
    await page.locator(".monaco-hover", { hasText: "Not used:" }).first().waitFor();
    await screenshot(page, "status-warning");
  });
});
