import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { packageFor, readTarget, TARGETS } from "./vsce";

/**
 * `npm run package -- --target linux-x64`: a `.vsix` for one platform, or with `all` one for each; for this machine's unless
 * one is named.
 */
const { values } = parseArgs({ options: { target: { type: "string" } } });
const named = values.target ?? `${process.platform}-${process.arch}`;
for (const target of named === "all" ? TARGETS : [readTarget(named)]) {
  const path = resolve(`cloze-${target}.vsix`);
  await packageFor(target, path);
  process.stdout.write(`${path} (${(statSync(path).size / 1e6).toFixed(1)} MB)\n`);
}
