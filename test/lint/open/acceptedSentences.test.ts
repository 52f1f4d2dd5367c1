import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { AcceptedSentences } from "../../../src/lint/open/acceptedSentences";

/** The storage of a workspace, in the form that VS Code writes to disk. */
function createStorage(written?: unknown) {
  const state = { json: written === undefined ? undefined : JSON.stringify({ "lint.accepted": written }) };
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
const FILE = "file:///folder/notes.md";

describe("AcceptedSentences", () => {
  it("knows what was accepted, even after a restart", async () => {
    const { storage } = createStorage();
    const accepted = new AcceptedSentences(storage);
    assert.equal(accepted.has(SENTENCE), false);
    await accepted.add(SENTENCE, FILE);
    await accepted.add(SENTENCE, FILE);
    for (const each of [accepted, new AcceptedSentences(storage)]) {
      assert.deepEqual([each.has(SENTENCE), each.has(`${SENTENCE}.`), each.count], [true, false, 1]);
    }
  });

  it("stores no text, and no hash that could be tested without its key", async () => {
    const { storage, state } = createStorage();
    const other = createStorage();
    await new AcceptedSentences(storage).add(SENTENCE, FILE);
    await new AcceptedSentences(other.storage).add(SENTENCE, FILE);
    assert.doesNotMatch(state.json ?? "", /mess|interface/);
    const hash = /"hash":"([0-9a-f]{32})"/.exec(state.json ?? "")?.[1] ?? assert.fail(state.json);
    assert.ok(!other.state.json?.includes(hash));
  });

  it("forgets everything for good when it is cleared", async () => {
    const { storage } = createStorage();
    const accepted = new AcceptedSentences(storage);
    await accepted.add(SENTENCE, FILE);
    await accepted.clear();
    for (const each of [accepted, new AcceptedSentences(storage)]) {
      assert.deepEqual([each.has(SENTENCE), each.count], [false, 0]);
    }
  });

  it("knows a sentence by its words, not by the spaces and line breaks between them", async () => {
    const accepted = new AcceptedSentences(createStorage().storage);
    await accepted.add("The old interface\nis  a mess. ", FILE);
    assert.deepEqual([accepted.has(SENTENCE), accepted.count], [true, 1]);
  });

  it("accepts one word of a sentence and no other, until the sentence is accepted", async () => {
    const { storage, state } = createStorage();
    const accepted = new AcceptedSentences(storage);
    const [word, other] = [
      { start: 4, end: 7 },
      { start: 0, end: 3 },
    ];
    await accepted.add(SENTENCE, FILE, word);
    await accepted.add(SENTENCE, FILE, word);
    for (const each of [accepted, new AcceptedSentences(storage)]) {
      const has = [each.has(SENTENCE), each.has(SENTENCE, word), each.has(SENTENCE, other), each.has("It.", word)];
      assert.deepEqual([has, each.count], [[false, true, false, false], 1]);
    }
    assert.doesNotMatch(state.json ?? "", /mess|interface/);
    await accepted.add(SENTENCE, FILE);
    assert.deepEqual([accepted.has(SENTENCE), accepted.has(SENTENCE, other), accepted.count], [true, true, 2]);
    await accepted.remove(accepted.list()[0]!);
    assert.deepEqual([accepted.has(SENTENCE, other), accepted.has(SENTENCE, word)], [false, true]);
  });

  it("lists what was accepted with its files, the last first, and takes back a single one", async () => {
    const { storage } = createStorage();
    const accepted = new AcceptedSentences(storage);
    await accepted.add(SENTENCE, FILE);
    await accepted.add("Another one.", "file:///folder/other.md");
    assert.deepEqual(
      accepted.list().map(({ file }) => file),
      ["file:///folder/other.md", FILE],
    );
    const [found] = accepted.find(SENTENCE);
    assert.ok(found);
    assert.equal(found.file, FILE);
    await accepted.remove(found);
    for (const each of [accepted, new AcceptedSentences(storage)]) {
      assert.deepEqual([each.has(SENTENCE), each.has("Another one."), each.count], [false, true, 1]);
    }
  });

  it("tells its listeners when the sentences change", async () => {
    const { storage } = createStorage();
    const accepted = new AcceptedSentences(storage);
    const told: boolean[] = [];
    const end = accepted.onDidChange(() => {
      told.push(accepted.has(SENTENCE));
    });
    await accepted.add(SENTENCE, FILE);
    await accepted.clear();
    end();
    await accepted.add("Another one.", FILE);
    assert.deepEqual(told, [true, false]);
  });

  it("is bounded: the sentences accepted first go first", async () => {
    const hashes = Array.from({ length: 5000 }, (_, index) => index.toString(16).padStart(32, "0"));
    const sentences = hashes.map((hash) => ({ hash, file: FILE }));
    const { storage, state } = createStorage({ key: "0", sentences });
    const accepted = new AcceptedSentences(storage);
    await accepted.add(SENTENCE, FILE);
    assert.deepEqual([accepted.count, accepted.has(SENTENCE)], [5000, true]);
    assert.ok(!state.json?.includes(hashes[0] ?? ""));
    assert.ok(state.json?.includes(hashes[1] ?? ""));
  });

  for (const written of [
    null,
    7,
    "x",
    [],
    { key: 1, sentences: [] },
    { key: "0" },
    { key: "0", sentences: [1, null] },
  ]) {
    it(`starts anew when the storage holds ${JSON.stringify(written)}`, async () => {
      const { storage } = createStorage(written);
      const accepted = new AcceptedSentences(storage);
      assert.equal(accepted.count, 0);
      await accepted.add(SENTENCE, FILE);
      assert.equal(new AcceptedSentences(storage).has(SENTENCE), true);
    });
  }
});
