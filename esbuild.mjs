// Bundles src/ into dist/ and the integration tests into out/.
//   --watch     keep bundling as files change
//   --minify    for the package
//   --if-stale  do nothing when every output is newer than every input
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { WEB_BUNDLES, WEB_OPTIONS } from "./webBundles.mjs";
import { listWords, packWords, WORD_PACKAGES } from "./wordList.mjs";

const flags = new Set(process.argv.slice(2));
const unknown = [...flags].filter((flag) => !["--watch", "--minify", "--if-stale"].includes(flag));
if (unknown.length > 0)
  throw new Error(`unknown option ${unknown.join(" ")}, expected --watch, --minify or --if-stale`);

const shared = {
  bundle: true,
  minify: flags.has("--minify"),
  sourcemap: flags.has("--minify") ? false : "linked",
  logLevel: "info",
  // A CommonJS bundle has no import.meta: using it is a bug, not a warning.
  logOverride: { "empty-import-meta": "error" },
};
/** Of ONNX Runtime as WebAssembly: what loads it is bundled, and these files are read from `dist/wasm`. */
const WEB_RUNTIME = "node_modules/onnxruntime-web/dist";
const WASM_FILES = ["ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"];
const alias = {
  // Its ES module asks for import.meta, which a CommonJS bundle has not.
  tinyglobby: "./node_modules/tinyglobby/dist/index.cjs",
  // Its other module asks for files by names that no bundle follows.
  "jsonc-parser": "./node_modules/jsonc-parser/lib/esm/main.js",
  // Their other modules are wrapped so that no bundle leaves out what it does not use.
  "vscode-languageserver-types": "./node_modules/vscode-languageserver-types/lib/esm/main.js",
  "vscode-languageserver-textdocument": "./node_modules/vscode-languageserver-textdocument/lib/esm/main.js",
  // One of its packages imports acorn and another requires it: without this both of its builds, 120 kB each, are bundled.
  acorn: "./node_modules/acorn/dist/acorn.mjs",
  // Its ES module asks for import.meta.
  "onnxruntime-web": `./${WEB_RUNTIME}/ort.node.min.js`,
};
const external = ["vscode"];
/** What the hub's library cuts and hashes uploads with. It compiles WebAssembly when it is loaded, and Cloze uploads nothing. */
const withoutUploads = {
  name: "without-uploads",
  setup(build) {
    build.onResolve(
      { filter: /^@huggingface\/xetchunk-wasm$|^@huggingface\/blake3-jit$|^gearhash-jit$/ },
      async (found) => {
        if (found.pluginData === withoutUploads) return undefined;
        const { path, kind, resolveDir, importer } = found;
        const resolved = await build.resolve(path, { kind, resolveDir, importer, pluginData: withoutUploads });
        return { ...resolved, sideEffects: false };
      },
    );
  },
};
// Of ONNX Runtime only the libraries stay outside: to find and load its fifty small files took 8 ms of every start.
// They are found as Node finds packages: in the extension's folder, or wherever npm puts them.
const runtimeByName = {
  name: "runtime-by-name",
  setup(build) {
    build.onLoad({ filter: /onnxruntime-node[\\/]dist[\\/]binding\.js$/ }, ({ path }) => {
      const [before, after, ...more] = readFileSync(path, "utf8").split("require(`../bin/");
      if (after === undefined || more.length > 0) throw new Error(`${path}: does not load "../bin/" once: look anew`);
      return { contents: `${before}require(\`onnxruntime-node/bin/${after}`, loader: "js" };
    });
  },
};
const node = {
  ...shared,
  platform: "node",
  format: "cjs",
  target: "node20",
  external,
  alias,
  plugins: [withoutUploads, runtimeByName],
};

/** One bundle for each process; `out` is its only or its first output. */
const bundles = [
  { entry: "src/extension.ts", out: "dist/extension.cjs", options: node },
  { entry: "src/engineProcess.ts", out: "dist/engine.cjs", options: node },
  { entry: "src/sessionProcess.ts", out: "dist/session.cjs", options: node },
  { entry: "src/checkThread.ts", out: "dist/check.cjs", options: node },
  { entry: "src/proseWorker.ts", out: "dist/prose.cjs", options: node },
  {
    entry: "src/hub.ts",
    out: "dist/hub.cjs",
    // The hub's library asks for it where a browser hashes what it sends to the hub. Cloze sends nothing there.
    options: { ...node, logOverride: { "empty-import-meta": "silent" } },
  },
  // Its library asks zod for all that it has: in the parts of the command line that would lengthen every start.
  { entry: "src/mcpServer.ts", out: "dist/mcp.cjs", options: node },
  { entry: "src/hashThread.ts", out: "dist/hash.cjs", options: node },
  ...WEB_BUNDLES.map(({ entry, out }) => ({
    entry,
    out,
    options: { ...shared, ...WEB_OPTIONS, alias: { ...alias, ...WEB_OPTIONS.alias } },
  })),
  {
    entry: "src/webview/page.ts",
    out: "dist/webview.js",
    options: { ...shared, platform: "browser", format: "iife", target: "chrome120" },
  },
  // Never minified, which rewrites rules: what the tests see is what ships.
  { entry: "src/webview/panel/panel.css", out: "dist/webview.css", options: { ...shared, minify: false } },
];
/**
 * The command line and the library, in parts that they share: `cloze fill` needs none of the parsers that `cloze lint` does, and to load them would take
 * longer than all else. esbuild cuts ES modules only.
 */
const cli = {
  ...node,
  format: "esm",
  splitting: true,
  entryPoints: ["src/cli.ts", "src/open.ts"],
  outdir: "dist/cli",
  outExtension: { ".js": ".mjs" },
  // Packages that are no ES modules require Node's own.
  banner: {
    js: 'import { createRequire as createNodeRequire } from "node:module"; const require = createNodeRequire(import.meta.url);',
  },
};
/** What people run. */
const CLI = "dist/cli.cjs";
const integration = {
  ...node,
  entryPoints: ["test/integration/index.ts", "test/integration/*.itest.ts"],
  packages: "external",
  outdir: "out/integration",
  outExtension: { ".js": ".cjs" },
};

/** Libraries of Microsoft that onnxruntime-node brings along for Windows. Their texts are in packages of NuGet only. */
const WINDOWS_LIBRARIES = [
  `DirectML (DirectML.dll, in packages for Windows)

Copyright (c) Microsoft Corporation. All rights reserved. The terms for its use and redistribution are the file
LICENSE.txt of the package Microsoft.AI.DirectML: https://www.nuget.org/packages/Microsoft.AI.DirectML
`,
  `DirectX Shader Compiler (dxcompiler.dll and dxil.dll, in packages for Windows)

Copyright (c) Microsoft Corporation. All rights reserved. Built from LLVM, Copyright (c) 2003-2019 University of Illinois
at Urbana-Champaign. The terms are the files LICENSE-LLVM.txt, LICENSE-MIT.txt and LICENSE-MS.txt of the package
Microsoft.Direct3D.DXC: https://www.nuget.org/packages/Microsoft.Direct3D.DXC
`,
];
const NOTICES = "dist/third-party.txt";
const WORDS = "dist/words.bin";
const SLIPS = "dist/slips.json";
/** The types that other extensions copy. */
const API_TYPES = "dist/api.d.ts";
/** The types of the library. */
const LIBRARY_TYPES = "dist/open.d.ts";
/** Which words are taken for each other, as the recipe teaches it: what ships holds the tables, and not the recipe. */
const SLIP_TABLES = "models/recipe/slips";

if (!flags.has("--if-stale") || isStale()) {
  // A removed test must not live on as its bundle.
  rmSync("out/integration", { recursive: true, force: true });
  // Parts are named by what they hold, so that those of an earlier build would stay.
  rmSync(cli.outdir, { recursive: true, force: true });
  const configs = [
    cli,
    ...bundles.map(({ entry, out, options }) => ({ ...options, entryPoints: [entry], outfile: out })),
  ];
  if (!flags.has("--minify")) configs.push(integration);
  mkdirSync("dist", { recursive: true });
  writeFileSync(WORDS, packWords(listWords()));
  writeFileSync(SLIPS, JSON.stringify(readSlipTables()));
  copyFileSync("src/api/clozeApi.ts", API_TYPES);
  writeFileSync(
    LIBRARY_TYPES,
    'import type { Open } from "./api.js";\n\nexport type * from "./api.js";\nexport declare const open: Open;\n',
  );
  mkdirSync("dist/wasm", { recursive: true });
  for (const file of WASM_FILES) copyFileSync(`${WEB_RUNTIME}/${file}`, `dist/wasm/${file}`);
  writeFileSync(CLI, '#!/usr/bin/env node\nimport("./cli/cli.mjs");\n', { mode: 0o755 });
  if (flags.has("--watch")) await watch(configs);
  else await build(configs);
}

async function build(configs) {
  const results = await Promise.allSettled(configs.map((config) => esbuild.build({ ...config, metafile: true })));
  // esbuild has printed each error with its place.
  if (results.some(({ status }) => status === "rejected")) process.exitCode = 1;
  else writeFileSync(NOTICES, describePackages(results.map(({ value }) => value.metafile)));
}

/** Each table's text, by its name. `src/tasks/slips/candidates/slipTables.ts` reads it. */
function readSlipTables() {
  const files = readdirSync(SLIP_TABLES).filter((file) => file.endsWith(".tsv"));
  return Object.fromEntries(files.map((file) => [file.slice(0, -4), readFileSync(join(SLIP_TABLES, file), "utf8")]));
}

/** The licence of every package of which something is in a bundle or the word list: what ships holds their texts. */
function describePackages(metafiles) {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const inputs = outputs.flatMap((output) => Object.entries(output.inputs));
  const folders = inputs.flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? (/^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []) : [],
  );
  const packages = [...new Set([...folders, ...WORD_PACKAGES])].sort().map(describePackage);
  // Packaging for a platform names it, and takes the texts of what is in that package.
  const target = process.env["CLOZE_TARGET"] ?? "";
  const windows = target === "" || target.startsWith("win32") ? WINDOWS_LIBRARIES : [];
  return [...packages, ...windows].join(`\n${"-".repeat(80)}\n\n`);
}

function describePackage(folder) {
  const { name, version, license, repository } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  // ONNX Runtime's npm packages have no texts; these are those of the Python package of the same version.
  if (name === "onnxruntime-node") return describeRuntime(name, version);
  if (name === "onnxruntime-web") {
    return `${name} ${version}, MIT\n\nThe texts are those of onnxruntime-node ${version}, above.\n`;
  }
  const file = readdirSync(folder).find((each) => /^(?:licen[cs]e|copyright)/i.test(each));
  // A package without a text of its own names the place where it is.
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : (repository.url ?? repository);
  return `${name} ${version}, ${license}\n\n${text}\n`;
}

/** A new version needs its own texts: from `pip download onnxruntime==<version>`. */
function describeRuntime(name, version) {
  const [licence, notices] = ["LICENSE", "ThirdPartyNotices.txt"].map((file) =>
    readFileSync(join("licenses", `onnxruntime-${version}`, file), "utf8").trim(),
  );
  return `${name} ${version}, MIT\n\n${licence}\n\nWhat ONNX Runtime holds of others:\n\n${notices}\n`;
}

async function watch(configs) {
  for (const config of configs) await (await esbuild.context(config)).watch();
}

function isStale() {
  const outputs = [
    ...bundles.map(({ out }) => out),
    NOTICES,
    WORDS,
    SLIPS,
    API_TYPES,
    LIBRARY_TYPES,
    CLI,
    ...WASM_FILES.map((file) => `dist/wasm/${file}`),
    "dist/cli/cli.mjs",
    "dist/cli/open.mjs",
    "out/integration/index.cjs",
  ];
  if (!outputs.every((path) => existsSync(path))) return true;
  const oldest = Math.min(...outputs.map((path) => statSync(path).mtimeMs));
  // Folders count too: theirs is the time a file in them was added or removed.
  const folders = ["src", "test/integration", SLIP_TABLES];
  const inside = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((path) => join(folder, path)),
  );
  const inputs = [
    ...folders,
    ...inside,
    "esbuild.mjs",
    "webBundles.mjs",
    "wordList.mjs",
    "package.json",
    "package-lock.json",
  ];
  return inputs.some((path) => statSync(path).mtimeMs >= oldest);
}
