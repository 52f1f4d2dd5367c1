import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import ts from "typescript";
import { PROSE_ENDINGS } from "../../src/text/formats/format";
import { GitRepository } from "../cli/lint/git/gitRepository";

const ROOT = path.resolve(import.meta.dirname, "../..");
const RUNTIME = path.join(ROOT, "node_modules/onnxruntime-node");
const WASM = "dist/wasm/ort-wasm-simd-threaded";
const BAD = "This is a terrible, useless mess.\n";

/** The package as `npm pack` makes it, in an empty folder, beside ONNX Runtime as npm would put it: no network is asked. */
describe("the package of npm", function () {
  this.timeout(180_000);
  let folder: string;
  let bin: string;
  let repository: GitRepository;

  before(() => {
    execFileSync(process.execPath, ["esbuild.mjs", "--if-stale"], { cwd: ROOT, stdio: "pipe" });
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-npm-"));
    // Scripts would build a minified bundle in the place of the one that other tests run.
    const words = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
    const isWindows = process.platform === "win32";
    execFileSync(isWindows ? "npm.cmd" : "npm", words, { cwd: ROOT, stdio: "pipe", shell: isWindows });
    const [packed = ""] = readdirSync(folder);
    const modules = path.join(folder, "app/node_modules");
    mkdirSync(path.join(modules, ".bin"), { recursive: true });
    execFileSync("tar", ["-xzf", path.join(folder, packed), "-C", folder]);
    execFileSync("mv", [path.join(folder, "package"), path.join(modules, "cloze")]);
    symlinkSync(RUNTIME, path.join(modules, "onnxruntime-node"));
    const { bin: bins } = JSON.parse(readFileSync(path.join(modules, "cloze/package.json"), "utf8")) as {
      bin: { cloze: string };
    };
    bin = path.join(modules, ".bin");
    symlinkSync(path.join(modules, "cloze", bins.cloze), path.join(bin, "cloze"));
    chmodSync(path.join(modules, "cloze", bins.cloze), 0o755);
    repository = new GitRepository();
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    repository.remove();
  });

  const run = (command: string, words: readonly string[]) => {
    const env = {
      ...process.env,
      PATH: `${bin}${path.delimiter}${process.env["PATH"] ?? ""}`,
      XDG_CACHE_HOME: path.join(folder, "cache"),
    };
    const { status, stdout, stderr } = spawnSync(command, words, { cwd: repository.folder, encoding: "utf8", env });
    return { status, output: stdout, errors: stderr };
  };

  it("holds what the command line needs, and nothing of the editor, the sources or the tests", () => {
    const packed = path.join(folder, "app/node_modules/cloze");
    const files = readdirSync(packed, { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(packed, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
    const allowed =
      /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|\.pre-commit-hooks\.yaml|dist\/(?:cli|engine|session|check|hub|hash|mcp|prose)\.cjs|dist\/cli\/[\w.-]+\.mjs|dist\/(?:api|open)\.d\.ts|dist\/(?:third-party\.txt|words\.bin|slips\.json)|dist\/wasm\/[\w.-]+|docs\/rules\/[\w-]+\.md|models\/README\.md|models\/cloze-[\w-]+\/[\w.]+|schemas\/[\w.]+\.json)$/;
    assert.deepEqual(
      files.filter((file) => !allowed.test(file)),
      [],
    );
    for (const file of [
      "dist/cli.cjs",
      "dist/engine.cjs",
      "dist/session.cjs",
      "dist/hub.cjs",
      "dist/prose.cjs",
      "dist/open.d.ts",
      "LICENSE",
      `${WASM}.mjs`,
      `${WASM}.wasm`,
    ]) {
      assert.ok(files.includes(file), file);
    }
  });

  it("runs where it is installed", () => {
    repository.commit({ "a.md": BAD });
    const { status, output } = run("cloze", ["lint"]);
    assert.equal(status, 1);
    assert.match(output, /^a\.md:1:1 {2}tone\/negative {2}/);
  });

  it("is a library whose page says what it does: its examples compile, run, and print what stands beside them", () => {
    const page = readFileSync(path.join(ROOT, "docs/library.md"), "utf8");
    // One program: each example goes on where the one before it ends.
    const program = Array.from(page.matchAll(/^```ts\n([^]*?)^```$/gm), ([, code = ""]) => code).join("\n");
    const expected = Array.from(program.matchAll(/^\s*console\.log\(.*\); \/\/ (.*)$/gm), ([, line = ""]) => line);
    assert.ok(expected.length >= 8, program);
    const file = path.join(folder, "app/example.mts");
    writeFileSync(file, program);
    const options: ts.CompilerOptions = {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      types: ["node"],
      typeRoots: [path.join(ROOT, "node_modules/@types")],
      skipLibCheck: false,
    };
    const compiled = ts.createProgram([file], options);
    const problems = ts.getPreEmitDiagnostics(compiled);
    const host = { getCanonicalFileName: String, getCurrentDirectory: () => folder, getNewLine: () => "\n" };
    assert.deepEqual(
      problems.map((each) => ts.formatDiagnostic(each, host)),
      [],
    );
    compiled.emit();
    const { status, output, errors } = run(process.execPath, [path.join(folder, "app/example.mjs")]);
    assert.equal(status, 0, errors);
    assert.deepEqual(output.trimEnd().split("\n"), expected);
  });

  it("can be required, too, and does not start anything before it is asked", () => {
    const script = 'const { open } = require("cloze"); console.log(typeof open)';
    const words = ["--experimental-require-module", "--no-warnings", "-e", script];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, {
      cwd: path.join(folder, "app"),
      encoding: "utf8",
    });
    assert.deepEqual([status, stdout, stderr], [0, "function\n", ""]);
  });

  it("is installed without a download when ONNXRUNTIME_NODE_INSTALL says skip", () => {
    const list = () => readdirSync(path.join(RUNTIME, "bin"), { recursive: true, encoding: "utf8" }).sort();
    const before = list();
    const nowhere = "http://127.0.0.1:9";
    const { status, stderr } = spawnSync(process.execPath, ["script/install.js"], {
      cwd: RUNTIME,
      encoding: "utf8",
      timeout: 30_000,
      env: {
        ...process.env,
        ONNXRUNTIME_NODE_INSTALL: "skip",
        HTTPS_PROXY: nowhere,
        GLOBAL_AGENT_HTTPS_PROXY: nowhere,
      },
    });
    assert.deepEqual([status, stderr], [0, ""]);
    assert.deepEqual(list(), before);
  });

  describe("as a hook", () => {
    const hooks = readFileSync(path.join(ROOT, ".pre-commit-hooks.yaml"), "utf8");
    const entries = Array.from(hooks.matchAll(/^ {2}entry: (.*)$/gm), ([, entry = ""]) => entry);

    it("gets every document that a folder stands for, and nothing else", () => {
      const patterns = Array.from(
        hooks.matchAll(/^ {2}files: \(\?i\)(.*)$/gm),
        ([, pattern = ""]) => new RegExp(pattern, "i"),
      );
      assert.equal(patterns.length, entries.length);
      for (const pattern of patterns) {
        for (const ending of PROSE_ENDINGS) assert.match(`docs/a.${ending}`, pattern);
        for (const file of ["a.py", "a.html", "amd", "a.md.bak"]) assert.doesNotMatch(file, pattern);
      }
    });

    for (const entry of ["cloze lint", "cloze lint --staged"]) {
      it(`refuses a commit and takes the mended one: ${entry}`, function () {
        if (process.platform === "win32") return this.skip();
        assert.ok(entries.includes(entry), entries.join());
        const name = `${entry.length}.md`;
        const hook = path.join(repository.folder, ".git/hooks/pre-commit");
        mkdirSync(path.dirname(hook), { recursive: true });
        writeFileSync(hook, `#!/bin/sh\nexec ${entry} ${name}\n`, { mode: 0o755 });
        repository.write(name, BAD);
        repository.git("add", name);
        const refused = run("git", ["commit", "-m", "bad"]);
        assert.equal(refused.status, 1, refused.errors);
        assert.match(refused.errors + refused.output, /tone\/negative/);
        repository.write(name, "The file holds one record.\n");
        repository.git("add", name);
        const taken = run("git", ["commit", "-m", "good"]);
        assert.equal(taken.status, 0, taken.errors);
        rmSync(hook);
      });
    }
  });
});
