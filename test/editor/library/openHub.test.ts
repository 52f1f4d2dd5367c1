import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type * as vscode from "vscode";
import { openHub } from "../../../src/editor/library/openHub";
import { getLanguage, speak } from "../../../src/language/speak";
import type { Library } from "../../../src/library/library";

/** In the place of the bundle, which has texts of its own: gives what it was called with. */
const HUB = `
let spoken;
exports.speak = (language) => { spoken = language; };
exports.createHubAccess = async (options) => ({ ...options, spoken });
`;

describe("loading what asks the hub", () => {
  const before = getLanguage();
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "cloze-hub-"))));
  afterEach(() => {
    speak(before);
    rmSync(folder, { recursive: true });
  });

  it("has it speak the language of the editor, before it says anything", async () => {
    const hub = path.join(folder, "hub.cjs");
    writeFileSync(hub, HUB);
    const german = { tag: "de", texts: { search: "Suche" } };
    speak(german);
    const secrets = { get: () => Promise.resolve("hf_1") } as unknown as vscode.SecretStorage;
    const library = { hubCache: "/cache" } as unknown as Library;
    const access = await openHub({ hub, hash: "/hash.cjs" }, library, secrets);
    assert.deepEqual(access, { hubCache: "/cache", hashPath: "/hash.cjs", token: "hf_1", spoken: german });
  });
});
