import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import JSZip from "jszip";
import { askInstalled } from "./askInstalled";
import { checkFiles, checkLicences } from "./checkFiles";
import { hasLibrary, listPackage, packageFor, type Target, TARGETS } from "./vsce";

/**
 * Checks what a user would install. Of every platform: the list of files and their size. Of two, one of which has ONNX
 * Runtime's library and one its WebAssembly: the package itself, which runs from what is in it; where it can, in VS Code.
 */

const ROOT = resolve(import.meta.dirname, "../..");

/** The model is 45 MB unpacked and 41 packed. The largest is win32-arm64, 123 MB unpacked. */
const LIMITS = { unpackedBytes: 125e6, packedBytes: 60e6 };

const folder = mkdtempSync(join(tmpdir(), "cloze-check-"));
try {
  await checkPacked("linux-x64", "CPU");
  await checkPacked("alpine-x64", "WebAssembly");
  // Platforms without a library have the same files, and a list takes a while.
  const withoutLibrary = await listPackage("alpine-x64");
  for (const target of TARGETS) {
    const files = hasLibrary(target) || target === "web" ? await listPackage(target) : withoutLibrary;
    checkFiles(target, files);
    report(
      target,
      files.length,
      files.reduce((sum, file) => sum + statSync(join(ROOT, file)).size, 0),
    );
  }
  checkLicences("win32-x64", writeNotices("win32-x64"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param device - What answers on this machine, whose library only one of the packages has. */
async function checkPacked(target: Target, device: string): Promise<void> {
  const vsix = join(folder, `${target}.vsix`);
  await packageFor(target, vsix);
  const packedBytes = statSync(vsix).size;
  assert.ok(packedBytes <= LIMITS.packedBytes, `${target}: ${packedBytes} bytes, at most ${LIMITS.packedBytes}`);
  const unpacked = join(folder, target);
  const entries = await unpack(vsix, unpacked);
  const manifest = readFileSync(join(unpacked, "extension.vsixmanifest"), "utf8");
  assert.match(manifest, new RegExp(` TargetPlatform="${target}"`));
  const extension = join(unpacked, "extension");
  // vsce writes these two names in lower case, and the licence with an ending.
  const names: Readonly<Record<string, string>> = {
    "readme.md": "README.md",
    "changelog.md": "CHANGELOG.md",
    "LICENSE.txt": "LICENSE",
  };
  const inside = entries.flatMap((entry) => (entry.startsWith("extension/") ? [entry.slice("extension/".length)] : []));
  const files = inside.map((file) => names[file] ?? file);
  checkFiles(target, files);
  checkLicences(target, readFileSync(join(extension, "dist/third-party.txt"), "utf8"));
  process.stdout.write(`package ${target}: ${megabytes(packedBytes)} packed\n`);
  if (process.platform !== "linux" || process.arch !== "x64") {
    process.stdout.write(`package ${target}: not run, it is not for this machine\n`);
    return;
  }
  checkRuns(extension, device);
  if (device === "CPU") await askInstalled(vsix, device);
}

/** @returns The names of all files. */
async function unpack(vsix: string, to: string): Promise<readonly string[]> {
  const { files } = await JSZip.loadAsync(readFileSync(vsix));
  const entries = Object.values(files).filter(({ dir }) => !dir);
  for (const entry of entries) {
    mkdirSync(dirname(join(to, entry.name)), { recursive: true });
    writeFileSync(join(to, entry.name), await entry.async("nodebuffer"));
  }
  return entries.map(({ name }) => name);
}

/** Runs the bundled model from what is in the package alone, and asks it what it runs on. */
function checkRuns(extension: string, device: string): void {
  const ask = (...words: readonly string[]) =>
    JSON.parse(
      execFileSync(process.execPath, [join(extension, "dist/cli.cjs"), ...words, "--json"], {
        cwd: extension,
        encoding: "utf8",
        env: { ...process.env, XDG_CACHE_HOME: join(folder, "cache") },
      }),
    ) as Record<string, unknown>;
  const { masks } = ask("fill", "Paris is the [MASK] of France.") as { masks: { fills: { text: string }[] }[] };
  assert.equal(masks[0]?.fills[0]?.text, "capital");
  assert.equal(ask("model", "info")["device"], device);
}

/** The licences as they are written for another platform. */
function writeNotices(target: Target): string {
  const env = { ...process.env, CLOZE_TARGET: target };
  execFileSync(process.execPath, ["esbuild.mjs", "--minify"], { cwd: ROOT, env, stdio: "pipe" });
  return readFileSync(join(ROOT, "dist/third-party.txt"), "utf8");
}

function report(target: Target, count: number, unpackedBytes: number): void {
  assert.ok(
    unpackedBytes <= LIMITS.unpackedBytes,
    `${target}: ${unpackedBytes} bytes, at most ${LIMITS.unpackedBytes}`,
  );
  process.stdout.write(`package ${target}: ${count} files, ${megabytes(unpackedBytes)}\n`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
