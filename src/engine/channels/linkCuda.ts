import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import * as l10n from "@vscode/l10n";
import { openCacheFolder } from "../cache/openCacheFolder";
import { EngineError } from "../protocol/engineError";

/**
 * Links the CUDA libraries of `cudaFolder` beside ONNX Runtime, and returns the value of the environment variable
 * LD_LIBRARY_PATH with which the engine's process finds both. Copies nothing.
 *
 * ONNX Runtime loads its CUDA part only from the folder that it was itself loaded from. So a folder gets links to both,
 * and the loader looks there before it looks in the package's own folder.
 *
 * @throws {EngineError} `unavailable`, naming the folder, when it cannot be used.
 */
export function linkCuda(
  enginePath: string,
  cudaFolder: string,
  { platform = process.platform, cacheFolder = openCacheFolder() }: Partial<Place> = {},
): string {
  if (platform !== "linux") {
    throw refuse(
      l10n.t('the folder of the CUDA libraries, "{0}", is for Linux; on {1} it must be empty', cudaFolder, platform),
    );
  }
  if (!isAbsolute(cudaFolder) || !existsSync(cudaFolder)) {
    throw refuse(
      l10n.t(
        'the folder of the CUDA libraries, "{0}", is not there, expected the absolute path of a folder',
        cudaFolder,
      ),
    );
  }
  const entry = findLibrary(enginePath);
  if (entry === undefined) {
    throw refuse(
      l10n.t(
        'the folder of the CUDA libraries, "{0}", is for ONNX Runtime\'s library, which this package has not',
        cudaFolder,
      ),
    );
  }
  const runtimeFolder = join(dirname(entry), "bin", "napi-v6", process.platform, process.arch);
  const name = createHash("sha256").update(`${runtimeFolder}\n${cudaFolder}`).digest("hex").slice(0, 16);
  const links = join(cacheFolder, "cuda", name);
  try {
    mkdirSync(links, { recursive: true, mode: 0o700 });
    // The first link to a name stays, so CUDA's files win where both have one; the runtime is always the package's own.
    linkFiles(cudaFolder, links, /^libonnxruntime_providers_.*\.so$/);
    linkFiles(runtimeFolder, links, /^libonnxruntime.*\.so/);
  } catch (cause) {
    throw new EngineError(
      "unavailable",
      l10n.t("the CUDA libraries cannot be linked in {0}: {1}", links, String(cause)),
      {
        cause,
      },
    );
  }
  return [links, cudaFolder, process.env["LD_LIBRARY_PATH"] ?? ""].filter((folder) => folder !== "").join(delimiter);
}

function findLibrary(enginePath: string): string | undefined {
  try {
    return createRequire(enginePath).resolve("onnxruntime-node/package.json");
  } catch {
    return undefined;
  }
}

interface Place {
  readonly platform: NodeJS.Platform;
  readonly cacheFolder: string;
}

function linkFiles(folder: string, links: string, names: RegExp): void {
  for (const file of readdirSync(folder)) {
    if (!names.test(file)) continue;
    try {
      symlinkSync(join(folder, file), join(links, file));
    } catch (error) {
      // An earlier start made the link, or another process at the same time.
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}

function refuse(message: string): EngineError {
  return new EngineError("unavailable", message);
}
