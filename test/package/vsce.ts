import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { listFiles } from "@vscode/vsce";
import { listStaged, stageWeb } from "./stageWeb";

const ROOT = resolve(import.meta.dirname, "../..");

/** What .vscodeignore says of ONNX Runtime; a package has that of one platform. */
const RUNTIME = "!node_modules/onnxruntime-node/package.json\n!node_modules/onnxruntime-node/bin/napi-v6/**\n";

/** VS Code's platforms for which onnxruntime-node has libraries, and their files in its `bin/napi-v6`. */
const LIBRARIES = {
  "linux-x64": "linux/x64/*",
  "linux-arm64": "linux/arm64/*",
  "win32-x64": "win32/x64/*",
  "win32-arm64": "win32/arm64/*",
  // The library is there twice, 45 MB each; this is the name under which the binding asks for it.
  "darwin-arm64": "darwin/arm64/{onnxruntime_binding.node,libonnxruntime.1.dylib}",
};
/** Its other platforms with Node, where ONNX Runtime runs as WebAssembly. */
const WITHOUT_LIBRARY = ["darwin-x64", "linux-armhf", "alpine-x64", "alpine-arm64"] as const;

type LibraryTarget = keyof typeof LIBRARIES;
/** VS Code in a browser, which has no Node. */
const WEB = "web";

export type Target = LibraryTarget | (typeof WITHOUT_LIBRARY)[number] | typeof WEB;

export const TARGETS = [...Object.keys(LIBRARIES), ...WITHOUT_LIBRARY, WEB] as readonly Target[];

/** @throws If there is no package for that platform. */
export function readTarget(name: string): Target {
  const target = TARGETS.find((each) => each === name);
  if (target !== undefined) return target;
  throw new Error(`--target: found "${name}", expected "all" or one of ${TARGETS.join(", ")}`);
}

export function hasLibrary(target: Target): target is LibraryTarget {
  return Object.hasOwn(LIBRARIES, target);
}

/** Files of a package, as vsce lists them. */
export function listPackage(target: Target): Promise<readonly string[]> {
  if (target === WEB) return withStage(listStaged);
  return withIgnoreFile(target, (ignoreFile) => listFiles({ cwd: ROOT, ignoreFile }));
}

/** Makes a package of minified bundles. `path` is the `.vsix` to write. */
export async function packageFor(target: Target, path: string): Promise<void> {
  const { repository } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as { repository?: unknown };
  // vsce rewrites the relative links and pictures of the pages to the repository's address; VS Code's extension page
  // shows only those at an https address, so without a repository there is nothing to rewrite them to.
  const links = repository === undefined ? ["--allow-missing-repository", "--no-rewrite-relative-links"] : [];
  const main = join(dirname(createRequire(import.meta.url).resolve("@vscode/vsce/package.json")), "vsce");
  const words = ["package", "--target", target, "--out", path, ...links];
  if (target === WEB) {
    run([join(ROOT, "esbuild.mjs"), "--minify"], ROOT, target);
    await withStage((folder) => {
      run([main, ...words, "--no-dependencies"], folder, target);
      return Promise.resolve();
    });
    return;
  }
  await withIgnoreFile(target, (ignoreFile) => {
    run([main, ...words, "--ignoreFile", ignoreFile], ROOT, target);
    return Promise.resolve();
  });
}

/** Runs a program of Node in a folder. @throws {Error} If it fails. */
function run(words: readonly string[], cwd: string, target: Target): void {
  const { status, stdout } = spawnSync(process.execPath, words, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    // Of licences the build writes those of what is in this package.
    env: { ...process.env, CLOZE_TARGET: target },
  });
  if (status !== 0) throw new Error(`${words.join(" ")}: exit code ${status ?? "none"}, expected 0\n${stdout}`);
}

async function withStage<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "cloze-stage-"));
  try {
    await stageWeb(folder);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Narrows .vscodeignore to what one platform runs. */
async function withIgnoreFile<T>(target: Target, work: (ignoreFile: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "cloze-package-"));
  try {
    const parts = (await readFile(join(ROOT, ".vscodeignore"), "utf8")).split(RUNTIME);
    if (parts.length !== 2) throw new Error(`.vscodeignore: ${parts.length - 1} times\n${RUNTIME}expected once`);
    const ignoreFile = join(folder, "vscodeignore");
    await writeFile(ignoreFile, parts.join(nameRuntime(target)));
    return await work(ignoreFile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function nameRuntime(target: Target): string {
  return hasLibrary(target) ? RUNTIME.replace("/**\n", `/${LIBRARIES[target]}\n`) : "!dist/wasm/*\n";
}
