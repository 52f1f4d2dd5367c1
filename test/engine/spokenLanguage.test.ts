import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createChildChannel } from "../../src/engine/channels/childChannel";
import { createEngineClient } from "../../src/engine/client/engineClient";
import { summarizeError } from "../../src/engine/devices/probeDevice";
import { explainNotLoaded, explainNotRun } from "../../src/engine/sessions/bindSession";
import { speak } from "../../src/language/speak";
import { ModelError } from "../../src/tasks/model/model";

const enginePath = path.resolve("dist", "engine.cjs");
const model = path.resolve("models", "cloze-small");
const file = path.resolve("media", "l10n", "bundle.l10n.de.json");
const texts = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;

describe("an engine whose owner speaks German", function () {
  // The engine is a process of its own.
  this.timeout(60_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), "cloze-german-"));
  const config = path.join(folder, "config.json");
  const weights = path.join(folder, "model.safetensors");

  beforeEach(() => speak({ tag: "de", file, texts }));
  afterEach(() => speak({ tag: "en", texts: {} }));
  after(() => rmSync(folder, { recursive: true }));

  for (const { name, harm, says, german } of [
    {
      name: "a folder without a model",
      harm: () => undefined,
      says: `${folder}: no config.json, expected a checkpoint folder`,
      german: `${folder}: keine config.json vorhanden, erwartet: Ordner eines Checkpoints`,
    },
    {
      // Its words are looked up when their module is loaded.
      name: "weights of another form",
      harm: () => writeFileSync(path.join(folder, "model.onnx"), ""),
      says: `${folder}: the weights are in model.onnx, a ready-made graph, which lacks readouts and attention. Cloze writes its own: take model.safetensors or pytorch_model.bin of the model that it was made of`,
      german: `${folder}: Die Gewichte stehen in model.onnx (ein fertiger Graph, dem Ausgabeköpfe und Attention fehlen). Cloze schreibt einen eigenen: model.safetensors oder pytorch_model.bin des Modells nehmen, aus dem er gemacht wurde`,
    },
    {
      name: "a setting of a wrong type",
      harm: () => {
        cpSync(model, folder, { recursive: true });
        const known = JSON.parse(readFileSync(config, "utf8")) as object;
        writeFileSync(config, JSON.stringify({ ...known, num_hidden_layers: "four" }));
      },
      says: `${config}: num_hidden_layers is "four", expected an integer from 1 to 1024`,
      german: `${config}: num_hidden_layers ist "four", erwartet: eine ganze Zahl von 1 bis 1024`,
    },
    {
      name: "weights that are cut short",
      harm: () => {
        cpSync(model, folder, { recursive: true });
        truncateSync(weights, 7);
      },
      says: `${weights}: 7 bytes, expected at least 8`,
      german: `${weights}: 7 Bytes, erwartet: mindestens 8`,
    },
  ]) {
    it(`explains ${name} in German, and another one in English`, async () => {
      harm();
      assert.equal(await load(), german);
      speak({ tag: "en", texts: {} });
      assert.equal(await load(), says);
    });
  }

  it("is said to have ended too often in German, with the last reason alone", async () => {
    const open = () => createChildChannel(enginePath, { device: "cpu", cudaFolder: "", threads: -1 });
    const client = createEngineClient({ open, restartDelayMs: 1 });
    await assert.rejects(client.request("load", { model }), {
      message:
        "Die Engine ist zu oft abgestürzt (zuletzt: Der Prozess endete mit Code 1) und bleibt bis zum Neustart beendet",
    });
    client.dispose();
  });

  it("repeats of what failed on a device only what ONNX Runtime says", () => {
    for (const explain of [explainNotLoaded, explainNotRun]) {
      assert.match(explain("no driver"), /^Das Modell kann nicht /);
      assert.equal(summarizeError(new ModelError("failed", explain("no driver"))), "no driver");
    }
  });

  async function load(): Promise<string> {
    const client = createEngineClient({ open: () => createChildChannel(enginePath) });
    try {
      return await client.request("load", { model: folder }).then(
        () => "loaded",
        (error: unknown) => (error as Error).message,
      );
    } finally {
      client.dispose();
    }
  }
});
