import "./noTelemetry";
import type { InferenceSession } from "onnxruntime-common";
import { CPU, type Device } from "../protocol/device";
import { bindSession, LOG_FATAL, refuseUnloadable } from "./bindSession";
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
  /** Names of the files there. WebAssembly reads them; it cannot map files. */
  readonly weightFiles?: readonly string[];
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

/** A session of ONNX Runtime's library. @throws {ModelError} `failed`. */
export async function createOnnxSession(options: OnnxSessionOptions): Promise<OnnxSession> {
  // Imported with the first session: where there is no library for the platform, the process lives on.
  const { InferenceSession: library, Tensor } = await import("onnxruntime-node");
  const session = await refuseUnloadable(library.create(options.graph, toSessionOptions(options)));
  const made = bindSession(session, Tensor);
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
