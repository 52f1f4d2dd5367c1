import assert from "node:assert/strict";
import * as vscode from "vscode";
import { getAccess } from "./access";
import { waitFor } from "./waitFor";

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("cloze").update(name, value, vscode.ConfigurationTarget.Global);
}

describe("the model of the settings", function () {
  this.timeout(60_000);
  afterEach(async () => {
    await set("model", undefined);
    await set("device", undefined);
    await set("precision", undefined);
  });

  it("is computed in what the settings say, and otherwise in float32 for looking and in int8 for the rest", async () => {
    const { engine, models } = (await getAccess()).services;
    for (const [precision, used] of [
      ["fp32", "fp32 fp32"],
      ["int8", "int8 int8"],
      [undefined, "int8 fp32"],
    ] as const) {
      await set("precision", precision);
      await waitFor(async () => {
        const model = await models.resolve("text");
        const info = await engine.request("load", { model });
        return `${info.precision} ${info.statesPrecision}` === used;
      });
      const model = await models.resolve("text");
      const { precision: looked } = await engine.request("attention", { model, text: "We looked." });
      assert.equal(looked, used.split(" ")[1]);
    }
  });

  it("is computed as no workspace says", async () => {
    const configuration = vscode.workspace.getConfiguration("cloze");
    await assert.rejects(async () => configuration.update("precision", "int8", vscode.ConfigurationTarget.Workspace));
    assert.equal(vscode.workspace.getConfiguration("cloze").get("precision"), "auto");
  });

  it("is shown as not used as long as it cannot be, with what to write instead", async () => {
    const { models } = (await getAccess()).services;
    await set("model", "./models/bert");
    await models.resolve("text");
    assert.match(
      models.failure("text") ?? "",
      /^The setting cloze\.model is "\.\/models\/bert"\. Write the absolute path of the model's folder, such as ".+bert", the name of a bundled model \(cloze-small\), or that of a model of the hub, such as "google-bert\/bert-base-cased"\.$/,
    );
    assert.equal(models.info("text")?.name, "cloze-small");
    assert.equal(models.failure("tone"), undefined);
    await set("model", undefined);
    await models.resolve("text");
    assert.equal(models.failure("text"), undefined);
  });

  it("does not load where the device of the settings is none, and a sentence says what to write", async () => {
    const { engine, models } = (await getAccess()).services;
    await set("device", "gpu");
    await assert.rejects(
      models.resolve("text"),
      /The setting cloze\.device is "gpu"\. Write "auto" for the fastest device that works here, or one of "cpu", "wasm", "cuda", /,
    );
    assert.equal(engine.state.kind, "failed");
    await set("device", undefined);
    await models.resolve("text");
    assert.notEqual(engine.state.kind, "failed");
  });
});
