import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type LoopbackInference, openLoopbackInference } from "../harness/loopbackInference";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { openFile } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const ROOT = path.resolve(import.meta.dirname, "../..");

describe("a server that computes", function () {
  this.timeout(120_000);
  let workbench: Workbench;
  let served: LoopbackInference;
  let folder: string;
  const inferred = () => served.asked.filter(({ kind }) => kind === "infer").length;
  const status = (text: string) => workbench.page.locator(".statusbar-item", { hasText: text }).first();
  const marks = () => workbench.page.locator(".squiggly-info, .squiggly-warning");

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cloze-e2e-server-"));
    const words = ["dist/cli.cjs", "model", "export", path.join(folder, "served"), "--head", "classifier"];
    const { status: code, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: "utf8" });
    assert.equal(code, 0, stderr);
    served = await openLoopbackInference({ file: path.join(folder, "served/model.onnx"), shape: [3] });
    workbench = await openWorkbench({
      folder: path.join(ROOT, "test/sample"),
      extension: ROOT,
      settings: { "cloze.engine.url": served.url },
    });
    workbench.page.setDefaultTimeout(60_000);
  });
  after(async () => {
    await workbench.close();
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is sent nothing before the person agrees, and then tells tones; when it is gone, this machine goes on", async () => {
    const { page } = workbench;
    await openFile(page, "try-me.md");
    const notice = page.locator(".notification-list-item", { hasText: served.url });
    await notice.waitFor();
    await marks().first().waitFor();
    await screenshot(page, "server-asked");
    assert.equal(served.asked.length, 0, "before the person agreed");
    await notice.locator(".monaco-button", { hasText: "Send It There" }).click();
    await status("cloze-small · http://127.0.0.1").waitFor();
    await marks().first().waitFor();
    await screenshot(page, "server-answers");
    const before = inferred();
    assert.ok(before > 0, "the server was asked");

    served.fault = () => ({ hang: () => undefined });
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("This is a terrible and useless idea, and I hate it. ");
    await status(`Cloze: waiting for ${new URL(served.url).host}`).waitFor();
    await screenshot(page, "server-silent");

    await served.close();
    await status("cloze-small · CPU").waitFor();
    await screenshot(page, "server-gone");
  });
});
