// No namesake: the built command line, where files and folders are not what one hopes for.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { skipBecause } from "../harness/skipBecause";
import { CLI, run, start } from "./runProgram";

const NEGATIVE = "This is a dreadful mess.\n";

describe("cloze, built, where files are not what one hopes for", function () {
  this.timeout(60_000);
  let folder: string;
  before(function () {
    if (process.platform === "win32") skipBecause(this, "Windows has no such files");
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "cloze-odd-"));
    writeFileSync(path.join(folder, "bad.md"), NEGATIVE);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("reads plain files only, says what others are, and goes on", async () => {
    execFileSync("mkfifo", [path.join(folder, "pipe.md")]);
    symlinkSync("/dev/zero", path.join(folder, "zero.md"));
    const socket = createServer().listen(path.join(folder, "socket.md"));
    await once(socket, "listening");
    const names = ["pipe.md", "zero.md", "socket.md", "/proc/kmsg", "bad.md"];
    const { exitCode, output, errors } = await run(["read", ...names], { folder });
    socket.close();
    assert.equal(exitCode, 2);
    assert.equal(output, "bad.md:1:1  This is a dreadful mess.\n");
    assert.match(errors, /^cloze: pipe\.md: is a pipe, expected a plain file \(bad-input\)$/m);
    assert.match(errors, /^cloze: zero\.md: is a device, expected a plain file \(bad-input\)$/m);
    assert.match(errors, /^cloze: socket\.md: is a socket, expected a plain file \(bad-input\)$/m);
  });

  it("follows no link in a folder, and waits for no pipe in it", async () => {
    execFileSync("mkfifo", [path.join(folder, "pipe.md"), path.join(folder, ".cloze.json")]);
    symlinkSync("/dev/zero", path.join(folder, "zero.md"));
    const first = await run(["lint"], { folder });
    assert.deepEqual([first.exitCode, first.output], [2, ""]);
    assert.match(first.errors, /\.cloze\.json is a pipe, expected a plain file \(bad-project-file\)/);
    rmSync(path.join(folder, ".cloze.json"));
    const { exitCode, output, errors } = await run(["lint"], { folder });
    assert.match(output, /^bad\.md:1:1 .*\n$/);
    assert.deepEqual([exitCode, errors], [1, "1 finding in 1 file, computed in int8\n"]);
  });

  it("says that a file is too long to be read, whatever it holds", async () => {
    execFileSync("truncate", ["-s", "600M", path.join(folder, "long.md")]);
    const { exitCode, errors } = await run(["read", "long.md"], { folder });
    assert.deepEqual(
      [exitCode, errors.split("\n")[0]],
      [2, "cloze: long.md: is longer than 32 MB, the longest that is read (bad-input)"],
    );
  });

  it("says that a name is not UTF-8", async function () {
    if (process.platform === "darwin") skipBecause(this, "macOS has UTF-8 names only");
    execFileSync("sh", ["-c", "printf 'One.' > \"$(printf 'a\\377.md')\""], { cwd: folder });
    const { exitCode, errors } = await run(["lint"], { folder });
    assert.equal(exitCode, 2);
    assert.match(errors, /^cloze: a\ufffd\.md: its name is not UTF-8/m);
  });

  it("prints a name with a line break on its own line", async () => {
    const name = "a\n::error file=x::forged\u001b[31m.md";
    writeFileSync(path.join(folder, name), NEGATIVE);
    for (const words of [["lint"], ["read", name], ["lint", `${name}x`], ["lint", "--format", name]]) {
      const { output, errors } = await run(words, { folder });
      const printed = output + errors;
      assert.ok(!printed.includes("\u001b") && !/^::/m.test(printed), printed);
    }
  });

  it("ends with 2 where its output is lost, and as ever where its reader has enough", async function () {
    if (!existsSync("/dev/full")) skipBecause(this, "there is no /dev/full");
    for (const words of [["lint"], ["lint", "--json"], ["read", "bad.md"], ["--help"]]) {
      const full = openSync("/dev/full", "w");
      const child = spawn(process.execPath, [CLI, ...words], { cwd: folder, stdio: ["ignore", full, "pipe"] });
      let errors = "";
      child.stderr?.on("data", (data: Buffer) => (errors += data.toString()));
      const [exitCode] = (await once(child, "close")) as [number];
      assert.deepEqual([exitCode, words], [2, words]);
      assert.match(errors, /the output cannot be written: ENOSPC \(lost-output\)/);
    }
    const { child, ended } = start(["read", "bad.md"], folder);
    child.stdout.destroy();
    assert.equal((await ended).exitCode, 0);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends on ${signal} while it waits for its input`, async () => {
      const { child, ended } = start(["read"], folder);
      await new Promise((resolve) => setTimeout(resolve, 500));
      child.kill(signal);
      assert.equal((await ended).signal, signal);
    });
  }

  it("says that its folder is gone", async () => {
    const gone = path.join(folder, "gone");
    const command = `mkdir "${gone}" && cd "${gone}" && rmdir "${gone}" && exec "$0" "$1" read x.md`;
    const child = spawn("sh", ["-c", command, process.execPath, CLI]);
    let errors = "";
    child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
    const [exitCode] = (await once(child, "close")) as [number];
    assert.equal(errors, "cloze: the folder in which this runs is gone: change to another one (bad-surroundings)\n");
    assert.equal(exitCode, 2);
  });

  it("says that it is not whole", async () => {
    const cli = path.join(folder, "dist", "cli.cjs");
    cpSync(path.dirname(CLI), path.dirname(cli), {
      recursive: true,
      filter: (file) => !path.relative(path.dirname(CLI), file).includes(".") || /cli[./\\]/.test(file),
    });
    const child = spawn(process.execPath, [cli, "--version"]);
    let errors = "";
    child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
    const [exitCode] = (await once(child, "close")) as [number];
    assert.match(
      errors,
      /^cloze: ".*package\.json" cannot be read: build or install Cloze again \(bad-surroundings\)\n$/,
    );
    assert.equal(exitCode, 2);
  });

  for (const { name, environment } of [
    { name: "an empty HOME", environment: { HOME: "" } },
    { name: "a relative XDG_CACHE_HOME", environment: { XDG_CACHE_HOME: "cache", HOME: "HERE" } },
    { name: "an XDG_CACHE_HOME that takes no folder", environment: { XDG_CACHE_HOME: "/proc", HOME: "HERE" } },
  ]) {
    it(`answers with ${name}, and writes nothing into the folder it runs in`, async () => {
      const home = mkdtempSync(path.join(tmpdir(), "cloze-home-"));
      const env = { XDG_CACHE_HOME: "", ...environment };
      const { exitCode, output } = await run(["lint", "bad.md"], {
        folder,
        environment: { ...env, HOME: env.HOME === "HERE" ? home : env.HOME },
      });
      rmSync(home, { recursive: true });
      assert.equal(exitCode, 1);
      assert.match(output, /^bad\.md:1:1 /);
      assert.deepEqual(readdirSync(folder), ["bad.md"]);
    });
  }

  it("lets nobody else read what it keeps, whatever the shell allows", async () => {
    const cache = path.join(folder, "cache");
    const child = spawn("sh", ["-c", 'umask 0; exec "$0" "$1" lint bad.md', process.execPath, CLI], {
      cwd: folder,
      env: { ...process.env, XDG_CACHE_HOME: cache },
    });
    child.stdout.resume();
    await once(child, "close");
    const kept = path.join(cache, "cloze");
    const names = readdirSync(kept, { recursive: true, encoding: "utf8" });
    assert.ok(names.length > 0);
    for (const name of ["", ...names]) {
      assert.equal(statSync(path.join(kept, name)).mode & 0o077, 0, name);
    }
  });
});
