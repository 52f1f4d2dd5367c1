import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { installOnce } from "./installOnce";

const NAMES = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

const ARGUMENTS = [
  "--no-sandbox", // root may not use the sandbox; the only page opened is our own
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // nothing but our own server can be reached
  "--font-render-hinting=none", // same glyph widths everywhere
];

interface BrowserProgram {
  readonly executablePath: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts an installed Chrome or Chromium, else that of `@sparticuz/chromium`. The environment variable CLOZE_BROWSER
 * names another executable, or is "package" for the package's even if one is installed.
 * An installed one that does not start (some are stubs that would install it) is passed over.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env["CLOZE_BROWSER"];
  if (named !== undefined && named !== "package") return await launch({ executablePath: named, env: process.env });
  const installed = named === "package" ? undefined : findInstalled();
  if (installed !== undefined) {
    try {
      return await launch({ executablePath: installed, env: process.env });
    } catch (error) {
      process.stderr.write(`${installed} does not start: ${String(error).split("\n", 1).join("")}\n`);
    }
  }
  return await launch(await unpackBrowser());
}

function launch({ executablePath, env }: BrowserProgram): Promise<Browser> {
  return chromium.launch({ executablePath, env: definedOnly(env), headless: true, args: ARGUMENTS });
}

function findInstalled(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), MAC].find((path) =>
    existsSync(path),
  );
}

/** The package unpacks into the temporary folder, and not atomically, so another process does it in a folder of ours. */
async function unpackBrowser(): Promise<BrowserProgram> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      `no Chrome or Chromium found on ${process.platform}-${process.arch}: install one or set CLOZE_BROWSER`,
    );
  }
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@sparticuz/chromium"); // its CommonJS one
  const manifest = await readFile(join(dirname(entry), "../../package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = await installOnce(`chromium-${version}`, async (staging) => {
    const script = `require(${JSON.stringify(entry)}).executablePath().catch((e) => { console.error(e); process.exit(1); })`;
    await promisify(execFile)(process.execPath, ["-e", script], {
      // The variable of the machines the package is made for: it then unpacks the libraries it needs, too.
      env: { ...process.env, TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" },
    });
    await writeFile(join(staging, "fonts/fonts.conf"), FONTS_CONF);
  });
  return {
    executablePath: join(folder, "chromium"),
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_PATH: join(folder, "fonts") },
  };
}

/** The package's own file names folders of its cloud. Fonts come from the package and the system. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
