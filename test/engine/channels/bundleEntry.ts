import path from "node:path";
import { buildSync } from "esbuild";

/**
 * Bundles a TypeScript entry as esbuild.mjs bundles the real ones, and returns the script's path.
 *
 * @param entry - Path in test/engine.
 */
export function bundleEntry(entry: string, outFolder: string): string {
  const outfile = path.join(outFolder, path.basename(entry, ".ts") + ".cjs");
  buildSync({
    entryPoints: [path.join(import.meta.dirname, "..", entry)],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "silent",
  });
  return outfile;
}
