import { open } from "node:fs/promises";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { ELEMENT_TYPES, type ElementType } from "../../src/graph/onnx/onnxGraph";

/** What exporters write for BERT. Field numbers below: onnx/onnx v1.18.0, onnx.proto3. */
const OPSET = 17;
const IR_VERSION = 8;

export type Attribute = number | readonly number[];

export interface Node {
  readonly opType: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface Value {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | string)[];
}

/** A weight, read when its turn in the file comes: the file of a large model is written from little memory. */
export interface Weight {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly byteLength: number;
  readonly read: () => Promise<Uint8Array>;
}

export interface ExportedGraph {
  readonly nodes: readonly Node[];
  readonly weights: readonly Weight[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

interface Part {
  readonly byteLength: number;
  readonly read: () => Promise<Uint8Array>;
}

/** Writes an `.onnx` file with its weights inside, as exporters do for models under 2 GB. */
export async function writeOnnxFile(path: string, graph: ExportedGraph): Promise<void> {
  const parts = [
    ...graph.nodes.map((node) => whole(field(1, (writer) => writeNode(writer, node)))),
    whole(text(2, "exported")),
    ...graph.weights.flatMap(layOutWeight),
    ...graph.inputs.map((value) => whole(field(11, (writer) => writeValue(writer, value)))),
    ...graph.outputs.map((value) => whole(field(12, (writer) => writeValue(writer, value)))),
  ];
  const graphBytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const head = new BinaryWriter().tag(1, WireType.Varint).int64(IR_VERSION);
  head.tag(7, WireType.LengthDelimited).uint32(graphBytes);
  const opset = field(8, (writer) => writer.tag(2, WireType.Varint).int64(OPSET));
  const file = await open(path, "w");
  try {
    await file.write(head.finish());
    for (const part of parts) await file.write(await part.read());
    await file.write(opset);
  } finally {
    await file.close();
  }
}

function layOutWeight(weight: Weight): readonly Part[] {
  const head = new BinaryWriter();
  head.tag(1, WireType.LengthDelimited).fork();
  for (const size of weight.shape) head.int64(size);
  head.join().tag(2, WireType.Varint).int64(ELEMENT_TYPES[weight.type]);
  head.tag(8, WireType.LengthDelimited).string(weight.name);
  head.tag(9, WireType.LengthDelimited).uint32(weight.byteLength);
  const fields = head.finish();
  const tag = new BinaryWriter().tag(5, WireType.LengthDelimited).uint32(fields.length + weight.byteLength);
  return [whole(tag.finish()), whole(fields), weight];
}

function writeNode(writer: BinaryWriter, node: Node): void {
  for (const input of node.inputs) writer.raw(text(1, input));
  for (const output of node.outputs) writer.raw(text(2, output));
  writer.raw(text(3, node.outputs[0] ?? node.opType)).raw(text(4, node.opType));
  for (const [name, value] of Object.entries(node.attributes)) {
    writer.raw(field(5, (attribute) => writeAttribute(attribute, name, value)));
  }
}

function writeAttribute(writer: BinaryWriter, name: string, value: Attribute): void {
  writer.raw(text(1, name));
  if (typeof value !== "number") {
    for (const each of value) writer.tag(8, WireType.Varint).int64(each);
    writer.tag(20, WireType.Varint).int64(7); // INTS
  } else if (Number.isInteger(value)) writer.tag(3, WireType.Varint).int64(value).tag(20, WireType.Varint).int64(2);
  else writer.tag(2, WireType.Bit32).float(value).tag(20, WireType.Varint).int64(1);
}

function writeValue(writer: BinaryWriter, { name, type, shape }: Value): void {
  const sizes = field(2, (dimensions) => {
    for (const size of shape) {
      dimensions.raw(
        field(1, (dimension) => {
          if (typeof size === "string") dimension.raw(text(2, size));
          else dimension.tag(1, WireType.Varint).int64(size);
        }),
      );
    }
  });
  const tensor = field(1, (inner) => inner.tag(1, WireType.Varint).int64(ELEMENT_TYPES[type]).raw(sizes));
  writer.raw(text(1, name)).raw(field(2, (inner) => inner.raw(tensor)));
}

function field(number: number, write: (writer: BinaryWriter) => void): Uint8Array {
  const writer = new BinaryWriter().tag(number, WireType.LengthDelimited).fork();
  write(writer);
  return writer.join().finish();
}

function text(number: number, value: string): Uint8Array {
  return new BinaryWriter().tag(number, WireType.LengthDelimited).string(value).finish();
}

function whole(bytes: Uint8Array): Part {
  return { byteLength: bytes.length, read: () => Promise.resolve(bytes) };
}
