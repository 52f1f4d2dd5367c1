import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createLibrary } from "../../src/library/createLibrary";
import { DEFAULT_MODELS } from "../../src/library/library";
import { LibraryError } from "../../src/library/libraryError";

describe("library", () => {
  let root: string;
  const at = (...parts: string[]) => path.join(root, ...parts);
  const library = () => createLibrary({ bundledFolder: at("models") });

  before(() => {
    root = mkdtempSync(path.join(os.tmpdir(), "cloze-library-"));
    for (const folder of ["models/cloze-small", "models/other", "mine", "cloze-small"]) {
      mkdirSync(at(folder), { recursive: true });
      writeFileSync(at(folder, "config.json"), "{}");
    }
    mkdirSync(at("models/recipe"));
    writeFileSync(at("models/recipe/train.py"), "");
    mkdirSync(at("google"));
    writeFileSync(at("google/bert_config.json"), "{}");
    mkdirSync(at("empty"));
    mkdirSync(at("many"));
    for (let i = 0; i < 20; i++) writeFileSync(at("many", `file-${String(i).padStart(2, "0")}`), "");
    writeFileSync(at("file.onnx"), "");
  });
  after(() => rmSync(root, { recursive: true }));

  it("lists the bundled folders that hold a config.json", async () => {
    assert.deepEqual(await library().list(), [
      { name: "cloze-small", folder: at("models/cloze-small") },
      { name: "other", folder: at("models/other") },
    ]);
  });

  it("finds every default among the models that ship", async () => {
    const shipped = createLibrary({ bundledFolder: path.resolve("models") });
    for (const name of Object.values(DEFAULT_MODELS)) {
      assert.equal(await shipped.resolve(name), path.resolve("models", name));
    }
  });

  for (const { name, asked, folder } of [
    { name: "a bundled name rather than a folder of that name", asked: "cloze-small", folder: "models/cloze-small" },
    { name: "a path as a folder, even one with a bundled name", asked: "./cloze-small", folder: "cloze-small" },
    { name: "a relative folder", asked: "mine", folder: "mine" },
    { name: "a folder as google-research/bert published it", asked: "google", folder: "google" },
    { name: "a relative folder with a path", asked: "models/../mine/", folder: "mine" },
  ]) {
    it(`resolves ${name}`, async () => assert.equal(await library().resolve(asked, root), at(folder)));
  }

  it("resolves an absolute folder from anywhere", async () => {
    assert.equal(await library().resolve(at("mine"), "/"), at("mine"));
  });

  for (const { name, asked, code, says } of [
    { name: "an unknown name", asked: "bert", code: "unknown-model", says: ['"bert"', "cloze-small, other"] },
    { name: "an unknown folder", asked: "./gone/bert", code: "unknown-model", says: ["gone", "cloze-small"] },
    { name: "a folder under a file", asked: "./file.onnx/x", code: "unknown-model", says: ["file.onnx"] },
    { name: "an empty name", asked: "  ", code: "unknown-model", says: ["cloze-small"] },
    { name: "an empty folder", asked: "empty", code: "not-a-checkpoint", says: ["holds nothing", "config.json"] },
    { name: "a folder of files", asked: "many", code: "not-a-checkpoint", says: ["file-07 and 12 more"] },
    { name: "a folder of scripts", asked: "./models/recipe", code: "not-a-checkpoint", says: ["train.py"] },
    { name: "a file", asked: "file.onnx", code: "not-a-checkpoint", says: ["is a file", "folder"] },
  ]) {
    it(`refuses ${name}, and says what is there and what was expected`, async () => {
      await assert.rejects(library().resolve(asked, root), (error: unknown) => {
        assert(error instanceof LibraryError);
        assert.equal(error.code, code);
        for (const part of says) assert(error.message.includes(part), `"${error.message}" lacks "${part}"`);
        return true;
      });
    });
  }

  it("says that the bundled models are missing", async () => {
    const lost = createLibrary({ bundledFolder: at("nowhere") });
    await assert.rejects(lost.list(), { name: "LibraryError", code: "not-installed" });
    await assert.rejects(lost.resolve("cloze-small"), { name: "LibraryError", code: "not-installed" });
    assert.equal(await lost.resolve("./mine", root), at("mine"));
  });
});
