import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { EngineServer } from "../../../src/editor/elsewhere/engineServer";

const URL = "https://a.example/v2/models/m";

/** What VS Code keeps, as far as it is used. */
function open(url: string | undefined) {
  const kept = new Map<string, unknown>();
  const secrets = new Map<string, string>();
  const memory = {
    get: (key: string, otherwise: unknown) => kept.get(key) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  };
  const store = {
    get: (key: string) => Promise.resolve(secrets.get(key)),
    store: (key: string, value: string) => Promise.resolve(void secrets.set(key, value)),
    delete: (key: string) => Promise.resolve(void secrets.delete(key)),
  };
  const named = { url };
  const [, memento, storage] = [0, memory, store] as unknown as ConstructorParameters<typeof EngineServer>;
  return { named, kept, secrets, server: new EngineServer(() => named.url, memento, storage) };
}

describe("the server of the settings", () => {
  it("gets nothing before the person agreed, and after they refused", async () => {
    const { server } = open(URL);
    await server.readToken();
    assert.deepEqual([server.find(), server.answerFor(URL)], [undefined, undefined]);
    await server.keepAnswer(URL, false);
    assert.deepEqual([server.find(), server.answerFor(URL)], [undefined, false]);
    await server.keepAnswer(URL, true);
    assert.deepEqual(server.find(), { url: URL, token: undefined });
  });

  it("is asked about again under another address", async () => {
    const { server, named } = open(URL);
    await server.readToken();
    await server.keepAnswer(URL, true);
    named.url = "https://b.example/v2/models/m";
    assert.deepEqual([server.find(), server.answerFor(named.url)], [undefined, undefined]);
  });

  it("gets nothing before the key store has said which token it takes", async () => {
    const { server } = open(URL);
    await server.keepAnswer(URL, true);
    assert.equal(server.find(), undefined);
    await server.keepToken("secret");
    assert.deepEqual(server.find(), { url: URL, token: "secret" });
  });

  it("has its token in the key store alone, until it is removed", async () => {
    const { server, kept, secrets } = open(URL);
    await server.keepAnswer(URL, true);
    await server.keepToken("secret");
    assert.deepEqual([...secrets.values()], ["secret"]);
    assert.doesNotMatch(JSON.stringify([...kept]), /secret/);
    await server.keepToken("");
    assert.deepEqual([server.find(), secrets.size], [{ url: URL, token: undefined }, 0]);
  });

  it("is none without an address", async () => {
    const { server } = open(undefined);
    await server.readToken();
    assert.equal(server.find(), undefined);
  });

  it("cannot be named by a workspace, nor can one allow http", () => {
    const { capabilities, contributes } = JSON.parse(
      readFileSync(resolve(import.meta.dirname, "../../../package.json"), "utf8"),
    ) as {
      capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
      contributes: {
        configuration:
          { properties: Record<string, { scope?: string }> } | { properties: Record<string, { scope?: string }> }[];
      };
    };
    const properties = Object.assign(
      {},
      ...[contributes.configuration].flat().map((part) => part.properties),
    ) as Record<string, { scope?: string }>;
    for (const id of ["cloze.engine.url", "cloze.engine.allowPlainHttp"]) {
      assert.equal(properties[id]?.scope, "machine", id);
      assert.ok(capabilities.untrustedWorkspaces.restrictedConfigurations.includes(id), id);
    }
  });
});
