import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

const BINARIES = "!node_modules/onnxruntime-node/bin/napi-v6/";

/** VS Code's platforms for which onnxruntime-node has binaries, and their files in its `bin/napi-v6`. */
const TARGETS = {
  "linux-x64": "linux/x64/*",
  "linux-arm64": "linux/arm64/*",
  "win32-x64": "win32/x64/*",
  "win32-arm64": "win32/arm64/*",
  // The library is there twice, 45 MB each; this is the name under which the binding asks for it.
  "darwin-arm64": "darwin/arm64/{onnxruntime_binding.node,libonnxruntime.1.dylib}",
};
export type Target = keyof typeof TARGETS;

/** @throws If there are no binaries for that platform. */
export function readTarget(name: string): Target {
  if (Object.hasOwn(TARGETS, name)) return name as Target;
  throw new Error(`--target: found "${name}", expected one of ${Object.keys(TARGETS).join(", ")}`);
}

/** Runs vsce with .vscodeignore narrowed to the binaries of one platform, and returns what it prints. */
export async function vsce(target: Target, args: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "cloze-package-"));
  try {
    const all = await readFile(join(ROOT, ".vscodeignore"), "utf8");
    const parts = all.split(`${BINARIES}**`);
    if (parts.length !== 2) throw new Error(`.vscodeignore: ${parts.length - 1} lines "${BINARIES}**", expected 1`);
    const ignoreFile = join(folder, "vscodeignore");
    await writeFile(ignoreFile, parts.join(`${BINARIES}${TARGETS[target]}`));
    const main = join(dirname(createRequire(import.meta.url).resolve("@vscode/vsce/package.json")), "vsce");
    const command = [main, ...args, "--ignoreFile", ignoreFile];
    const { status, stdout } = spawnSync(process.execPath, command, {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) throw new Error(`vsce ${args.join(" ")}: exit code ${status ?? "none"}, expected 0\n${stdout}`);
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes a package of minified bundles. `path` is the `.vsix` to write. */
export async function packageFor(target: Target, path: string): Promise<void> {
  const { repository } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as { repository?: unknown };
  // vsce rewrites the relative links and pictures of the pages to the repository's address; VS Code's extension page
  // shows only those at an https address, so without a repository there is nothing to rewrite them to.
  const links = repository === undefined ? ["--allow-missing-repository", "--no-rewrite-relative-links"] : [];
  await vsce(target, ["package", "--target", target, "--out", path, ...links]);
}
