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

/** A number is written as a float where its name asks for one: `kind` says which. */
export type Attribute =
  | { readonly kind: "int"; readonly value: number }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "string"; readonly value: string };

export interface OnnxNode {
  readonly opType: string;
  /** ONNX's own unless said; the other is ONNX Runtime's contributed operators. */
  readonly domain?: "com.microsoft";
  /** Names of values; "" for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A tensor whose bytes lie in a file beside the model, or in the model itself. */
export interface OnnxInitializer {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly data:
    | Uint8Array
    | {
        /** File name, relative to the folder that the session is given. */
        readonly file: string;
        readonly byteOffset: number;
        readonly byteLength: number;
      };
}

/** An input or output of the graph; a size that is known only at run time has a letter. */
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
  /** Values between them whose sizes cannot be told from their inputs'. */
  readonly values?: readonly OnnxValue[];
}
