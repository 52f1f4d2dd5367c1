import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { InferenceSession, Tensor } from "onnxruntime-node";

/** What goes wrong with a request. */
export interface InferenceFault {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent instead of the answer. */
  readonly body?: string;
  /** The connection is cut: "before" an answer, or in the "middle" of it. */
  readonly cut?: "before" | "middle";
  /** No answer comes; called once nobody waits for it but the server. */
  readonly hang?: () => void;
  /** Changes the first output. */
  readonly change?: (output: ServedOutput) => unknown;
}

interface ServedOutput {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export interface InferenceAsked {
  readonly kind: "server" | "model" | "infer";
  readonly authorization: string | undefined;
  /** Of inference: sequences and tokens. */
  readonly shape: readonly number[];
}

export interface LoopbackInference {
  /** Of the model. */
  readonly url: string;
  readonly asked: readonly InferenceAsked[];
  /** Most requests for inference that were under way at once. */
  readonly mostAtOnce: number;
  /** Says of each request what goes wrong with it. */
  fault: (asked: InferenceAsked, count: number) => InferenceFault | undefined;
  close(): Promise<void>;
}

export interface LoopbackInferenceOptions {
  /** An ONNX file with the names of published exports. */
  readonly file: string;
  /** Of its output, without the batch's: -1 for the tokens. */
  readonly shape: readonly number[];
  readonly output?: string;
  /** Others get 401. */
  readonly token?: string;
  /** Tensors travel as bytes, as Triton does it. */
  readonly isBinary?: boolean;
}

const NAMES = ["input_ids", "attention_mask", "token_type_ids"];
const JSON_LENGTH = "inference-header-content-length";

/** A server of one model that speaks the Open Inference Protocol 2, on this machine. */
export async function openLoopbackInference(options: LoopbackInferenceOptions): Promise<LoopbackInference> {
  const { isBinary = false, token } = options;
  const session = await InferenceSession.create(options.file, { logSeverityLevel: 4, intraOpNumThreads: 1 });
  const asked: InferenceAsked[] = [];
  let underWay = 0;
  let mostAtOnce = 0;
  let isClosed = false;
  const served = {
    url: "",
    asked,
    fault: (): InferenceFault | undefined => undefined,
    get mostAtOnce() {
      return mostAtOnce;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      if (!isClosed) await session.release();
      isClosed = true;
    },
  } satisfies LoopbackInference;

  const read = async (request: IncomingMessage): Promise<Question> => {
    const path = request.url ?? "";
    const kind = path.endsWith("/infer") ? "infer" : path === "/v2" ? "server" : "model";
    if (kind === "infer") mostAtOnce = Math.max(mostAtOnce, ++underWay);
    const body = await buffer(request);
    const { [JSON_LENGTH]: length, authorization } = request.headers;
    const jsonLength = length === undefined ? undefined : Number(length);
    const inputs = kind === "infer" ? readInputs(body, jsonLength) : [];
    return { kind, authorization, shape: inputs[0]?.shape ?? [], inputs, isBinary: jsonLength !== undefined };
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const question = await read(request);
    asked.push(question);
    const fault = (served as LoopbackInference).fault(question, asked.length);
    if (fault !== undefined && fail(fault, request, response)) return;
    if (token !== undefined && question.authorization !== `Bearer ${token}`) response.writeHead(401).end();
    else if (question.kind === "server")
      response.end(JSON.stringify({ extensions: isBinary ? ["binary_tensor_data"] : [] }));
    else if (question.kind === "model") response.end(JSON.stringify(describe(options)));
    else if (question.isBinary) writeBinary(response, await run(session, question.inputs));
    else writeJson({ request, response }, await run(session, question.inputs), fault);
  };
  const server = createServer((request, response) => {
    void answer(request, response).finally(() => {
      if (request.url?.endsWith("/infer") === true) underWay--;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/models/loopback`;
  return served;
}

function describe({ shape, output = "logits" }: LoopbackInferenceOptions): unknown {
  return {
    name: "loopback",
    platform: "onnx",
    inputs: NAMES.map((name) => ({ name, datatype: "INT64", shape: [-1, -1] })),
    outputs: [{ name: output, datatype: "FP32", shape: [-1, ...shape] }],
  };
}

interface Question extends InferenceAsked {
  readonly inputs: readonly Input[];
  readonly isBinary: boolean;
}

/** @returns Whether that was all. */
function fail(
  { cut, hang, status, headers, body }: InferenceFault,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (cut === "before") request.socket.destroy();
  else if (hang) hang();
  else if (status !== undefined) response.writeHead(status, headers).end(body);
  else if (body !== undefined) response.writeHead(200).end(body);
  else return false;
  return true;
}

function writeJson(
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  outputs: readonly ServedOutput[],
  fault: InferenceFault | undefined,
): void {
  const changed = outputs.map((output, i) => (i === 0 && fault?.change ? fault.change(output) : output));
  const text = JSON.stringify({ model_name: "loopback", outputs: changed });
  if (fault?.cut !== "middle") {
    response.end(text);
    return;
  }
  response.writeHead(200, { "content-length": text.length });
  response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
}

interface Input {
  readonly name: string;
  readonly shape: readonly number[];
  readonly datatype: string;
  readonly data: readonly number[];
}

function readInputs(body: Buffer, jsonLength: number | undefined): readonly Input[] {
  const { inputs } = JSON.parse(body.subarray(0, jsonLength).toString()) as {
    inputs: (Input & { parameters?: { binary_data_size: number } })[];
  };
  let at = jsonLength ?? 0;
  return inputs.map((input) => {
    const size = input.parameters?.binary_data_size;
    if (size === undefined) return input;
    const bytes = Uint8Array.from(body.subarray(at, (at += size)));
    return { ...input, data: Array.from(new BigInt64Array(bytes.buffer), Number) };
  });
}

async function run(session: InferenceSession, inputs: readonly Input[]): Promise<readonly ServedOutput[]> {
  const feeds = inputs.map(
    ({ name, shape, data }) => [name, new Tensor("int64", BigInt64Array.from(data, BigInt), shape)] as const,
  );
  const outputs = await session.run(Object.fromEntries(feeds));
  return Object.entries(outputs).map(([name, { dims, data }]) => ({
    name,
    datatype: "FP32",
    shape: dims,
    data: [...(data as Float32Array)],
  }));
}

function writeBinary(response: ServerResponse, outputs: readonly ServedOutput[]): void {
  const bytes = outputs.map(({ data }) => Buffer.from(Float32Array.from(data).buffer));
  const described = outputs.map(({ name, datatype, shape }, i) => ({
    name,
    datatype,
    shape,
    parameters: { binary_data_size: bytes[i]!.length },
  }));
  const json = Buffer.from(JSON.stringify({ model_name: "loopback", outputs: described }));
  response.writeHead(200, { [JSON_LENGTH]: String(json.length) }).end(Buffer.concat([json, ...bytes]));
}
