import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix, resolve } from "node:path";
import { build, type Metafile } from "esbuild";
import ts from "typescript";
import { WEB_BUNDLES, WEB_OPTIONS } from "../webBundles.mjs";

/** The architecture, kept: ARCHITECTURE.md's table of rooms is the law, this is its court. */

const ROOT = resolve(import.meta.dirname, "..");
const ARCHITECTURE = readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8");
const NAMELESS = /^(utils?|common|helpers?|types|misc)\b/i;
/** A folder with more files than this has no order that a reader sees. */
const MOST_FILES = 25;
/** A longer file holds two things. */
const MOST_LINES = 300;
/** Where the code of each entry file runs, in the words of the table's column. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  "src/extension.ts": ["anywhere", "Node", "owner", "host"],
  "src/proseWorker.ts": ["anywhere", "Node", "owner", "host"],
  "src/cli.ts": ["anywhere", "Node", "owner", "CLI"],
  "src/open.ts": ["anywhere", "Node", "owner", "CLI"],
  "src/engineProcess.ts": ["anywhere", "Node", "engine"],
  "src/sessionProcess.ts": ["anywhere", "Node", "engine"],
  "src/hub.ts": ["anywhere", "Node", "owner"],
  "src/mcpServer.ts": ["anywhere", "Node", "owner"],
  "src/hashThread.ts": ["anywhere", "Node", "owner"],
  "src/checkThread.ts": ["anywhere", "Node", "engine"],
  "src/webExtension.ts": ["anywhere", "owner", "host", "web"],
  "src/webEngine.ts": ["anywhere", "engine", "web"],
  "src/webProse.ts": ["anywhere", "owner", "web"],
  "src/webview/page.ts": ["anywhere", "browser"],
};
/** Rows of single files: they stand beside what belongs to them, and run elsewhere too. */
const FILE_ROWS = ["tasks/*/*Request", "webview/messages"];
/** What package.json's "imports" name, in Node and, on a row of the room beside it, in a browser. */
const PLATFORM = new Map(
  Object.entries((JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest).imports).map(
    ([name, files]) => [name, files.default.replace(/^\.\/|\.ts$/g, "")],
  ),
);
const PLACES = new Set(Object.values(ENTRIES).flat());

interface Manifest {
  readonly imports: Readonly<Record<string, { readonly browser: string; readonly default: string }>>;
}

interface Room {
  readonly mayImport: ReadonlySet<string>;
  readonly runsIn: string;
}

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
  it("every folder with files is a row of the table, and every row such a folder", () => {
    const found = new Set(files.map(findRoom).filter((room) => room !== undefined));
    assert.deepEqual([...found].sort(), [...rooms.keys()].sort());
  });

  it("every row says in one of the known words where its code runs", () => {
    const unknown = [...rooms].filter(([, { runsIn }]) => !PLACES.has(runsIn)).map(([name]) => name);
    assert.deepEqual(unknown, []);
  });

  it("every row names rooms that there are", () => {
    const unknown = [...rooms].flatMap(([name, { mayImport }]) =>
      [...mayImport]
        .filter((other) => ![...rooms.keys()].some((room) => isWithin(room, other)))
        .map((other) => `${name}: ${other}`),
    );
    assert.deepEqual(unknown, []);
  });

  it("every import that a row allows is one that its files make", () => {
    const made = new Set(imports.map(({ file, target }) => `${findRoom(file) ?? ""} ${findRoom(target ?? "") ?? ""}`));
    const idle = [...rooms].flatMap(([name, { mayImport }]) =>
      [...mayImport]
        .filter((other) => ![...rooms.keys()].some((room) => isWithin(room, other) && made.has(`${name} ${room}`)))
        .map((other) => `${name}: ${other}`),
    );
    assert.deepEqual(idle, []);
  });

  it("every file beside the rooms is an entry file that the page names", () => {
    const unnamed = files.filter((file) => dirname(file) === "src" && !ARCHITECTURE.includes(`\`${file}\``));
    assert.deepEqual(unnamed, []);
    const beside = files.filter((file) => dirname(file) === "src");
    assert.deepEqual(
      beside.sort(),
      Object.keys(ENTRIES)
        .filter((file) => dirname(file) === "src")
        .sort(),
    );
  });

  it("a room imports only what its row names", () => {
    const wrong = imports.filter(({ file, target }) => {
      const from = findRoom(file);
      const to = target === undefined ? undefined : findRoom(target);
      if (from === undefined || target === undefined || from === to) return false;
      return to === undefined || !mayImport(from, to);
    });
    assert.deepEqual(wrong.map(describeImport), []);
  });

  it("nothing outside webview imports more of it than its messages", () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        target?.startsWith("src/webview/") &&
        !isWithin(findRoom(file) ?? "", "webview") &&
        !isWithin(findRoom(target) ?? "", "webview/messages"),
    );
    assert.deepEqual(wrong.map(describeImport), []);
  });

  for (const { name, homes } of [
    { name: "vscode", homes: ["src/editor/", "src/extension.ts", "src/webExtension.ts"] },
    { name: "onnxruntime-node", homes: ["src/engine/sessions/"] },
    { name: "onnxruntime-web", homes: ["src/engine/sessions/"] },
    { name: "onnxruntime-common", homes: ["src/engine/sessions/"] },
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

  for (const [entry, places] of Object.entries(ENTRIES)) {
    it(`the bundle of ${entry} holds only what runs in ${places.join(", ")}`, async () => {
      const { metafile } = await build({
        entryPoints: [join(ROOT, entry)],
        absWorkingDir: ROOT,
        bundle: true,
        write: false,
        metafile: true,
        logLevel: "silent",
        ...(places.includes("web") ? WEB_OPTIONS : { platform: "node" }),
        external: ["vscode", "onnxruntime-node", "onnxruntime-web"],
      });
      if (places.includes("web")) assert.deepEqual(listOutside(metafile), []);
      const runtime = Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path));
      const wrong = [...Object.keys(metafile.inputs), ...runtime].filter((path) => {
        if (path.startsWith("onnxruntime-")) return !places.includes("engine");
        const runsIn = rooms.get(findRoom(path) ?? "")?.runsIn;
        return runsIn !== undefined && !places.includes(runsIn);
      });
      assert.deepEqual([...new Set(wrong)], []);
    });
  }

  it("every bundle for a browser is looked into", () => {
    const looked = Object.entries(ENTRIES).flatMap(([entry, places]) => (places.includes("web") ? [entry] : []));
    assert.deepEqual(WEB_BUNDLES.map(({ entry }) => entry).sort(), looked.sort());
  });

  it(`no folder holds more than ${MOST_FILES} files`, () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    assert.deepEqual(
      [...counts].filter(([, count]) => count > MOST_FILES),
      [],
    );
  });

  it(`no file has more than ${MOST_LINES} lines`, () => {
    const long = files.filter((file) => readFileSync(join(ROOT, file), "utf8").split("\n").length > MOST_LINES + 1);
    assert.deepEqual(long, []);
  });

  it("no two files share a name", () => {
    const names = new Map<string, string>();
    const twice = files.filter((file) => {
      const first = names.get(basename(file));
      names.set(basename(file), file);
      return first !== undefined;
    });
    assert.deepEqual(twice, []);
  });

  it("no file is named for holding anything", () => {
    assert.deepEqual(
      files.filter((file) => NAMELESS.test(basename(file))),
      [],
    );
  });
});

/** Rows of the table that starts with "room", by the path of their folder in `src`. */
function readRooms(page: string): ReadonlyMap<string, Room> {
  const lines = page.split("\n");
  const head = lines.findIndex((line) => /^\|\s*room\s*\|/.test(line));
  assert.notEqual(head, -1, "ARCHITECTURE.md: no table whose first column is room");
  const end = lines.findIndex((line, index) => index > head && !line.startsWith("|"));
  const columns = cells(lines[head]!);
  const rows = lines.slice(head + 2, end).map(cells);
  return new Map(
    rows.map((row) => [
      names(row[0]!)[0]!,
      { mayImport: new Set(names(row[columns.indexOf("may import")]!)), runsIn: row[columns.indexOf("runs in")]! },
    ]),
  );
}

/** A wing may import what stands beside it in its room, and a row that names a room means its wings too. */
function mayImport(from: string, to: string): boolean {
  return from.startsWith(`${to}/`) || [...(rooms.get(from)?.mayImport ?? [])].some((named) => isWithin(to, named));
}

function isWithin(room: string, named: string): boolean {
  return room === named || room.startsWith(`${named}/`);
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
    target: specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : PLATFORM.get(specifier),
  }));
}

function findRoom(path: string): string | undefined {
  const file = path.slice("src/".length).replace(/\.ts$/, "");
  const named = FILE_ROWS.find((row) => matchesGlob(file, row));
  if (named !== undefined) return named;
  return /^src\/(.+)\/[^/]+$/.exec(path)?.[1];
}

/** @param glob - "*" stands for any characters but "/". */
function matchesGlob(file: string, glob: string): boolean {
  return new RegExp(`^${glob.replaceAll("*", "[^/]+")}$`).test(file);
}

/** What a bundle for a browser asks the platform for: of Node it has nothing. */
function listOutside({ inputs }: Metafile): readonly string[] {
  const asked = Object.values(inputs).flatMap((input) =>
    input.imports.flatMap((each) => (each.external ? [each.path] : [])),
  );
  return [...new Set(asked)].filter((path) => path !== "vscode" && path !== "onnxruntime-web");
}

function describeImport({ file, line, specifier }: Import): string {
  const room = findRoom(file) ?? "an entry file";
  return `${file}:${line} imports "${specifier}": ${room} may not`;
}
