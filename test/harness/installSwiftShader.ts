import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { installOnce } from "./installOnce";

/**
 * A graphics card of software, for correctness: SwiftShader and a Vulkan loader out of `@sparticuz/chromium`.
 *
 * @returns What a process needs in its environment from its start to find both; `undefined` where the package has none.
 */
export async function installSwiftShader(): Promise<Readonly<Record<string, string>> | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const require = createRequire(import.meta.url);
  const root = join(dirname(require.resolve("@sparticuz/chromium")), "../..");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const folder = await installOnce(`swiftshader-${version}`, (staging) => {
    const archive = brotliDecompressSync(readFileSync(join(root, "bin/swiftshader.tar.br")));
    execFileSync("tar", ["-x", "-C", staging], { input: archive });
    return Promise.resolve();
  });
  return { LD_LIBRARY_PATH: folder, VK_ICD_FILENAMES: join(folder, "vk_swiftshader_icd.json") };
}
