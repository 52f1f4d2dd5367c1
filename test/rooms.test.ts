import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix, resolve } from "node:path";
import { build } from "esbuild";
import ts from "typescript";

/** The architecture, kept: ARCHITECTURE.md's table of rooms is the law, this is its court. */

const ROOT = resolve(import.meta.dirname, "..");
const ARCHITECTURE = readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8");
const NAMELESS = /^(utils?|common|helpers?|types|misc)\b/i;

/** What must run in the engine's process alone: it would hold the thread that calls it. */
const ENGINE_ONLY = /^src\/(tokenizer|graph)\/|^onnxruntime-/;

interface Import {
  /** Path in the repository, with slashes. */
  readonly file: string;
  readonly line: number;
  /** As written. */
  readonly specifier: string;
  /** For a relative import the path it means, without extension. */
  readonly target: string | undefined;
}

const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  .map((path) => posix.join("src", path.replaceAll("\\", "/")))
  .filter((path) => path.endsWith(".ts"));
const imports = files.flatMap(readImports);
const rooms = readRooms(ARCHITECTURE);

describe("rooms", () => {
  it("every folder in src is a room of the table, and every room a folder", () => {
    const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(folders.map((folder) => folder.name).sort(), [...rooms.keys()].sort());
  });

  it("every file beside the rooms is an entry file that the page names", () => {
    const unnamed = files.filter((file) => dirname(file) === "src" && !ARCHITECTURE.includes(`\`${file}\``));
    assert.deepEqual(unnamed, []);
  });

  it("a room imports only what its row names", () => {
    const wrong = imports.filter(({ file, target }) => {
      const from = findRoom(file);
      const to = target === undefined ? undefined : findRoom(target);
      if (from === undefined || target === undefined || from === to) return false;
      return to === undefined || !rooms.get(from)?.has(to);
    });
    assert.deepEqual(wrong.map(describeImport), []);
  });

  it("nothing outside webview imports more of it than its messages", () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        target?.startsWith("src/webview/") && findRoom(file) !== "webview" && basename(target) !== "messages",
    );
    assert.deepEqual(wrong.map(describeImport), []);
  });

  for (const { name, homes } of [
    { name: "vscode", homes: ["src/editor/", "src/extension.ts"] },
    { name: "onnxruntime-node", homes: ["src/engine/"] },
    { name: "onnxruntime-common", homes: ["src/engine/"] },
  ]) {
    it(`${name} is imported in ${homes.join(" and ")} only`, () => {
      const wrong = imports.filter(
        ({ file, specifier }) => specifier === name && !homes.some((home) => file.startsWith(home)),
      );
      assert.deepEqual(wrong.map(describeImport), []);
    });
  }

  it("the compiler knows the DOM in webview only", () => {
    const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
      config: { compilerOptions: { lib: string[] }; include: string[]; exclude: string[] };
    };
    assert.deepEqual(
      config.compilerOptions.lib.filter((lib) => /dom/i.test(lib)),
      [],
    );
    assert.deepEqual(config.include, ["src"]);
    assert.deepEqual(config.exclude, ["src/webview"]);
    const referring = files.filter((file) => /<reference\s+lib=/.test(readFileSync(join(ROOT, file), "utf8")));
    assert.deepEqual(referring, []);
  });

  for (const entry of ["src/extension.ts", "src/proseWorker.ts", "src/cli.ts", "src/webview/page.ts"]) {
    it(`${entry} brings no tokenizer, graph or ONNX Runtime with it`, async () => {
      const { metafile } = await build({
        entryPoints: [join(ROOT, entry)],
        absWorkingDir: ROOT,
        bundle: true,
        write: false,
        metafile: true,
        logLevel: "silent",
        platform: "node",
        external: ["vscode", "onnxruntime-node"],
      });
      const runtime = Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path));
      const wrong = [...Object.keys(metafile.inputs), ...runtime].filter((path) => ENGINE_ONLY.test(path));
      assert.deepEqual([...new Set(wrong)], []);
    });
  }

  it("no file is named for holding anything", () => {
    assert.deepEqual(
      files.filter((file) => NAMELESS.test(basename(file))),
      [],
    );
  });
});

/** Rows of the table that starts with "room": name → rooms it may import. */
function readRooms(page: string): Map<string, ReadonlySet<string>> {
  const lines = page.split("\n");
  const head = lines.findIndex((line) => /^\|\s*room\s*\|/.test(line));
  assert.notEqual(head, -1, "ARCHITECTURE.md: no table whose first column is room");
  const end = lines.findIndex((line, index) => index > head && !line.startsWith("|"));
  const column = cells(lines[head]!).indexOf("may import");
  const rows = lines.slice(head + 2, end).map(cells);
  return new Map(rows.map((row) => [names(row[0]!)[0]!, new Set(names(row[column]!))]));
}

function cells(row: string): string[] {
  return row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** The names in backticks. */
function names(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
}

function readImports(file: string): Import[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName: specifier, pos }) => ({
    file,
    line: source.slice(0, pos).split("\n").length,
    specifier,
    target: specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : undefined,
  }));
}

function findRoom(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

function describeImport({ file, line, specifier }: Import): string {
  const room = findRoom(file) ?? "an entry file";
  return `${file}:${line} imports "${specifier}": ${room} may not`;
}
