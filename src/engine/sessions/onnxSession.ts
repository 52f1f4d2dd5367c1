import "./noTelemetry";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { ModelError } from "../../tasks/model/model";
import { CPU, type Device } from "../protocol/device";
import { serializeRuns } from "./serializeRuns";

/** One graph, loaded; the caller disposes it. */
export interface OnnxSession {
  /**
   * Holds the thread while it computes.
   *
   * @param feeds - By input name; inputs that the graph does not read are ignored.
   * @param fetches - Names of the wanted outputs. Default: all.
   * @returns Values by output name, row-major, owned by the caller.
   * @throws {ModelError} `failed`, also if an output is not finite.
   */
  run(feeds: Readonly<Record<string, Feed>>, fetches?: readonly string[]): Promise<Outputs>;
  dispose(): Promise<void>;
}

/** Values by output name: int32 for ids, float32 for everything else. */
export type Outputs = ReadonlyMap<string, Float32Array | Int32Array>;

/** An input with as many values as its shape has places: int32, or float32 for states. */
export interface Feed {
  readonly values: Int32Array | Float32Array;
  readonly shape: readonly number[];
}

export interface OnnxSessionOptions {
  /** Bytes of an `.onnx` file. */
  readonly graph: Uint8Array;
  /** Absolute folder of the graph's external data, if it has any. */
  readonly weightsFolder?: string;
  readonly device: Device;
  readonly threads: number;
  readonly weights: WeightsForm;
}

/**
 * How a session holds its weights.
 * "packed": as a copy in the order in which the processor reads them, for a session that runs often.
 * "folded": as "packed", after computing what depends on weights alone (the casts of an F16 checkpoint) and merging nodes.
 * "shared": as the mapped file, whose pages all sessions and processes share; each run costs more.
 */
export type WeightsForm = "packed" | "folded" | "shared";

/** ONNX Runtime logs only fatal messages. Errors are thrown anyway, and a logged text could contain a value. */
const LOG_FATAL = 4;

/** @throws {ModelError} `failed`. */
export async function createOnnxSession(options: OnnxSessionOptions): Promise<OnnxSession> {
  const session = await InferenceSession.create(options.graph, toSessionOptions(options)).catch((cause: unknown) => {
    throw new ModelError("failed", `the model cannot be loaded: ${describe(cause)}`, { cause });
  });
  const made: OnnxSession = {
    run: async (feeds, fetches = session.outputNames) => {
      const inputs = session.inputNames.map((name) => [name, toTensor(name, feeds[name])] as const);
      const outputs = await session.run(Object.fromEntries(inputs), fetches).catch((cause: unknown) => {
        throw new ModelError("failed", `the model cannot be run: ${describe(cause)}`, { cause });
      });
      return new Map(Object.entries(outputs).map(([name, value]) => [name, checkValues(name, value)]));
    },
    dispose: () => session.release(),
  };
  return options.device === CPU ? made : serializeRuns(made);
}

function toSessionOptions({
  device,
  threads,
  weights,
  weightsFolder,
}: OnnxSessionOptions): InferenceSession.SessionOptions {
  const isShared = weights === "shared";
  return {
    executionProviders: [device.provider],
    executionMode: "sequential",
    graphOptimizationLevel: weights === "folded" ? "basic" : "disabled",
    enableCpuMemArena: !isShared,
    // DirectML does not support memory patterns.
    enableMemPattern: device.provider !== "dml",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: LOG_FATAL,
    extra: {
      session: {
        ...(weightsFolder !== undefined && { model_external_initializers_file_folder_path: weightsFolder }),
        disable_prepacking: isShared ? "1" : "0",
        // During a run, idle threads spin, because a graph has many short steps; between runs they sleep.
        "intra_op.allow_spinning": isShared ? "0" : "1",
        force_spinning_stop: "1",
      },
    },
  };
}

function toTensor(name: string, feed: Feed | undefined): Tensor {
  if (feed === undefined) throw new ModelError("failed", `the graph reads an input "${name}", which was not given`);
  const { values, shape } = feed;
  return values instanceof Int32Array ? new Tensor("int32", values, shape) : new Tensor("float32", values, shape);
}

function checkValues(name: string, { data }: InferenceSession.ReturnType[string]): Float32Array | Int32Array {
  if (data instanceof Int32Array) return data;
  if (!(data instanceof Float32Array)) throw new ModelError("failed", `output "${name}" is neither float32 nor int32`);
  // A plain loop, because `findIndex` over a vocabulary takes a tenth of the time of a fill.
  for (let i = 0; i < data.length; i += 1) {
    if (Number.isFinite(data[i])) continue;
    throw new ModelError("failed", `output "${name}" is ${data[i] ?? NaN} at ${i}, expected a finite number`);
  }
  return data;
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
