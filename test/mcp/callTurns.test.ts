import assert from "node:assert/strict";
import { CallTurns } from "../../src/mcp/callTurns";

/** Calls that end when they are told to. */
function begin(turns: CallTurns, count: number) {
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const aborts = Array.from({ length: count }, () => new AbortController());
  const calls = aborts.map(({ signal }, i) =>
    turns.run(() => {
      started.push(i);
      return new Promise<number>((resolve) => (ends[i] = () => resolve(i)));
    }, signal),
  );
  return { started, ends, aborts, calls };
}

describe("CallTurns", () => {
  it("lets eight work at once, and the others in their order", async () => {
    const { started, ends, calls } = begin(new CallTurns(), 12);
    assert.deepEqual(started, [0, 1, 2, 3, 4, 5, 6, 7]);
    ends[3]?.();
    assert.equal(await calls[3], 3);
    assert.deepEqual(started.slice(8), [8]);
    for (const i of [0, 1]) ends[i]?.();
    await Promise.all([calls[0], calls[1]]);
    assert.deepEqual(started.slice(8), [8, 9, 10]);
  });

  it("forgets a call that is cancelled while it waits, and goes on after one that fails", async () => {
    const turns = new CallTurns();
    const { started, ends, aborts, calls } = begin(turns, 10);
    aborts[8]?.abort(new Error("enough"));
    await assert.rejects(calls[8]!, /enough/);
    ends[0]?.();
    await calls[0];
    assert.deepEqual(started.slice(8), [9]);
    for (const i of [1, 2, 3, 4, 5, 6, 7, 9]) ends[i]?.();
    await Promise.all(calls.filter((_, i) => i !== 8));
    const { signal } = new AbortController();
    await assert.rejects(
      turns.run(() => Promise.reject(new Error("failed")), signal),
      /failed/,
    );
    assert.equal(await turns.run(() => Promise.resolve("next"), signal), "next");
  });

  it("refuses more than a thousand that wait", async () => {
    const turns = new CallTurns();
    const { calls } = begin(turns, 1008);
    for (const call of calls) call.catch(() => undefined);
    const { signal } = new AbortController();
    await assert.rejects(
      turns.run(() => Promise.resolve(), signal),
      /1,000 calls wait already: ask again when some are answered/,
    );
  });
});
