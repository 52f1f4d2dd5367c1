import { open } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { Checkpoint } from "../checkpoint/checkpoint";
import { GraphError } from "./graphError";
import type { GraphWeights } from "./graphWeights";
import { CHECKSUM, layOutInt8, type MatrixType } from "./int8File";
import type { ElementType } from "./onnxGraph";
import { planInt8 } from "./planInt8";
import { checkStart } from "./writeInt8";

const ELEMENT_OF: Readonly<Record<string, ElementType>> = { F32: "float", I8: "int8", U8: "uint8" };

/**
 * The weights in a file that `writeInt8` wrote for this checkpoint, every byte of it checked.
 *
 * @throws {GraphError} `bad-file` for any other file; what the file system throws.
 */
export async function readInt8(checkpoint: Checkpoint, path: string, matrixType: MatrixType): Promise<GraphWeights> {
  const layout = layOutInt8(planInt8(checkpoint), matrixType);
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size !== layout.byteLength) {
      throw new GraphError("bad-file", `${path}: ${size} bytes, expected ${layout.byteLength}`);
    }
    const header = Buffer.alloc(layout.header.length);
    await file.read(header, 0, header.length, 0);
    if (!header.equals(layout.header)) throw new GraphError("bad-file", `${path}: its header is of other weights`);
    const { byteOffset = 0, byteLength = 0 } = layout.tensors.get(CHECKSUM) ?? {};
    const stored = Buffer.alloc(byteLength);
    await file.read(stored, 0, byteLength, byteOffset);
    const found = checkStart(file, byteOffset);
    if (!found.equals(stored)) {
      throw new GraphError("bad-file", `${path}: CRC-32 ${found.toString("hex")}, expected ${stored.toString("hex")}`);
    }
  } finally {
    await file.close();
  }
  const tensors = [...layout.tensors.values()].flatMap(({ name, dtype, shape, byteOffset, byteLength }) => {
    const type = ELEMENT_OF[dtype];
    if (type === undefined || name === CHECKSUM) return [];
    return [[name, { type, shape, file: basename(path), byteOffset, byteLength }] as const];
  });
  return { folder: dirname(path), tensors: new Map(tensors) };
}
