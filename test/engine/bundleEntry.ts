import path from "node:path";
import { buildSync } from "esbuild";

/** Bundles a TypeScript entry of this folder as esbuild.mjs bundles the real ones; returns the script's path. */
export function bundleEntry(entry: string, outFolder: string): string {
  const outfile = path.join(outFolder, entry.replace(/\.ts$/, ".cjs"));
  buildSync({
    entryPoints: [path.join(import.meta.dirname, entry)],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "silent",
  });
  return outfile;
}
