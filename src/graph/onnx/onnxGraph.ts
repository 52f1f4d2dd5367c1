/** Element types of ONNX values. Numbers: onnx/onnx v1.18.0, onnx.proto3, TensorProto.DataType. */
export const ELEMENT_TYPES = {
  float: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  bfloat16: 16,
} as const;
export type ElementType = keyof typeof ELEMENT_TYPES;

/** An attribute of a node. `kind` is needed because ONNX writes whole numbers and floats differently. */
export type Attribute =
  | { readonly kind: "int"; readonly value: number }
  | { readonly kind: "ints"; readonly value: readonly number[] }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "string"; readonly value: string };

export interface OnnxNode {
  readonly opType: string;
  /** Names the operators that ONNX Runtime contributes. Default: ONNX's own operators. */
  readonly domain?: "com.microsoft";
  /** Names of values; "" stands for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A tensor whose bytes are in the model itself or in a file beside it. */
export interface OnnxInitializer {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly data:
    | Uint8Array
    | {
        /** Name relative to the folder that the session is given. */
        readonly file: string;
        readonly byteOffset: number;
        readonly byteLength: number;
      };
}

/** An input or output of the graph. A size known only at run time is a letter. */
export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** Values inside the graph whose sizes cannot be inferred from their nodes' inputs. */
  readonly values?: readonly OnnxValue[];
}
