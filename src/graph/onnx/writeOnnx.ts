import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import {
  type Attribute,
  ELEMENT_TYPES,
  type OnnxGraph,
  type OnnxInitializer,
  type OnnxNode,
  type OnnxValue,
} from "./onnxGraph";

/** ONNX 1.18, the first version with opset 23. Source: onnx/onnx v1.18.0, onnx.proto3, `Version`. */
const IR_VERSION = 11;
/** The first opset with `Attention`. */
const OPSET = 23;
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

/** The bytes of an `.onnx` file: a ModelProto that holds the graph, in opset {@link OPSET}. */
export function writeOnnx(graph: OnnxGraph): Uint8Array {
  const writer = new BinaryWriter();
  writeInteger(writer, MODEL.irVersion, IR_VERSION);
  writeText(writer, MODEL.producerName, "cloze");
  writeMessage(writer, MODEL.graph, () => writeGraph(writer, graph));
  writeOpset(writer, "", OPSET);
  const domains = new Set(graph.nodes.flatMap(({ domain }) => domain ?? []));
  for (const domain of domains) writeOpset(writer, domain, CONTRIBUTED_OPSET);
  return writer.finish();
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

function writeInitializer(writer: BinaryWriter, tensor: OnnxInitializer): void {
  writeMessage(writer, TENSOR.dims, () => {
    for (const size of tensor.shape) writer.int64(size);
  });
  writeInteger(writer, TENSOR.dataType, ELEMENT_TYPES[tensor.type]);
  writeText(writer, TENSOR.name, tensor.name);
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
