import { availableParallelism } from "node:os";
import { basename } from "node:path";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { CheckpointError } from "../../checkpoint/files/checkpointError";
import { readCheckpoint } from "../../checkpoint/readCheckpoint";
import { buildGraph, type Wanted } from "../../graph/buildGraph";
import { checkpointWeights } from "../../graph/graphWeights";
import { ModelError, type Model, type ModelInfo, type ModelOutput, type ModelRequest } from "../../tasks/model/model";
import { createTokenizer } from "../../tokenizer/createTokenizer";
import type { Tokenizer } from "../../tokenizer/encoding";
import { TokenizerError } from "../../tokenizer/tokenizerError";
import { checkInThread } from "../weights/checkInThread";
import { checkRequest } from "./checkRequest";
import { CPU, type DeviceChoice } from "../protocol/device";
import { findCacheFolder } from "../cache/findCacheFolder";
import { HeadRunner } from "./headRunner";
import { identifyModel } from "./identifyModel";
import { createHeads, type HeadsOptions } from "./modelHeads";
import { openDeviceHeads, prepareSearch } from "./modelTrials";
import { findOnnxRuntime, type OnnxRuntime } from "../sessions/onnxRuntime";
import type { OnnxSession } from "../sessions/onnxSession";
import { openAtOnce } from "../sessions/openSession";
import { prepareInt8, type PreparedWeights } from "../weights/prepareInt8";
import { rememberMatrixType } from "../devices/rememberMatrixType";
import { runStates } from "./runStates";
import type { Turn } from "../steps/scheduler";
import { SessionPool } from "../sessions/sessionPool";

/** A checkpoint folder that answers, through ONNX Runtime in this process. */
export interface OnnxModel extends Model {
  /** Hash of all that its answers depend on besides the text. */
  identify(): Promise<string>;
  /**
   * Has the heads answer from now on where it is best, if that is open; they have answered on the CPU till then.
   *
   * @throws {EngineError} `cancelled` by `turn`.
   */
  chooseDevice(turn: Turn): Promise<ModelInfo>;
  /** Most tokens of a batch. */
  readonly batchTokens: number;
  /** Batches that can be under way at once, now. */
  readonly parallel: number;
  /** Told of so many sequences to come, it makes more batches possible at once where that is worth it. */
  expect(sequences: number): void;
  /** As `run`, beside others that are under way. */
  readonly runBeside: Model["run"];
  /** Frees the sessions; later runs fail. */
  dispose(): Promise<void>;
}

export interface OnnxModelOptions {
  /** Of one run; half of the processor's unless said, 4 at most: the editor needs the rest. */
  readonly threads?: number;
  /**
   * Of the CPU's heads. "fp32" unless said. "int8" answers faster from a quarter of the memory, and a little
   * differently. "auto" is int8 if its weights can be kept, and fp32 if not.
   */
  readonly precision?: ModelInfo["precision"] | "auto";
  /** Where int8 weights are kept between runs; the operating system's folder for caches unless said. */
  readonly cacheFolder?: string;
  /** Where the heads are to run; on the CPU unless said. */
  readonly device?: DeviceChoice;
  /** Path of the built `src/sessionProcess.ts`, for batches that run side by side; one after the other without it. */
  readonly sessionPath?: string;
  /** Path of the built `src/checkThread.ts`, for large int8 weights that are checked while a session is made of them. */
  readonly checkPath?: string;
  /** Called once if the device fails: the CPU has answered. */
  readonly onFallback?: (info: ModelInfo) => void;
  /** The real one unless a test has another. */
  readonly runtime?: OnnxRuntime;
}

type StatesOptions = Pick<HeadsOptions, "checkpoint" | "threads" | "runtime"> & PreparedWeights;

/** Graphs kept for hidden states and attention: the layers that a reader of the panel goes back and forth between. */
const STATE_SESSIONS = 4;

/**
 * Reads a checkpoint folder. Sessions are made with the first request that needs them: for the heads, and a small
 * one over the same weights for each choice of hidden states and attention.
 *
 * @throws {CheckpointError} when the folder is not sound; for int8 what `prepareInt8` throws;
 * {ModelError} `no-device` for a device that was asked for.
 */
export async function createOnnxModel(folder: string, options: OnnxModelOptions = {}): Promise<OnnxModel> {
  const checkpoint = await readCheckpoint(folder);
  const tokenizer = openTokenizer(checkpoint);
  const { device: asked = "cpu", cacheFolder = findCacheFolder() } = options;
  const { runtime = findOnnxRuntime() } = options;
  const threads = options.threads ?? Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));
  const { precision, ...weights } = await findWeights(checkpoint, options, cacheFolder);
  const device = { checkpoint, threads, runtime };
  const cpuHeads = createHeads({
    ...device,
    ...weights,
    device: CPU,
    precision,
    sessionPath: options.sessionPath,
  });
  const heads = new HeadRunner(cpuHeads, { asked, onFallback: () => options.onFallback?.(describe()) });
  const states = openStates({ ...device, ...weights });
  let isDisposed = false;

  const describe = () => describeModel(checkpoint, heads);
  const choose = (turn: Turn) =>
    heads.choose(
      () => prepareSearch({ ...device, cacheFolder, turn }, cpuHeads),
      (found) => openDeviceHeads(device, found),
    );
  if (asked !== "auto" && asked !== "cpu") await choose(() => Promise.resolve());

  const runAll = async (request: ModelRequest, way: "run" | "runBeside"): Promise<ModelOutput> => {
    if (isDisposed) throw new ModelError("failed", `${checkpoint.folder}: the model was unloaded`);
    checkRequest(checkpoint, request);
    const output = await heads[way](request);
    return asksStates(request) ? { ...output, ...(await states.run(request)) } : output;
  };
  return {
    get info() {
      return describe();
    },
    get batchTokens() {
      return heads.heads.batchTokens;
    },
    get parallel() {
      return heads.heads.parallel;
    },
    expect: (sequences) => heads.heads.expect(sequences),
    tokenizer,
    identify: () => {
      const graphs = heads.heads.listGraphs();
      return identifyModel(checkpoint, { graphs, device: heads.chosen.device.name, cacheFolder });
    },
    chooseDevice: async (turn) => {
      await choose(turn);
      return describe();
    },
    run: (request) => runAll(request, "run"),
    runBeside: (request) => runAll(request, "runBeside"),
    dispose: async () => {
      isDisposed = true;
      await heads.dispose();
      await states.dispose();
    },
  };
}

/** @throws {CheckpointError} `bad-vocabulary` for pieces of which no tokenizer can be made. */
function openTokenizer({ folder, tokenizer }: Checkpoint): Tokenizer {
  try {
    return createTokenizer(tokenizer);
  } catch (cause) {
    if (!(cause instanceof TokenizerError)) throw cause;
    throw new CheckpointError("bad-vocabulary", `${folder}: ${cause.message}`, { cause });
  }
}

/** Hidden states and attention, on the CPU, by sessions made with the first request for those layers. */
function openStates({ checkpoint, threads, runtime, graphWeights, openSession }: StatesOptions): {
  run(request: ModelRequest): Promise<ModelOutput>;
  dispose(): Promise<void>;
} {
  const sessions = new SessionPool(STATE_SESSIONS);
  const load = (wanted: Wanted): Promise<OnnxSession> => {
    const graph = buildGraph(checkpoint, wanted, graphWeights);
    const { folder: weightsFolder } = graphWeights;
    return openSession(() => runtime.createSession({ graph, weightsFolder, device: CPU, threads, weights: "shared" }));
  };
  return {
    run: (request) => {
      const wanted = listStates(request);
      return sessions.use(
        JSON.stringify(wanted),
        () => load(wanted),
        (session) => runStates(session, request),
      );
    },
    dispose: () => sessions.dispose(),
  };
}

function asksStates({ hidden, attention }: ModelRequest): boolean {
  return hidden !== undefined || attention !== undefined;
}

function listStates({ hidden = [], attention = [] }: ModelRequest): Wanted {
  const list = (layers: readonly number[]) => [...new Set(layers)].sort((a, b) => a - b);
  return { hidden: list(hidden), attention: list(attention) };
}

async function findWeights(
  checkpoint: Checkpoint,
  { precision: asked = "fp32", checkPath }: OnnxModelOptions,
  cacheFolder: string,
): Promise<PreparedWeights & Pick<ModelInfo, "precision">> {
  const fp32 = { graphWeights: checkpointWeights(checkpoint), openSession: openAtOnce, precision: "fp32" } as const;
  if (asked === "fp32") return fp32;
  const check = checkPath === undefined ? undefined : checkInThread.bind(undefined, checkPath);
  try {
    const matrixType = await rememberMatrixType(cacheFolder);
    return { ...(await prepareInt8(checkpoint, { cacheFolder, matrixType, check })), precision: "int8" };
  } catch (error) {
    // A full disk or a folder that cannot be written costs speed, not the answer.
    if (asked === "auto" && error instanceof ModelError) return fp32;
    throw error;
  }
}

function describeModel(
  { folder, config, heads, ...checkpoint }: Checkpoint,
  { chosen, heads: running }: HeadRunner,
): ModelInfo {
  return {
    folder,
    name: basename(folder),
    architecture: config.architecture,
    layers: config.layers,
    heads: config.heads,
    hiddenSize: config.hiddenSize,
    vocabularySize: checkpoint.tokenizer.pieces.length,
    maxTokens: config.maxTokens,
    cased: !checkpoint.tokenizer.lowercase,
    mask: checkpoint.tokenizer.specials.mask,
    continuingPrefix: checkpoint.tokenizer.continuingPrefix,
    parameters: checkpoint.parameters,
    has: { mlm: heads.mlm.present, nsp: heads.nsp.present, classifier: heads.classifier.present },
    labels: checkpoint.labels,
    problem: checkpoint.problem,
    temperature: checkpoint.temperature,
    device: chosen.device.name,
    deviceReason: chosen.reason,
    precision: running.precision,
  };
}
