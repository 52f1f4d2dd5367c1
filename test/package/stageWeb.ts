import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** What VS Code in a browser reads of Cloze, files and folders: nothing of Node, of the command line and of ONNX Runtime's libraries. */
const PARTS = [
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "package.nls.json",
  "package.nls.de.json",
  "dist/web/extension.cjs",
  "dist/web/engine.js",
  "dist/web/prose.js",
  "dist/webview.js",
  "dist/webview.css",
  "dist/words.bin",
  "dist/slips.json",
  "dist/third-party.txt",
  "dist/wasm",
  "docs/rules",
  "media/icon.png",
  "media/icon.svg",
  "media/l10n",
  "media/walkthrough",
  "models/README.md",
  "models/cloze-small",
  "schemas",
];

/** Keys of package.json about what Node runs. */
const OF_NODE = new Set(["main", "bin", "types", "exports", "imports", "scripts", "dependencies", "devDependencies"]);

/**
 * Puts the package for a browser together in an empty folder: what vsce makes of the repository's own folder must have the
 * file that `main` names.
 */
export async function stageWeb(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as Record<string, unknown>;
  const kept = Object.fromEntries(Object.entries(manifest).filter(([key]) => !OF_NODE.has(key)));
  for (const part of PARTS) {
    await mkdir(dirname(join(folder, part)), { recursive: true });
    await cp(join(ROOT, part), join(folder, part), { recursive: true, dereference: true });
  }
  await writeFile(join(folder, "package.json"), JSON.stringify(kept, undefined, 2));
}

/** Its files, with slashes. */
export async function listStaged(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}
