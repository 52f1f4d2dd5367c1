import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createChildChannel } from "../../../src/engine/channels/childChannel";
import { createEngineClient, type EngineClient } from "../../../src/engine/client/engineClient";
import { bundleEntry } from "./bundleEntry";

describe("an engine in a child process", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cloze-engine-"));
  const enginePath = bundleEntry("channels/fakeEngineProcess.ts", folder);
  let client: EngineClient;
  const ask = async (text: string) =>
    (await client.request("tokens", { model: "/fake", text })).tokens.map((token) => token.text);

  beforeEach(() => {
    client = createEngineClient({ open: () => createChildChannel(enginePath), restartDelayMs: 1 });
  });
  afterEach(() => client.dispose());
  after(() => rmSync(folder, { recursive: true }));

  it("has a process id of its own", async () => {
    assert.notEqual(Number(await ask("pid")), process.pid);
  });

  it("starts at the first request, not before, and is gone after dispose", async () => {
    assert.equal(client.state.kind, "stopped");
    const pid = Number(await ask("pid"));
    client.dispose();
    await waitForEnd(pid);
  });

  it("fails only the request it worked on when it is killed from outside, and names the signal", async () => {
    const pid = Number(await ask("pid"));
    // Before its first report the request would count as one that only waited.
    const onProgress = () => process.kill(pid, "SIGKILL");
    const working = client.request("tokens", { model: "/fake", text: "hold" }, { onProgress });
    const waiting = ask("say waiting");
    await assert.rejects(working, { name: "EngineError", code: "stopped", message: /SIGKILL/ });
    assert.deepEqual(await waiting, ["waiting"]);
  });

  it("says what cut short its mapped model when SIGBUS ends it, and the next one answers", async () => {
    const pid = Number(await ask("pid"));
    const onProgress = () => process.kill(pid, "SIGBUS");
    const working = client.request("tokens", { model: "/fake", text: "hold" }, { onProgress });
    const waiting = ask("say waiting");
    await assert.rejects(working, {
      code: "stopped",
      message: /SIGBUS, because a file of the model, or of the cache, was cut short while it was in use/,
    });
    assert.deepEqual(await waiting, ["waiting"]);
    assert.notEqual(Number(await ask("pid")), pid);
  });

  it("fails its request with the exit code when it ends by itself", async () => {
    await assert.rejects(ask("die"), { name: "EngineError", code: "stopped", message: /code 7/ });
  });

  it("is ended as hung in a busy loop, and the next one answers", async () => {
    client.dispose();
    client = createEngineClient({ open: () => createChildChannel(enginePath), restartDelayMs: 1, hangMs: 4000 });
    const pid = Number(await ask("pid"));
    await assert.rejects(ask("spin"), { name: "EngineError", code: "hung" });
    assert.notEqual(Number(await ask("pid")), pid);
    await waitForEnd(pid);
  });

  it("is gone after dispose even in a busy loop", async () => {
    const pid = Number(await ask("pid"));
    const spinning = ask("spin");
    client.dispose();
    await assert.rejects(spinning, { code: "stopped" });
    await waitForEnd(pid);
  });

  it("gets no debugger's options and no certificates, runs as Node inside Electron, and keeps ONNX Runtime from sending anything", async () => {
    const before = ["NODE_OPTIONS", "NODE_EXTRA_CA_CERTS"].map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, { NODE_OPTIONS: "--no-warnings", NODE_EXTRA_CA_CERTS: "/etc/hosts" });
    try {
      assert.deepEqual(await ask("environment"), ["", "", "1", "1"]);
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
    }
  });

  for (const { settings, expected } of [
    { settings: undefined, expected: ["--device", "cpu", "--precision", "auto"] },
    {
      settings: { device: "auto", cudaFolder: "", precision: "int8" },
      expected: ["--device", "auto", "--precision", "int8"],
    },
    {
      settings: { device: "cpu", cudaFolder: "", threads: 3 },
      expected: ["--device", "cpu", "--precision", "auto", "--threads", "3"],
    },
  ] as const) {
    it(`gets the arguments ${expected.join(" ")}`, async () => {
      client.dispose();
      client = createEngineClient({ open: () => createChildChannel(enginePath, settings), restartDelayMs: 1 });
      assert.deepEqual(await ask("arguments"), expected);
    });
  }

  it("is refused by name when its file is missing, and not tried again until a restart", async () => {
    let opened = 0;
    const lost = createEngineClient({
      open: () => {
        opened++;
        return createChildChannel(path.join(folder, "gone.cjs"));
      },
    });
    const load = () => lost.request("load", { model: "/fake" });
    await assert.rejects(load(), { name: "EngineError", code: "unavailable", message: /gone\.cjs/ });
    await assert.rejects(load(), { code: "unavailable" });
    assert.equal(opened, 1);
    lost.restart();
    await assert.rejects(load(), { code: "unavailable" });
    assert.equal(opened, 2);
  });

  for (const signal of ["SIGKILL", "SIGTERM", "SIGINT"] as const) {
    it(`ends with its owner on ${signal}, and what it prints goes nowhere`, async () => {
      const owner = spawn(process.execPath, [bundleEntry("channels/fakeOwner.ts", folder), enginePath], {
        stdio: "pipe",
      });
      let printed = "";
      owner.stderr.on("data", (data: Buffer) => (printed += data.toString()));
      const pid = await new Promise<number>((resolve) => {
        owner.stdout.on("data", (data: Buffer) => {
          printed += data.toString();
          if (printed.includes("\n")) resolve(Number.parseInt(printed, 10));
        });
      });
      owner.kill(signal);
      await new Promise((resolve) => owner.on("close", resolve));
      assert.equal(printed, `${pid}\n`);
      await waitForEnd(pid);
    });
  }
});

/** Polls, since the end of a process that is not a child of this one is no event. Mocha's timeout limits the wait. */
async function waitForEnd(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // An ended process whose parent is gone stays listed, as a zombie, until another process collects it.
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !readFileSync(stat, "utf8").includes(") Z ");
}
