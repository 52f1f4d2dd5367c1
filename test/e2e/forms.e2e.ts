import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { toColumns, writeTorchFile } from "../checkpoint/pickle/torchFolder";
import { readTensorsOf } from "../checkpoint/safetensorsFile";
import { type LoopbackHub, startLoopbackHub } from "../harness/loopbackHub";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BUNDLED = path.join(ROOT, "models/cloze-small");
const NAME = "acme/old-bert";

/** The bundled model, as it would have been published before safetensors. */
function readOldFiles(): Record<string, Buffer> {
  const small = readdirSync(BUNDLED).filter((name) => !name.endsWith(".safetensors"));
  const tensors = readTensorsOf(path.join(BUNDLED, "model.safetensors")).filter(({ dtype }) =>
    /^B?F(16|32)$/.test(dtype),
  );
  return {
    ...Object.fromEntries(small.map((name) => [name, readFileSync(path.join(BUNDLED, name))])),
    "pytorch_model.bin": Buffer.from(writeTorchFile(tensors.map(toColumns))),
    "tf_model.h5": Buffer.alloc(5_000),
  };
}

describe("A model that has only pytorch_model.bin", () => {
  let workbench: Workbench;
  let hub: LoopbackHub;
  let cache: string;

  before(async () => {
    hub = await startLoopbackHub([{ repo: NAME, files: readOldFiles() }]);
    cache = mkdtempSync(path.join(tmpdir(), "cloze-e2e-forms-"));
    const environment = { HF_ENDPOINT: hub.endpoint, HF_HUB_CACHE: cache, HF_HOME: cache, XDG_CACHE_HOME: cache };
    workbench = await openWorkbench({ folder: path.join(ROOT, "test/sample"), extension: ROOT, environment });
    workbench.page.setDefaultTimeout(90_000);
    await openFile(workbench.page, "try-me.md");
    await workbench.page.locator(".statusbar-item", { hasText: "cloze-small" }).first().waitFor();
  });
  after(async () => {
    await workbench.close();
    await hub.close();
    rmSync(cache, { recursive: true, force: true });
  });

  const row = (text: string) => workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
  const dialog = () => workbench.page.locator(".monaco-dialog-box");

  it("is fetched when a person agrees, and answers", async () => {
    await runCommand(workbench.page, "Cloze: Choose a Model");
    await row("Words and Sentences").click();
    await row("A Name…").click();
    await workbench.page.locator(".quick-input-widget", { hasText: "owner/name or owner/name@revision" }).waitFor();
    const input = workbench.page.locator(".quick-input-widget input");
    await input.fill(NAME);
    await input.press("Enter");
    await dialog().waitFor();
    assert.match(await dialog().innerText(), /MB in 4 files/);
    await dialog().getByRole("button", { name: "Fetch" }).click();
    await workbench.page.locator(".notification-toast", { hasText: /acme\/old-bert answers from now on/ }).waitFor();
    const fetched = hub.asked
      .filter(({ path: at }) => at.includes("/resolve/"))
      .map(({ path: at }) => path.basename(at));
    assert.ok(fetched.includes("pytorch_model.bin") && !fetched.includes("tf_model.h5"), fetched.join(", "));
    await runCommand(workbench.page, "Cloze: Choose a Model");
    await row("Words and Sentences").click();
    await row(NAME).locator(".codicon-check").waitFor();
    await screenshot(workbench.page, "choose-old-model");
    await workbench.page.keyboard.press("Escape");
  });
});
