import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { packageFor, readTarget } from "./vsce";

/** `npm run package -- --target linux-x64`: a `.vsix` for one platform; for this machine's unless one is named. */
const { values } = parseArgs({ options: { target: { type: "string" } } });
const target = readTarget(values.target ?? `${process.platform}-${process.arch}`);
const path = resolve(`cloze-${target}.vsix`);
await packageFor(target, path);
process.stdout.write(`${path} (${(statSync(path).size / 1e6).toFixed(1)} MB)\n`);
