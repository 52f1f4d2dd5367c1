import assert from "node:assert/strict";
import type { OnnxGraph } from "../../../src/graph/onnx/onnxGraph";
import { writeOnnx } from "../../../src/graph/onnx/writeOnnx";

const RELU: OnnxGraph = {
  name: "g",
  nodes: [{ opType: "Relu", inputs: ["x"], outputs: ["y"], attributes: {} }],
  initializers: [],
  inputs: [{ name: "x", type: "float", shape: ["B", 2] }],
  outputs: [{ name: "y", type: "float", shape: ["B", 2] }],
};

/** A field of a message: key, length, content. All are short enough for a length of one byte. */
const field = (key: number, ...parts: (number | string | Uint8Array)[]): Uint8Array => {
  const bytes = parts.map((part) => (typeof part === "number" ? [part] : [...Buffer.from(part as string)])).flat();
  return Uint8Array.from([key, bytes.length, ...bytes]);
};

/** These bytes are written by hand from onnx.proto3: a key is the field's number · 8 + its wire type. */
const value = (key: number, name: string): Uint8Array =>
  field(
    key,
    field(0x0a, name),
    field(
      0x12,
      field(
        0x0a,
        Uint8Array.of(0x08, 1),
        field(0x12, field(0x0a, field(0x12, "B")), field(0x0a, Uint8Array.of(0x08, 2))),
      ),
    ),
  );
const OPSET = field(0x42, field(0x0a, ""), Uint8Array.of(0x10, 23));
const HEAD = Uint8Array.from([0x08, 11, ...field(0x12, "cloze")]);

const modelOf = (...graph: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from([...HEAD, ...field(0x3a, ...graph), ...OPSET]);

describe("writeOnnx", () => {
  for (const { name, graph, expected } of [
    {
      name: "a graph of one node",
      graph: RELU,
      expected: modelOf(
        field(0x0a, field(0x0a, "x"), field(0x12, "y"), field(0x1a, "y"), field(0x22, "Relu")),
        field(0x12, "g"),
        value(0x5a, "x"),
        value(0x62, "y"),
      ),
    },
    {
      name: "a contributed operator, which also names its set of operators",
      graph: {
        ...RELU,
        inputs: [],
        outputs: [],
        nodes: [{ opType: "Op", domain: "com.microsoft", inputs: [], outputs: ["y"], attributes: {} }],
      } satisfies OnnxGraph,
      expected: Uint8Array.from([
        ...modelOf(
          field(0x0a, field(0x12, "y"), field(0x1a, "y"), field(0x22, "Op"), field(0x3a, "com.microsoft")),
          field(0x12, "g"),
        ),
        ...field(0x42, field(0x0a, "com.microsoft"), Uint8Array.of(0x10, 1)),
      ]),
    },
    {
      name: "the shape of a value inside the graph",
      graph: {
        ...RELU,
        nodes: [],
        inputs: [],
        outputs: [],
        values: [{ name: "v", type: "float", shape: ["B", 2] }],
      } satisfies OnnxGraph,
      expected: modelOf(field(0x12, "g"), value(0x6a, "v")),
    },
    {
      name: "attributes of each kind, and an output that is left out",
      graph: {
        ...RELU,
        inputs: [],
        outputs: [],
        nodes: [
          {
            opType: "Op",
            inputs: [],
            outputs: ["", "y"],
            attributes: {
              i: { kind: "int", value: -1 },
              f: { kind: "float", value: 1.5 },
              s: { kind: "string", value: "é" },
            },
          },
        ],
      } satisfies OnnxGraph,
      expected: modelOf(
        field(
          0x0a,
          ...[field(0x12, ""), field(0x12, "y"), field(0x1a, "y"), field(0x22, "Op")],
          // -1 takes ten bytes, because int64 is written as 64 bits.
          field(0x2a, field(0x0a, "i"), Uint8Array.of(0x18, ...Array.from({ length: 9 }, () => 0xff), 1, 0xa0, 1, 2)),
          field(0x2a, field(0x0a, "f"), Uint8Array.of(0x15, 0, 0, 0xc0, 0x3f, 0xa0, 1, 1)),
          field(0x2a, field(0x0a, "s"), field(0x22, Uint8Array.of(0xc3, 0xa9)), Uint8Array.of(0xa0, 1, 3)),
        ),
        field(0x12, "g"),
      ),
    },
    {
      name: "tensors inside and outside the model",
      graph: {
        ...RELU,
        nodes: [],
        inputs: [],
        outputs: [],
        initializers: [
          { name: "a", type: "int64", shape: [], data: Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 0) },
          { name: "b", type: "float16", shape: [300], data: { file: "w", byteOffset: 5_000_000_000, byteLength: 600 } },
        ],
      } satisfies OnnxGraph,
      expected: modelOf(
        field(0x12, "g"),
        field(
          0x2a,
          field(0x0a, ""),
          Uint8Array.of(0x10, 7),
          field(0x42, "a"),
          field(0x4a, Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 0)),
        ),
        field(
          0x2a,
          ...[field(0x0a, Uint8Array.of(0xac, 0x02)), Uint8Array.of(0x10, 10), field(0x42, "b")],
          field(0x6a, field(0x0a, "location"), field(0x12, "w")),
          field(0x6a, field(0x0a, "offset"), field(0x12, "5000000000")),
          field(0x6a, field(0x0a, "length"), field(0x12, "600")),
          Uint8Array.of(0x70, 1),
        ),
      ),
    },
  ]) {
    it(`writes the bytes of ${name}`, () => {
      assert.deepEqual([...writeOnnx(graph)], [...expected]);
    });
  }
});
