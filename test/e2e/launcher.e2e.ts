import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isAlive } from "../harness/endGroup";

const LAUNCHER = resolve(import.meta.dirname, "../harness/code.mjs");

/** Prints its process id as a test line, then holds the extension host's thread for good. */
const ENDLESS_TEST = `exports.run = () => {
  console.log("[test] pid " + process.pid);
  return new Promise(() => setTimeout(() => { for (;;); }, 100));
};`;

describe("the launcher", () => {
  let extension: string;
  before(() => {
    extension = mkdtempSync(join(tmpdir(), "cloze-endless-"));
    const manifest = { name: "endless", publisher: "test", version: "0.0.0", engines: { vscode: "*" } };
    writeFileSync(join(extension, "package.json"), JSON.stringify(manifest));
    writeFileSync(join(extension, "endless.js"), ENDLESS_TEST);
  });
  after(() => rmSync(extension, { recursive: true, maxRetries: 5 }));

  for (const { name, signal, limitMs, exitCode } of [
    {
      name: "takes a hanging extension host with it when it is told to end",
      signal: "SIGTERM",
      limitMs: undefined,
      exitCode: 1,
    },
    {
      name: "takes a hanging extension host with it when it is killed",
      signal: "SIGKILL",
      limitMs: undefined,
      exitCode: null,
    },
    { name: "ends a run that takes too long", signal: undefined, limitMs: "1", exitCode: 1 },
  ] as const) {
    it(name, async () => {
      // A killed launcher leaves temporary files; here they go with the extension's folder.
      const env = { ...process.env, TMPDIR: extension, CLOZE_TEST_LIMIT_MS: limitMs };
      const paths = [
        `--extensionDevelopmentPath=${extension}`,
        `--extensionTestsPath=${join(extension, "endless.js")}`,
      ];
      const child = spawn(LAUNCHER, [extension, ...paths], { env, stdio: ["ignore", "pipe", "ignore"] });
      let hostPid: number | undefined;
      child.stdout.on("data", (data: Buffer) => {
        const pid = /pid (\d+)/.exec(data.toString())?.[1];
        if (pid === undefined) return;
        hostPid = Number(pid);
        if (signal !== undefined) child.kill(signal);
      });
      const [code] = (await once(child, "exit")) as [number | null];
      assert.equal(code, exitCode);
      if (signal !== undefined) assert.ok(hostPid);
      if (hostPid !== undefined) await untilGone(hostPid);
    });
  }
});

/** The kernel ends the last processes after their owner; the test's own limit is the limit. */
async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((done) => setTimeout(done, 50));
}
