import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installOnce } from "./installOnce";

const CODE_SERVER = "4.139.1"; // holds VS Code 1.139.1
const NODE = "24"; // what that server asks for in its `engines`

export interface Server {
  /** Path of the Node that runs the server. */
  readonly node: string;
  readonly main: string;
  readonly vscodeVersion: string;
}

/**
 * A VS Code server with the browser workbench, from npm packages: no compiler, no root, about 20 s the first time.
 * Its native modules are not built (`--ignore-scripts`); only the terminal and file watching suffer.
 */
export async function installServer(): Promise<Server> {
  const nodePackage = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const folder = await installOnce(`vscode-server-${CODE_SERVER}`, async (staging) => {
    process.stderr.write(`Installing VS Code's server (code-server ${CODE_SERVER}), once …\n`);
    await writeFile(join(staging, "package.json"), '{ "private": true }\n');
    await npmInstall(staging, [`code-server@${CODE_SERVER}`, `${nodePackage}@${NODE}`]);
    await npmInstall(join(staging, "node_modules/code-server/lib/vscode"), ["--omit=dev"]);
  });
  return {
    node: join(folder, "node_modules", nodePackage, "bin", process.platform === "win32" ? "node.exe" : "node"),
    main: join(folder, "node_modules/code-server/lib/vscode/out/server-main.js"),
    vscodeVersion: CODE_SERVER.replace(/^4/, "1"),
  };
}

async function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  const npm = process.env["npm_execpath"]; // set when npm runs us
  const [command, ...first] = npm === undefined ? ["npm"] : [process.execPath, npm];
  const child = spawn(command, [...first, "install", "--ignore-scripts", "--no-audit", "--no-fund", ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && npm === undefined,
  });
  let output = "";
  const keep = (data: Buffer) => (output += data.toString());
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`npm install ${args.join(" ")}: exit code ${code ?? "none"}, expected 0\n${output}`);
}
