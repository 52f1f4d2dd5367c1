import { open } from "node:fs/promises";
import { basename, dirname } from "node:path";
import * as l10n from "@vscode/l10n";
import { type FileStamp, readStamp } from "../../checkpoint/files/fileStamp";
import { GraphError } from "../graphError";
import type { GraphWeights } from "../graphWeights";
import type { ElementType } from "../onnx/onnxGraph";
import { checkStart } from "./checkStart";
import { CHECKSUM, type Int8File } from "./int8File";

const ELEMENT_OF: Readonly<Record<string, ElementType>> = { F32: "float", I8: "int8" };

/** The weights in a file of the right size and header. */
export interface Int8Weights extends GraphWeights {
  /** The file that was read. */
  readonly stamp: FileStamp;
  /**
   * Resolves once every byte is known to be as it was written, which may be after the weights are in use.
   *
   * @throws {GraphError} `bad-file`; what the file system throws.
   */
  readonly checked: Promise<void>;
}

/** Does what {@link checkStart} does, in this thread or another. */
export type CheckStart = (path: string, length: number) => Uint8Array | Promise<Uint8Array>;

/**
 * Reads a file that `writeInt8` wrote for a checkpoint of this layout.
 *
 * @throws {GraphError} `bad-file` for a file of another size or header; what the file system throws.
 */
export async function readInt8(layout: Int8File, path: string, check: CheckStart = checkStart): Promise<Int8Weights> {
  const file = await open(path);
  const { byteOffset = 0, byteLength = 0 } = layout.tensors.get(CHECKSUM) ?? {};
  const stored = Buffer.alloc(byteLength);
  let stamp: FileStamp;
  try {
    const stats = await file.stat({ bigint: true });
    stamp = readStamp(stats);
    const size = Number(stats.size);
    if (size !== layout.byteLength) {
      throw new GraphError("bad-file", l10n.t("{0}: {1} bytes, expected {2}", path, size, layout.byteLength));
    }
    const header = Buffer.alloc(layout.header.length);
    await file.read(header, 0, header.length, 0);
    if (!header.equals(layout.header))
      throw new GraphError("bad-file", l10n.t("{0}: its header describes other weights", path));
    await file.read(stored, 0, byteLength, byteOffset);
  } finally {
    await file.close();
  }
  const tensors = [...layout.tensors.values()].flatMap(({ name, dtype, shape, byteOffset, byteLength }) => {
    const type = ELEMENT_OF[dtype];
    if (type === undefined || name === CHECKSUM) return [];
    return [[name, { type, shape, file: basename(path), byteOffset, byteLength }] as const];
  });
  const checked = compare(path, stored, async () => check(path, byteOffset));
  // Whoever awaits `checked` hears of a failure; without this line an early one would be an unhandled rejection.
  checked.catch(() => undefined);
  return { folder: dirname(path), tensors: new Map(tensors), stamp, checked };
}

async function compare(path: string, stored: Buffer, check: () => Promise<Uint8Array>): Promise<void> {
  const found = Buffer.from(await check());
  if (found.equals(stored)) return;
  throw new GraphError(
    "bad-file",
    l10n.t("{0}: CRC-32 {1}, expected {2}", path, found.toString("hex"), stored.toString("hex")),
  );
}
