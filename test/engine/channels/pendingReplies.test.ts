import assert from "node:assert/strict";
import { PendingReplies } from "../../../src/engine/channels/pendingReplies";

describe("PendingReplies", () => {
  let pending: PendingReplies<string, { readonly name: string }>;
  const ask = (name: string) => pending.ask(() => ({ name }));
  beforeEach(() => (pending = new PendingReplies()));

  it("settles each question by its id, in any order", async () => {
    const [a, b] = [ask("a"), ask("b")];
    assert.deepEqual(pending.ids, [1, 2]);
    assert.equal(pending.resolve(2, "second"), true);
    assert.equal(pending.reject(1, new Error("no")), true);
    assert.equal(await b, "second");
    await assert.rejects(a, { message: "no" });
    assert.equal(pending.size, 0);
  });

  it("keeps the record of a question while it waits", async () => {
    const reply = ask("a");
    assert.deepEqual(pending.find(1), { name: "a" });
    pending.resolve(1, "done");
    await reply;
    assert.equal(pending.find(1), undefined);
  });

  it("ignores a reply that nothing waits for", () => {
    assert.equal(pending.resolve(7, "late"), false);
    assert.equal(pending.reject(7, new Error("late")), false);
  });

  it("rejects all that wait, once", async () => {
    const replies = [ask("a"), ask("b")];
    pending.rejectAll(new Error("ended"));
    pending.rejectAll(new Error("again"));
    for (const reply of replies) await assert.rejects(reply, { message: "ended" });
    assert.equal(pending.size, 0);
  });

  it("rejects a question that cannot be sent, and waits for nothing", async () => {
    const unsent = pending.ask(() => {
      throw new Error("not cloneable");
    });
    await assert.rejects(unsent, { message: "not cloneable" });
    assert.equal(pending.size, 0);
    void ask("next");
    assert.deepEqual(pending.ids, [2]);
  });
});
