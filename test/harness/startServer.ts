import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { endGroup } from "./endGroup";
import { installServer, type Server } from "./installServer";

/** Longest time from spawn until the port is bound; it takes about 1 s. */
const START_LIMIT_MS = 60_000;

export interface ServerOptions {
  /** The folder that is opened in the editor. */
  readonly folder: string;
  /** The file that the editor shows from the start. */
  readonly file?: string | undefined;
  /** The extension under development: its folder, or a package (`.vsix`), which is installed. */
  readonly extension: string;
  /** Others that are installed beside it. */
  readonly neighbours?: readonly string[] | undefined;
  /** Module whose `run()` the extension host calls; its outcome ends the session. */
  readonly tests?: string | undefined;
  /** User settings, added to {@link QUIET_SETTINGS}. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** Settings with the scope "machine", of which a server takes none from the user's. */
  readonly machineSettings?: Readonly<Record<string, unknown>> | undefined;
  readonly keybindings?: readonly unknown[] | undefined;
  /** Variables of the extension host besides this process's own; `undefined` takes one away. */
  readonly environment?: Readonly<NodeJS.ProcessEnv> | undefined;
  /** Opens the folder as one that the user does not trust. Default: false. */
  readonly isUntrusted?: boolean | undefined;
}

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

export interface RunningServer {
  /** Opens the workbench; holds the secret that admits the browser. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends the server and everything it started, and removes its data. */
  readonly close: () => Promise<void>;
}

/** Only the editor and the extension: no start page, no tips, no network, no AI panels. */
export const QUIET_SETTINGS = {
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "editor.fontFamily": "'DejaVu Sans Mono', monospace",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.commandCenter": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Starts a VS Code server on a free port of this machine, with its own data. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = await installServer();
  const data = await mkdtemp(join(tmpdir(), "cloze-server-"));
  const token = randomBytes(16).toString("hex");
  try {
    await writeUserData(join(data, "data"), options);
    const extensions = [...(options.tests === undefined ? [options.extension] : []), ...(options.neighbours ?? [])];
    for (const extension of extensions) {
      if (extension.endsWith(".vsix")) await installPackage(server, data, extension);
      else await linkExtension(join(data, "extensions"), extension);
    }
  } catch (error) {
    await rm(data, { recursive: true, force: true });
    throw error;
  }
  const guard = pathToFileURL(join(import.meta.dirname, "endWithParent.mjs")).href;
  const args = [
    ...["--import", guard, server.main, "--host", "127.0.0.1", "--port", "0", "--connection-token", token],
    ...["--server-data-dir", data, "--accept-server-license-terms", "--telemetry-level", "off"],
    ...(options.isUntrusted === true ? [] : ["--disable-workspace-trust"]),
    ...(options.tests === undefined ? [] : ["--enable-smoke-test-driver"]),
  ];
  const child = spawn(server.node, args, {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Its sockets are beside its data, and it asks no marketplace for anything.
    env: { ...process.env, ...options.environment, XDG_RUNTIME_DIR: data, EXTENSIONS_GALLERY: '{"serviceUrl":""}' },
    detached: true, // in its own process group
  });
  const close = async () => {
    await endGroup(child);
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await findPort(child);
    return { url: workbenchUrl(port, token, options), process: child, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Links the extension to where installed ones are. A server takes an extension under development only with its driver
 * for tests, and with that it hides every notification.
 */
async function linkExtension(folder: string, extension: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { publisher, name, version } = JSON.parse(await readFile(join(extension, "package.json"), "utf8")) as Manifest;
  await symlink(resolve(extension), join(folder, `${publisher}.${name}-${version}`), "junction");
}

/** Installs a package as a user does. */
async function installPackage({ node, main }: Server, data: string, path: string): Promise<void> {
  const args = [main, "--server-data-dir", data, "--accept-server-license-terms", "--install-extension", resolve(path)];
  const { stdout, stderr } = await promisify(execFile)(node, args);
  if (!stdout.includes("was successfully installed")) throw new Error(`${path}: not installed: ${stdout}\n${stderr}`);
}

/** In restricted mode without a question at the start. */
const UNTRUSTED_SETTINGS = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
};

async function writeUserData(folder: string, options: ServerOptions): Promise<void> {
  const { settings, machineSettings = {}, keybindings = [], isUntrusted } = options;
  const user = { ...QUIET_SETTINGS, ...(isUntrusted === true && UNTRUSTED_SETTINGS), ...settings };
  for (const [name, content] of [
    ["User/settings.json", user],
    ["User/keybindings.json", keybindings],
    ["Machine/settings.json", machineSettings],
  ] as const) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(content, undefined, 2));
  }
}

/** The server takes a free port itself and prints it: asking for one beforehand could lose it to another process. */
function findPort(child: ChildProcess): Promise<number> {
  return new Promise((resolvePort, reject) => {
    let output = "";
    const timer = setTimeout(() => fail(`not started after ${START_LIMIT_MS} ms`), START_LIMIT_MS);
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`VS Code server: ${why}\n${output}`));
    };
    const read = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000);
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolvePort(Number(port));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code, signal) => fail(`ended with ${code ?? signal ?? "nothing"} before it listened`));
  });
}

function workbenchUrl(port: number, token: string, options: ServerOptions): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${pathToFileURL(resolve(path)).pathname}`;
  const payload = [
    ...(options.tests === undefined
      ? []
      : [
          ["extensionDevelopmentPath", remote(options.extension)],
          ["extensionTestsPath", remote(options.tests)],
        ]),
    ...(options.file === undefined ? [] : [["openFile", remote(options.file)]]),
    ["skipWelcome", "true"],
  ];
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set("tkn", token);
  url.searchParams.set("folder", resolve(options.folder));
  url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}
