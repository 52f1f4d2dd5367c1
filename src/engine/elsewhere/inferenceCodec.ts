import * as l10n from "@vscode/l10n";
import { ElsewhereError } from "./elsewhereError";

/** What is sent: int64, of numbers that are small. */
export interface SentTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** What is asked for: float32. */
export interface WantedTensor {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface InferenceBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Says where the JSON ends and the tensors begin. Source: Triton, docs/protocol/extension_binary_data.md. */
export const JSON_LENGTH = "inference-header-content-length";

/**
 * The body of a request for inference. Source: Open Inference Protocol 2, open_inference_rest.yaml, and for tensors in
 * bytes Triton's extension of it.
 *
 * @param isBinary - Whether tensors travel as bytes, both ways. Otherwise as JSON, which every server reads.
 */
export function writeInference(
  inputs: readonly SentTensor[],
  outputs: readonly WantedTensor[],
  isBinary: boolean,
): InferenceBody {
  const named = outputs.map(({ name }) => ({ name, ...(isBinary && { parameters: { binary_data: true } }) }));
  if (!isBinary) {
    const tensors = inputs.map(({ name, shape, values }) => ({ name, shape, datatype: "INT64", data: values }));
    const body = Buffer.from(JSON.stringify({ inputs: tensors, outputs: named }));
    return { headers: { "content-type": "application/json" }, body: new Uint8Array(body) };
  }
  const bytes = inputs.map(({ values }) => new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
  const tensors = inputs.map(({ name, shape }, i) => ({
    name,
    shape,
    datatype: "INT64",
    parameters: { binary_data_size: bytes[i]?.length ?? 0 },
  }));
  const json = Buffer.from(JSON.stringify({ inputs: tensors, outputs: named }));
  return {
    headers: { "content-type": "application/octet-stream", [JSON_LENGTH]: String(json.length) },
    body: new Uint8Array(Buffer.concat([json, ...bytes])),
  };
}

/**
 * Reads an answer: every tensor that was asked for, of the shape that was asked for, finite.
 *
 * @param jsonBytes - Bytes of the JSON at its start, if tensors follow as bytes.
 * @returns In the order of `wanted`.
 * @throws {ElsewhereError} `bad-answer`
 */
export function readInference(
  body: Uint8Array,
  jsonBytes: number | undefined,
  wanted: readonly WantedTensor[],
): readonly Float32Array[] {
  if (jsonBytes !== undefined && !(Number.isInteger(jsonBytes) && jsonBytes > 0 && jsonBytes <= body.length)) {
    throw refuse(l10n.t("its header {0} does not fit an answer of {1} bytes", JSON_LENGTH, body.length));
  }
  const found = readOutputs(body.subarray(0, jsonBytes));
  const places = placeBytes(found, jsonBytes ?? body.length);
  return wanted.map((tensor) => {
    const index = found.findIndex(({ name }) => name === tensor.name);
    const { [index]: output } = found;
    if (output === undefined) throw refuse(l10n.t('output "{0}" is missing', tensor.name));
    requireForm(output, tensor);
    const values = readValues(output, body, places[index]);
    const expected = tensor.shape.reduce((product, size) => product * size, 1);
    if (values.length !== expected)
      throw refuse(l10n.t('output "{0}" has {1} numbers, expected {2}', tensor.name, values.length, expected));
    for (const value of values) {
      if (!Number.isFinite(value)) throw refuse(l10n.t('output "{0}" has numbers that are not finite', tensor.name));
    }
    return values;
  });
}

/** A tensor of an answer, of which nothing is known yet. */
interface Output {
  readonly name?: unknown;
  readonly shape?: unknown;
  readonly datatype?: unknown;
  readonly data?: unknown;
  readonly parameters?: { readonly binary_data_size?: unknown } | null;
}

function readOutputs(bytes: Uint8Array): readonly Output[] {
  let answer: unknown;
  try {
    answer = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (cause) {
    // Its message would quote what was answered.
    throw new ElsewhereError("bad-answer", l10n.t("answers what is not JSON"), { cause });
  }
  const { outputs } = Object(answer) as { readonly outputs?: unknown };
  if (!Array.isArray(outputs)) throw refuse(l10n.t("it has no outputs"));
  return outputs.map((output) => Object(output) as Output);
}

/** Where the bytes of each output begin; they stand one after the other, in the order of the outputs. */
function placeBytes(outputs: readonly Output[], start: number): readonly number[] {
  let next = start;
  return outputs.map((output) => {
    const place = next;
    next += sizeOf(output) ?? 0;
    return place;
  });
}

function sizeOf({ parameters }: Output): number | undefined {
  const size = parameters?.binary_data_size;
  return typeof size === "number" && Number.isInteger(size) && size >= 0 ? size : undefined;
}

function requireForm({ name, shape, datatype }: Output, wanted: WantedTensor): void {
  if (datatype !== "FP32") throw refuse(l10n.t('output "{0}" is not FP32', String(name)));
  const isSame =
    Array.isArray(shape) && shape.length === wanted.shape.length && wanted.shape.every((size, i) => size === shape[i]);
  if (!isSame) {
    const is =
      Array.isArray(shape) && shape.every(Number.isInteger) ? `[${shape.slice(0, 8).join(", ")}]` : l10n.t("none");
    throw refuse(l10n.t('output "{0}" has the shape {1}, expected [{2}]', wanted.name, is, wanted.shape.join(", ")));
  }
}

function readValues(output: Output, body: Uint8Array, place: number | undefined): Float32Array {
  const size = sizeOf(output);
  if (size === undefined) return readNumbers(output.data);
  const start = place ?? body.length;
  if (size % 4 !== 0 || start + size > body.length) throw refuse(l10n.t("its bytes end too early"));
  // A copy: where a tensor starts in a message, no float may.
  return new Float32Array(Uint8Array.from(body.subarray(start, start + size)).buffer);
}

/** Numbers in one list, or nested as the shape is. */
function readNumbers(data: unknown): Float32Array {
  if (!Array.isArray(data)) throw refuse(l10n.t("an output has no data"));
  const flat: readonly unknown[] = Array.isArray(data[0]) ? data.flat(Infinity) : data;
  const values = new Float32Array(flat.length);
  flat.forEach((value, i) => (values[i] = typeof value === "number" ? value : NaN));
  return values;
}

function refuse(what: string): ElsewhereError {
  return new ElsewhereError("bad-answer", l10n.t("answers what was not asked: {0}", what));
}
