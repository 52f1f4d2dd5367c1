import assert from "node:assert/strict";
import { listModelRows, type RowSources } from "../../../src/editor/library/modelRows";
import { LibraryError } from "../../../src/library/libraryError";

/** A machine with the bundled model. @param listCached - What the cache of the hub says. */
function sourcesWith(listCached: () => Promise<readonly []>): RowSources {
  const has = { mlm: true, nsp: true, classifier: true };
  return {
    engine: { request: () => Promise.resolve({ has }) },
    library: { list: () => Promise.resolve([{ name: "cloze-small", folder: "/m/cloze-small" }]), listCached },
    folders: [],
    now: undefined,
  } as unknown as RowSources;
}

describe("listModelRows", () => {
  it("lists the other models where the cache cannot be read, and says why it cannot", async () => {
    const message = 'the cache of models, "/tmp/file", is no folder';
    const rows = await listModelRows(
      "text",
      sourcesWith(() => Promise.reject(new LibraryError("no-access", message))),
    );
    assert.deepEqual(rows[2], {
      icon: "warning",
      label: "Models That Were Fetched Cannot Be Listed",
      detail: message,
    });
    assert.equal(rows[1]?.label, "cloze-small");
    assert.ok(rows.some(({ label }) => label === "google-bert/bert-base-cased"));
  });

  it("says nothing of a cache that is empty", async () => {
    const rows = await listModelRows(
      "text",
      sourcesWith(() => Promise.resolve([])),
    );
    assert.ok(!rows.some(({ icon }) => icon === "warning"));
  });
});
