import { createHash } from "node:crypto";
import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { layOutInt8 } from "../../graph/int8/int8File";
import { planInt8 } from "../../graph/int8/planInt8";
import { INT8_VERSION } from "../../graph/int8/writeInt8";
import { ModelError } from "../../tasks/model/model";
import { hashWeights } from "./hashWeights";
import { type Int8Options, type Int8Place, openCachedInt8 } from "./openCachedInt8";
import type { PreparedWeights } from "./preparedWeights";

/**
 * Takes a checkpoint's int8 weights from the cache. If they are not there, or damaged, they are made and put there. Every
 * byte is checked before a session over them answers.
 *
 * The file's name is a hash of everything that it is made from. So every process that runs the checkpoint shares it,
 * while another checkpoint or a later version of Cloze has its own.
 *
 * @throws {GraphError} `bad-weight`; {CheckpointError} `changed`; {ModelError} `failed` if the folder cannot be used.
 */
export async function prepareInt8(checkpoint: Checkpoint, options: Int8Options): Promise<PreparedWeights> {
  const folder = await openFolder(options.cacheFolder);
  const made = { checkpoint, layout: layOutInt8(planInt8(checkpoint)), options };
  const path = join(folder, `${await nameWeights(made, folder)}.safetensors`);
  return openCachedInt8({ ...made, path });
}

/** ONNX Runtime resolves links, and accepts no weights from outside the folder that it is given. */
async function openFolder(cacheFolder: string): Promise<string> {
  try {
    await mkdir(cacheFolder, { recursive: true });
    return await realpath(cacheFolder);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError("failed", l10n.t("int8 weights cannot be kept in {0}: {1}", cacheFolder, reason), { cause });
  }
}

async function nameWeights({ checkpoint, layout, options }: Omit<Int8Place, "path">, folder: string): Promise<string> {
  return createHash("sha256")
    .update(`${INT8_VERSION} ${options.matrixType} ${await hashWeights(checkpoint, folder)}`)
    .update(layout.header)
    .digest("hex");
}
