import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import {
  type Attribute,
  ELEMENT_TYPES,
  type OnnxGraph,
  type OnnxInitializer,
  type OnnxNode,
  type OnnxValue,
} from "./onnxGraph";

/** Which ONNX a file is written for. Source: onnx/onnx v1.18.0, onnx.proto3, `Version`, and docs/Versioning.md. */
export interface OnnxVersion {
  readonly ir: number;
  readonly opset: number;
}

/** ONNX 1.18, the first with opset 23, which is the first with `Attention`. */
const OWN_VERSION: OnnxVersion = { ir: 11, opset: 23 };
/** ONNX 1.15, the first with `Gelu`: ONNX Runtime 1.17 reads it. */
export const STANDARD_VERSION: OnnxVersion = { ir: 9, opset: 20 };
/** Version of the operators that ONNX Runtime contributes. */
const CONTRIBUTED_OPSET = 1;
/** TensorProto.DataLocation */
const EXTERNAL = 1;

/** Field numbers by message. Source: onnx/onnx v1.18.0, onnx.proto3. */
const MODEL = { irVersion: 1, producerName: 2, graph: 7, opsetImport: 8 };
const OPSET_ID = { domain: 1, version: 2 };
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12, valueInfo: 13 };
const NODE = { input: 1, output: 2, name: 3, opType: 4, attribute: 5, domain: 7 };
const ATTRIBUTE = { name: 1, float: 2, int: 3, string: 4, ints: 8, type: 20 };
const TENSOR = { dims: 1, dataType: 2, name: 8, rawData: 9, externalData: 13, dataLocation: 14 };
const ENTRY = { key: 1, value: 2 };
const VALUE_INFO = { name: 1, type: 2 };
const TYPE = { tensorType: 1 };
const TENSOR_TYPE = { elemType: 1, shape: 2 };
const SHAPE = { dim: 1 };
const DIMENSION = { value: 1, param: 2 };

/** AttributeProto.AttributeType */
const ATTRIBUTE_TYPES = { float: 1, int: 2, string: 3, ints: 7 };

/** The bytes of an `.onnx` file: a ModelProto that holds the graph and names the files of its weights. */
export function writeOnnx(graph: OnnxGraph, version: OnnxVersion = OWN_VERSION): Uint8Array {
  const writer = new BinaryWriter();
  writeProducer(writer, version);
  writeMessage(writer, MODEL.graph, () => writeGraph(writer, graph));
  writeOpsets(writer, graph, version);
  return writer.finish();
}

/** A weight whose bytes come next in a file. */
export type PlacedInitializer = OnnxInitializer & { readonly data: Exclude<OnnxInitializer["data"], Uint8Array> };

/** An `.onnx` file that holds its weights, in the order of its bytes: what is written, and weights whose bytes are read. */
export interface OnnxLayout {
  readonly parts: readonly (Uint8Array | PlacedInitializer)[];
  readonly byteLength: number;
}

/** Lays out an `.onnx` file that needs no other, without any weight in memory. */
export function layOutOnnx(graph: OnnxGraph, version: OnnxVersion): OnnxLayout {
  const placed = graph.initializers.filter(
    (tensor): tensor is PlacedInitializer => !(tensor.data instanceof Uint8Array),
  );
  const inner = new BinaryWriter();
  writeGraph(inner, { ...graph, initializers: graph.initializers.filter(({ data }) => data instanceof Uint8Array) });
  const nodes = inner.finish();
  const weights = placed.map((tensor) => ({ head: writeHead(tensor), tensor }));
  const graphBytes = weights.reduce(
    (sum, { head, tensor }) => sum + head.length + tensor.data.byteLength,
    nodes.length,
  );
  const outer = new BinaryWriter();
  // Fields may come in any order, and the graph, which ends in the weights, is best the last.
  writeProducer(outer, version);
  writeOpsets(outer, graph, version);
  const start = outer.tag(MODEL.graph, WireType.LengthDelimited).uint32(graphBytes).finish();
  const parts = [start, nodes, ...weights.flatMap(({ head, tensor }) => [head, tensor])];
  return { parts, byteLength: start.length + graphBytes };
}

/** Everything of an initializer in a graph up to its bytes, which are its last field. */
function writeHead(tensor: PlacedInitializer): Uint8Array {
  const { byteLength } = tensor.data;
  const inner = new BinaryWriter();
  writeTensor(inner, tensor);
  const fields = inner.tag(TENSOR.rawData, WireType.LengthDelimited).uint32(byteLength).finish();
  const outer = new BinaryWriter().tag(GRAPH.initializer, WireType.LengthDelimited);
  return outer
    .uint32(fields.length + byteLength)
    .raw(fields)
    .finish();
}

function writeProducer(writer: BinaryWriter, { ir }: OnnxVersion): void {
  writeInteger(writer, MODEL.irVersion, ir);
  writeText(writer, MODEL.producerName, "cloze");
}

function writeOpsets(writer: BinaryWriter, graph: OnnxGraph, { opset }: OnnxVersion): void {
  writeOpset(writer, "", opset);
  const domains = new Set(graph.nodes.flatMap(({ domain }) => domain ?? []));
  for (const domain of domains) writeOpset(writer, domain, CONTRIBUTED_OPSET);
}

function writeOpset(writer: BinaryWriter, domain: string, version: number): void {
  writeMessage(writer, MODEL.opsetImport, () => {
    writeText(writer, OPSET_ID.domain, domain);
    writeInteger(writer, OPSET_ID.version, version);
  });
}

function writeGraph(writer: BinaryWriter, graph: OnnxGraph): void {
  for (const node of graph.nodes) writeMessage(writer, GRAPH.node, () => writeNode(writer, node));
  writeText(writer, GRAPH.name, graph.name);
  for (const tensor of graph.initializers) {
    writeMessage(writer, GRAPH.initializer, () => writeInitializer(writer, tensor));
  }
  for (const value of graph.inputs) writeMessage(writer, GRAPH.input, () => writeValue(writer, value));
  for (const value of graph.outputs) writeMessage(writer, GRAPH.output, () => writeValue(writer, value));
  for (const value of graph.values ?? []) writeMessage(writer, GRAPH.valueInfo, () => writeValue(writer, value));
}

function writeNode(writer: BinaryWriter, node: OnnxNode): void {
  for (const input of node.inputs) writeText(writer, NODE.input, input);
  for (const output of node.outputs) writeText(writer, NODE.output, output);
  // A node is named after its output, because ONNX Runtime's errors and profiles show this name.
  writeText(writer, NODE.name, node.outputs.find((output) => output !== "") ?? node.opType);
  writeText(writer, NODE.opType, node.opType);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    writeMessage(writer, NODE.attribute, () => writeAttribute(writer, name, attribute));
  }
  if (node.domain !== undefined) writeText(writer, NODE.domain, node.domain);
}

function writeAttribute(writer: BinaryWriter, name: string, attribute: Attribute): void {
  writeText(writer, ATTRIBUTE.name, name);
  switch (attribute.kind) {
    case "float":
      writer.tag(ATTRIBUTE.float, WireType.Bit32).float(attribute.value);
      break;
    case "int":
      writeInteger(writer, ATTRIBUTE.int, attribute.value);
      break;
    case "ints":
      for (const value of attribute.value) writeInteger(writer, ATTRIBUTE.ints, value);
      break;
    case "string":
      writeText(writer, ATTRIBUTE.string, attribute.value);
      break;
  }
  writeInteger(writer, ATTRIBUTE.type, ATTRIBUTE_TYPES[attribute.kind]);
}

function writeTensor(writer: BinaryWriter, { name, type, shape }: OnnxInitializer): void {
  writeMessage(writer, TENSOR.dims, () => {
    for (const size of shape) writer.int64(size);
  });
  writeInteger(writer, TENSOR.dataType, ELEMENT_TYPES[type]);
  writeText(writer, TENSOR.name, name);
}

function writeInitializer(writer: BinaryWriter, tensor: OnnxInitializer): void {
  writeTensor(writer, tensor);
  if (tensor.data instanceof Uint8Array) {
    writer.tag(TENSOR.rawData, WireType.LengthDelimited).bytes(tensor.data);
    return;
  }
  const { file, byteOffset, byteLength } = tensor.data;
  for (const [key, value] of [
    ["location", file],
    ["offset", String(byteOffset)],
    ["length", String(byteLength)],
  ] as const) {
    writeMessage(writer, TENSOR.externalData, () => {
      writeText(writer, ENTRY.key, key);
      writeText(writer, ENTRY.value, value);
    });
  }
  writeInteger(writer, TENSOR.dataLocation, EXTERNAL);
}

function writeValue(writer: BinaryWriter, value: OnnxValue): void {
  writeText(writer, VALUE_INFO.name, value.name);
  writeMessage(writer, VALUE_INFO.type, () => {
    writeMessage(writer, TYPE.tensorType, () => {
      writeInteger(writer, TENSOR_TYPE.elemType, ELEMENT_TYPES[value.type]);
      writeMessage(writer, TENSOR_TYPE.shape, () => {
        for (const size of value.shape) writeMessage(writer, SHAPE.dim, () => writeDimension(writer, size));
      });
    });
  });
}

function writeDimension(writer: BinaryWriter, size: number | string): void {
  if (typeof size === "number") writeInteger(writer, DIMENSION.value, size);
  else writeText(writer, DIMENSION.param, size);
}

function writeMessage(writer: BinaryWriter, field: number, writeFields: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  writeFields();
  writer.join();
}

function writeText(writer: BinaryWriter, field: number, text: string): void {
  writer.tag(field, WireType.LengthDelimited).string(text);
}

/** Writes an integer or an enumeration: both are varints. */
function writeInteger(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int64(value);
}
