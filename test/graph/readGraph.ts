import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** The parts of a written model that tests look at. Field numbers: onnx/onnx v1.18.0, onnx.proto3. */
export interface ReadGraph {
  /** The operator of each node. */
  readonly operators: readonly string[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly initializers: readonly string[];
}

export function readGraph(model: Uint8Array): ReadGraph {
  const graph = readField(model, 7)[0]!;
  const namesOf = (field: number, nameField: number): readonly string[] =>
    readField(graph, field).map((message) => Buffer.from(readField(message, nameField)[0]!).toString());
  return { operators: namesOf(1, 4), initializers: namesOf(5, 8), inputs: namesOf(11, 1), outputs: namesOf(12, 1) };
}

/** Reads every length-delimited field of that number. */
export function readField(message: Uint8Array, field: number): readonly Uint8Array[] {
  const reader = new BinaryReader(message);
  const found: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    if (number === field && type === WireType.LengthDelimited) found.push(reader.bytes());
    else reader.skip(type, number);
  }
  return found;
}
