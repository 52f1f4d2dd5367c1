import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installOnce } from "../harness/installOnce";

const VERSION = "4.3.1";

export interface Installed {
  readonly entry: string;
  readonly version: string;
  /** Of its own `onnxruntime-node`. */
  readonly runtimeVersion: string;
}

/** transformers.js for Node, from npm, into the cache folder: it is too heavy for a development dependency. */
export async function installTransformers(): Promise<Installed> {
  const folder = await installOnce(`transformers-${VERSION}`, async (staging) => {
    process.stderr.write(`Installing @huggingface/transformers ${VERSION}, once …\n`);
    await writeFile(join(staging, "package.json"), '{ "private": true }\n');
    await npmInstall(staging, `@huggingface/transformers@${VERSION}`);
  });
  const modules = join(folder, "node_modules");
  const runtime = JSON.parse(await readFile(join(modules, "onnxruntime-node", "package.json"), "utf8")) as {
    readonly version: string;
  };
  return {
    entry: join(modules, "@huggingface/transformers/dist/transformers.node.mjs"),
    version: VERSION,
    runtimeVersion: runtime.version,
  };
}

async function npmInstall(folder: string, name: string): Promise<void> {
  const npm = process.env["npm_execpath"]; // set when npm runs us
  const [command, ...first] = npm === undefined ? ["npm"] : [process.execPath, npm];
  const child = spawn(command, [...first, "install", "--ignore-scripts", "--no-audit", "--no-fund", name], {
    cwd: folder,
    // Its postinstall would download CUDA libraries.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: "skip" },
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32" && npm === undefined,
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`npm install ${name}: exit code ${code ?? "none"}, expected 0`);
}
