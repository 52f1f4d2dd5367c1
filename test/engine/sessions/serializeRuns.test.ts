import assert from "node:assert/strict";
import { serializeRuns } from "../../../src/engine/sessions/serializeRuns";

describe("serializeRuns", () => {
  it("runs one request after the other, goes on after a failure, and disposes after the last", async () => {
    const log: string[] = [];
    let runs = 0;
    const session = serializeRuns({
      run: async () => {
        const name = `run ${++runs}`;
        log.push(`${name} starts`);
        await new Promise(setImmediate);
        log.push(`${name} ends`);
        if (name === "run 1") throw new Error("failed");
        return new Map();
      },
      dispose: () => {
        log.push("disposed");
        return Promise.resolve();
      },
    });
    const first = session.run({});
    const second = session.run({});
    const disposed = session.dispose();
    await assert.rejects(first, /failed/);
    await second;
    await disposed;
    assert.deepEqual(log, ["run 1 starts", "run 1 ends", "run 2 starts", "run 2 ends", "disposed"]);
  });
});
