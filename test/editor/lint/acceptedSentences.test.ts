import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { AcceptedSentences } from "../../../src/editor/lint/acceptedSentences";

/** The storage of a workspace, in the form that VS Code writes to disk. */
function createStorage(written?: unknown) {
  const state = { json: written === undefined ? undefined : JSON.stringify({ "tone.accepted": written }) };
  const read = () => JSON.parse(state.json ?? "{}") as Record<string, unknown>;
  const storage = {
    get: (name: string) => read()[name],
    update: (name: string, value: unknown) => {
      state.json = JSON.stringify({ ...read(), [name]: value });
      return Promise.resolve();
    },
  };
  return { state, storage: storage as unknown as vscode.Memento };
}

const SENTENCE = "The old interface is a mess.";

describe("AcceptedSentences", () => {
  it("knows what was accepted, even after a restart", async () => {
    const { storage } = createStorage();
    const accepted = new AcceptedSentences(storage);
    assert.equal(accepted.has(SENTENCE), false);
    await accepted.add(SENTENCE);
    await accepted.add(SENTENCE);
    for (const each of [accepted, new AcceptedSentences(storage)]) {
      assert.deepEqual([each.has(SENTENCE), each.has(`${SENTENCE}.`), each.count], [true, false, 1]);
    }
  });

  it("stores no text, and no hash that could be tested without its key", async () => {
    const { storage, state } = createStorage();
    const other = createStorage();
    await new AcceptedSentences(storage).add(SENTENCE);
    await new AcceptedSentences(other.storage).add(SENTENCE);
    assert.doesNotMatch(state.json ?? "", /mess|interface/);
    const hash = /"hashes":\["([0-9a-f]{32})"\]/.exec(state.json ?? "")?.[1] ?? assert.fail(state.json);
    assert.ok(!other.state.json?.includes(hash));
  });

  it("forgets everything for good when it is cleared", async () => {
    const { storage } = createStorage();
    const accepted = new AcceptedSentences(storage);
    await accepted.add(SENTENCE);
    await accepted.clear();
    for (const each of [accepted, new AcceptedSentences(storage)]) {
      assert.deepEqual([each.has(SENTENCE), each.count], [false, 0]);
    }
  });

  it("tells its listeners when the sentences change", async () => {
    const { storage } = createStorage();
    const accepted = new AcceptedSentences(storage);
    const told: boolean[] = [];
    const end = accepted.onDidChange(() => {
      told.push(accepted.has(SENTENCE));
    });
    await accepted.add(SENTENCE);
    await accepted.clear();
    end();
    await accepted.add("Another one.");
    assert.deepEqual(told, [true, false]);
  });

  it("is bounded: the sentences accepted first go first", async () => {
    const hashes = Array.from({ length: 5000 }, (_, index) => index.toString(16).padStart(32, "0"));
    const { storage, state } = createStorage({ key: "0", hashes });
    const accepted = new AcceptedSentences(storage);
    await accepted.add(SENTENCE);
    assert.deepEqual([accepted.count, accepted.has(SENTENCE)], [5000, true]);
    assert.ok(!state.json?.includes(hashes[0] ?? ""));
    assert.ok(state.json?.includes(hashes[1] ?? ""));
  });

  for (const written of [null, 7, "x", [], { key: 1, hashes: [] }, { key: "0" }, { key: "0", hashes: [1] }]) {
    it(`starts anew when the storage holds ${JSON.stringify(written)}`, async () => {
      const { storage } = createStorage(written);
      const accepted = new AcceptedSentences(storage);
      assert.equal(accepted.count, 0);
      await accepted.add(SENTENCE);
      assert.equal(new AcceptedSentences(storage).has(SENTENCE), true);
    });
  }
});
