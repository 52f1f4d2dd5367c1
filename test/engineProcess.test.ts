import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import path from "node:path";
import { createChildChannel } from "../src/engine/channels/childChannel";
import { createEngineClient } from "../src/engine/client/engineClient";
import { skipBecause } from "./harness/skipBecause";
import { findEngines } from "./integration/findEngines";

const enginePath = path.resolve("dist", "engine.cjs");
const model = path.resolve("models", "cloze-small");

describe("the built engine", function () {
  // It loads the bundled model.
  this.timeout(60_000);

  for (const { name, threads } of [
    { name: "no thread", threads: "0" },
    { name: "half a thread", threads: "1.5" },
    { name: "a word for a number", threads: "many" },
  ]) {
    it(`ends when it is given ${name}`, async () => {
      const engine = fork(enginePath, ["--threads", threads], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
      let said = "";
      engine.stderr?.on("data", (data) => (said += String(data)));
      const [code] = (await once(engine, "close")) as [number];
      assert.notEqual(code, 0);
      assert.match(said, new RegExp(`--threads is "${threads}", expected a whole number of at least 1`));
    });
  }

  it("computes with as many threads as it is told, and answers the same", async function () {
    if (process.platform !== "linux") skipBecause(this, "only Linux lists a process's threads in files");
    const found = [];
    for (const threads of [1, 4]) {
      const open = () => createChildChannel(enginePath, { device: "cpu", cudaFolder: "", threads });
      const client = createEngineClient({ open });
      try {
        const { masks } = await client.request("fill", { model, text: "The [MASK] reads the file." });
        const [engine = 0] = await findEngines();
        found.push({ masks, count: readdirSync(`/proc/${engine}/task`).length });
      } finally {
        client.dispose();
      }
    }
    const [one, four] = found;
    assert.deepEqual(four?.masks, one?.masks);
    assert.equal((four?.count ?? 0) - (one?.count ?? 0), 3);
  });
});
