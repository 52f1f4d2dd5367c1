import assert from "node:assert/strict";
import * as vscode from "vscode";
import { getAccess, recordLog } from "./access";
import { waitFor } from "./waitFor";

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("cloze").update(name, value, vscode.ConfigurationTarget.Global);
}

describe("devices", function () {
  this.timeout(60_000);
  afterEach(() => set("device", undefined));

  it("answers on the CPU first, and tries other devices when it is idle", async () => {
    const { engine, models } = (await getAccess()).services;
    engine.restart();
    const log = await recordLog();
    const model = await models.resolve("text");
    await engine.request("tokens", { model, text: "a" });
    await waitFor(() => log.text.includes(" runs on "));
    log.dispose();
    assert.doesNotMatch(models.info("text")?.deviceReason ?? "", /not been tried/);
  });

  it("runs on the device of the setting as soon as that changes", async () => {
    const { models } = (await getAccess()).services;
    await set("device", "cpu");
    await waitFor(async () => {
      await models.resolve("text");
      return models.info("text")?.deviceReason === "asked for";
    });
  });

  it("says in a sentence why the device of the setting is not available", async () => {
    const { models } = (await getAccess()).services;
    // No system offers both.
    await set("device", process.platform === "darwin" ? "directml" : "coreml");
    let reason: unknown;
    await waitFor(async () => {
      reason = await models.resolve("text").catch((error: unknown) => error);
      return reason instanceof Error && "code" in reason && reason.code === "no-device";
    });
    assert.match(String(reason), /was asked for and is not in ONNX Runtime for .*; choose one of these/);
    await set("device", undefined);
    await waitFor(() =>
      models.resolve("text").then(
        () => true,
        () => false,
      ),
    );
  });
});
