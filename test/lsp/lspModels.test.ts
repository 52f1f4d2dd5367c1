import assert from "node:assert/strict";
import { EngineError } from "../../src/engine/protocol/engineError";
import type { RequestKind } from "../../src/engine/protocol/requests";
import { LspModels } from "../../src/lsp/lspModels";

describe("the model that finds names, in cloze lsp", () => {
  function open(tags: string, load: (model: string) => object) {
    const told: string[] = [];
    const loaded: string[] = [];
    const models = new LspModels({
      engine: {
        request: ((_: RequestKind, { model }: { model: string }) => {
          loaded.push(model);
          return Promise.resolve().then(() => load(model));
        }) as never,
      },
      library: {
        resolve: (name) => Promise.resolve(name),
        resolveName: (name) => Promise.resolve(`/models/${name}`),
      },
      names: { text: "", tone: "", tags },
      showLoading: () => undefined,
      tell: (message) => told.push(message),
    });
    return { models, told, loaded };
  }
  const has = (tags: boolean) => (model: string) => ({ folder: model, has: { tags } });

  it("is none that nobody named", async () => {
    const { models, loaded } = open("", has(true));
    assert.equal(await models.findNames(), undefined);
    assert.deepEqual(loaded, []);
  });

  it("is loaded once", async () => {
    const { models, loaded, told } = open("ner", has(true));
    assert.deepEqual(await Promise.all([models.findNames(), models.findNames()]), ["/models/ner", "/models/ner"]);
    assert.deepEqual([loaded, told], [["/models/ner"], []]);
  });

  it("is left out, once with the reason, if it labels no words", async () => {
    const { models, told } = open("/own/bert", has(false));
    assert.deepEqual([await models.findNames(), await models.findNames()], [undefined, undefined]);
    assert.deepEqual(told, [
      'Cloze could not use the tags model of the settings: model "/own/bert" labels no words, expected one for tags. Names may be marked as wrong words.',
    ]);
  });

  it("is asked for again after the engine was in trouble", async () => {
    let isBroken = true;
    const { models } = open("ner", (model) => {
      if (isBroken) throw new EngineError("stopped", "engine ended");
      return has(true)(model);
    });
    await assert.rejects(models.findNames(), { code: "stopped" });
    isBroken = false;
    assert.equal(await models.findNames(), "/models/ner");
  });
});
