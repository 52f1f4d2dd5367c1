import { join, resolve } from "node:path";
import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "../..");
const OUT = join(ROOT, "out/bench");
const PROGRAMS = {
  cloze: "clozeSide.ts",
  session: "../../src/sessionProcess.ts",
  check: "../../src/checkThread.ts",
  transformers: "transformersSide.ts",
  engineOwner: "engineOwner.ts",
  editorHost: "editorHost.ts",
  device: "deviceSide.ts",
};

/** Paths of the programs that run in processes of their own. */
export type Programs = Readonly<Record<keyof typeof PROGRAMS, string>>;

/** As the extension ships it: one file, minified; nothing is translated when a process starts. */
export async function bundlePrograms(): Promise<Programs> {
  const entries = Object.entries(PROGRAMS);
  await build({
    entryPoints: Object.fromEntries(entries.map(([name, file]) => [name, join(import.meta.dirname, file)])),
    outdir: OUT,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    absWorkingDir: ROOT,
    // As in esbuild.mjs.
    alias: { "onnxruntime-web": "./node_modules/onnxruntime-web/dist/ort.node.min.js" },
    external: ["vscode", "./node_modules/onnxruntime-node/bin/*"],
    logLevel: "warning",
  });
  return Object.fromEntries(entries.map(([name]) => [name, join(OUT, `${name}.cjs`)])) as unknown as Programs;
}
