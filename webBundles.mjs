// The bundles for VS Code in a browser, which has no Node. esbuild.mjs builds them, and test/rooms.test.ts looks into them.

/** Entry file and output of each: the extension in VS Code's web worker, and its two workers. */
export const WEB_BUNDLES = [
  { entry: "src/webExtension.ts", out: "dist/web/extension.cjs" },
  { entry: "src/webEngine.ts", out: "dist/web/engine.js" },
  { entry: "src/webProse.ts", out: "dist/web/prose.js" },
];

/** Of Node's modules the one that computes and asks nothing. */
const PATH = "./node_modules/path-browserify/index.js";

/** With platform "browser" esbuild takes of package.json's "imports" what stands under "browser". */
export const WEB_OPTIONS = {
  platform: "browser",
  // The first ends in .cjs, since package.json says that .js is an ES module, which no web worker of VS Code takes. VS Code calls it as it calls a module of Node; a worker runs the others as scripts.
  format: "cjs",
  target: ["chrome114", "firefox114", "safari16.4"],
  // Packages have other files for a page, which has a document.
  conditions: ["worker"],
  external: ["vscode"],
  alias: {
    "node:path": PATH,
    path: PATH,
    // Its ES module asks for import.meta.
    "onnxruntime-web": "./node_modules/onnxruntime-web/dist/ort.wasm.min.js",
  },
  define: { "process.platform": '"web"' },
};
