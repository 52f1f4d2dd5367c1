import { availableParallelism } from "node:os";
import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { readCheckpoint } from "../../checkpoint/readCheckpoint";
import { ModelError, type ModelInfo, type ModelOutput, type ModelRequest } from "../../tasks/model/model";
import { selectPrecision } from "../../tasks/model/selectPrecision";
import { openCacheFolder } from "../cache/openCacheFolder";
import { ServerReadouts } from "../elsewhere/serverReadouts";
import { CPU, type DeviceChoice, isOtherDevice } from "../protocol/device";
import type { ServerSettings, ServerWait } from "../protocol/serverAddress";
import { type OnnxRuntime, openOnnxRuntime } from "../sessions/onnxRuntime";
import { openProcessSession } from "../sessions/processSession";
import type { Turn } from "../steps/scheduler";
import { arrangeWeights } from "../weights/arrangeWeights";
import { hashWeights } from "../weights/hashWeights";
import { readEmbeddingParts } from "../weights/readEmbeddingParts";
import { readEmbeddingRows } from "../weights/readEmbeddingRows";
import { readOrigin } from "../weights/readOrigin";
import { asksStates, checkRequest } from "./checkRequest";
import { createReadouts, type ReadoutOptions } from "./createReadouts";
import { describeModel } from "./describeModel";
import { identifyModel } from "./identifyModel";
import { LastLayerStates } from "./lastLayerStates";
import type { LoadedModel } from "./loadedModel";
import { Measuring } from "./measuring";
import { openStates } from "./openStates";
import { openTokenizer } from "./openTokenizer";
import { prepareWeights, type WeightsChosen, type WeightsInUse, type WeightsWanted } from "./prepareWeights";
import type { GraphPart } from "./readouts";
import { SwitchedReadouts } from "./switchedReadouts";
import { openDeviceReadouts, prepareSearch } from "./trials/modelTrials";
import { tryModel } from "./trials/tryModel";

/** A checkpoint folder that answers through ONNX Runtime in this process. */
export interface OnnxModel extends Required<LoadedModel> {
  dispose(): Promise<void>;
}

export interface OnnxModelOptions {
  /** Threads of one run. Default: half of the processor's, at most 4, because the editor needs the rest. */
  readonly threads?: number;
  /**
   * What the CPU computes in. Default: "fp32". "int8" answers faster from a quarter of the memory, and a little
   * differently; "auto" has the readouts do so, but not what is looked at.
   */
  readonly precision?: WeightsWanted["precision"];
  /** Keeps int8 weights between runs. Default: the operating system's folder for caches. */
  readonly cacheFolder?: string;
  /** Where the readouts run. Default: the CPU. */
  readonly device?: DeviceChoice;
  /** Path of the built `src/sessionProcess.ts`, which runs batches side by side. Without it they run one after the other. */
  readonly sessionPath?: string;
  /** Path of the built `src/checkThread.ts`, which checks large int8 weights while a session is made of them. */
  readonly checkPath?: string;
  /** Folder of the built WebAssembly, which runs where ONNX Runtime has no library. */
  readonly wasmFolder?: string;
  /** Called when other than before answers: once if the device fails; when a server goes away, and when it is back. */
  readonly onFallback?: (info: ModelInfo) => void;
  /** Called when answers wait for a server that is silent, and when that is over. */
  readonly onWait?: (wait: ServerWait | undefined) => void;
  /** A server that computes what it can of the readouts. Default: none. */
  readonly server?: ServerSettings | undefined;
  /** Default: the real one. Tests pass another. */
  readonly runtime?: OnnxRuntime;
}

/**
 * Reads a checkpoint folder. The first request that needs a session makes it: one for the readouts, and a small one over
 * the same weights for each choice of hidden states and attention.
 *
 * @throws {CheckpointError} for a folder that is not a valid checkpoint; what `arrangeWeights` throws; what `prepareInt8` throws, for int8;
 * {ModelError} `no-device` for a device that was asked for; what `openOnnxRuntime` throws.
 */
export async function createOnnxModel(folder: string, options: OnnxModelOptions = {}): Promise<OnnxModel> {
  const parts = await openParts(folder, options);
  const { asked, cacheFolder, runtime, threads, arranged, tokenizer, used, openBeside } = parts;
  const { checkpoint } = arranged;
  const shared = { checkpoint, threads, runtime };
  const onMove = () => options.onFallback?.(describe());
  const opened = { ...shared, openBeside, used: used.readouts, onMove };
  const { cpuReadouts, readouts, server, runs } = openReadouts(options, opened);
  const states = openStates({ ...shared, ...used.states });
  const layerStates = new LastLayerStates({ ...shared, ...used.states, openBeside, cacheFolder });
  let isDisposed = false;
  let answered: Promise<void> | undefined;
  const describe = () => ({ ...describeModel({ checkpoint, tokenizer }, readouts, used), ...describePlace(server) });
  const measuring = new Measuring({ ...shared, tokenizer, has: describe().has, checkPath: options.checkPath }, used);
  const choose = (turn: Turn) =>
    readouts.choose(
      () => prepareSearch({ ...shared, cacheFolder, turn }, cpuReadouts),
      (device) => openDeviceReadouts(shared, device),
    );
  if (isOtherDevice(asked)) await choose(() => Promise.resolve());
  await server?.connect();

  const runAll = async (request: ModelRequest, way: "run" | "runBeside"): Promise<ModelOutput> => {
    if (isDisposed) throw new ModelError("failed", l10n.t("{0}: the model was unloaded", checkpoint.folder));
    checkRequest(checkpoint, request);
    const isUsual = request.layers === undefined && selectPrecision(describe(), request) === readouts.precision;
    const output = await (isUsual ? runs[way](request) : states.runReadouts(request));
    return asksStates(request) ? { ...output, ...(await states.run(request)) } : output;
  };
  return {
    get info() {
      return describe();
    },
    get batchTokens() {
      return runs.batchTokens;
    },
    get parallel() {
      return runs.parallel;
    },
    expect: (...announced) => runs.expect(...announced),
    tokenizer,
    identify: (part) => identifyReadouts({ checkpoint, readouts, cacheFolder, device: describe().device }, part),
    openStates: (layer) => layerStates.open(layer),
    identifyStates: (layer) => layerStates.identify(layer),
    ...readFiles(checkpoint, cacheFolder),
    chooseDevice: (turn) => choose(turn).then(describe),
    measure: (turn, again) => measuring.run(turn, again),
    run: (request) => runAll(request, "run"),
    runBeside: (request) => runAll(request, "runBeside"),
    answerOnce: () => (answered ??= tryModel(checkpoint, (request) => runAll(request, "run"))),
    isStale: () => measuring.isDone || arranged.isStale() || isAnyStale(used),
    dispose: async () => {
      isDisposed = true;
      server?.dispose();
      await readouts.dispose();
      await Promise.all([states.dispose(), layerStates.dispose()]);
    },
  };
}

/** What a model is made of, before its first session. */
async function openParts(folder: string, options: OnnxModelOptions) {
  const { device: asked = "cpu", cacheFolder = openCacheFolder(), wasmFolder, checkPath } = options;
  const { runtime = await openOnnxRuntime({ device: asked, wasmFolder }) } = options;
  const arranged = await arrangeWeights(await readCheckpoint(folder), cacheFolder);
  const tokenizer = openTokenizer(arranged.checkpoint);
  const threads = options.threads ?? Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));
  // Only products of 8 bits on the CPU were measured.
  const { precision = "fp32" } = runtime.processor === CPU ? options : {};
  const used = await prepareWeights(arranged.checkpoint, { precision, cacheFolder, checkPath });
  const { sessionPath } = options;
  const openBeside = sessionPath === undefined ? undefined : openProcessSession.bind(undefined, sessionPath);
  return { asked, cacheFolder, runtime, threads, arranged, tokenizer, used, openBeside };
}

function isAnyStale({ readouts, states }: WeightsChosen): boolean {
  return readouts.weights.isStale() || states.weights.isStale();
}

interface Opened extends Pick<ReadoutOptions, "checkpoint" | "threads" | "runtime" | "openBeside"> {
  readonly used: WeightsInUse;
  /** Called when other than before answers. */
  readonly onMove: () => void;
}

/** Readouts on the CPU; those on whatever device is chosen; and `runs`, which of them or a server answers. */
function openReadouts(
  { device: asked = "cpu", server: settings, onWait = () => undefined }: OnnxModelOptions,
  { used: { weights, precision }, onMove, ...shared }: Opened,
) {
  const { runtime } = shared;
  const cpuReadouts = createReadouts({ ...shared, ...weights, device: runtime.processor, precision });
  const readouts = new SwitchedReadouts(cpuReadouts, { asked, runtime, onFallback: onMove });
  const { checkpoint } = shared;
  const server = settings && new ServerReadouts({ checkpoint, settings, local: readouts, onMove, onWait });
  return { cpuReadouts, readouts, server, runs: server ?? readouts };
}

/** What is read of the checkpoint's files beside its answers. */
function readFiles(
  checkpoint: Checkpoint,
  cacheFolder: string,
): Pick<OnnxModel, "hashWeights" | "readOrigin" | "readEmbeddings" | "readEmbeddingParts"> {
  return {
    hashWeights: () => hashWeights(checkpoint, cacheFolder),
    readOrigin: () => readOrigin(checkpoint, cacheFolder),
    readEmbeddings: (table, rows) => readEmbeddingRows(checkpoint, table, rows),
    readEmbeddingParts: (input) => readEmbeddingParts(checkpoint, input),
  };
}

function identifyReadouts(
  { checkpoint, readouts, cacheFolder, device }: Identified,
  part: GraphPart = "usual",
): Promise<string> {
  const graphs = readouts.listGraphs(part);
  return identifyModel(checkpoint, { graphs, device, cacheFolder });
}

interface Identified {
  readonly checkpoint: Checkpoint;
  readonly readouts: SwitchedReadouts;
  readonly cacheFolder: string;
  /** Its name, or the server's. */
  readonly device: string;
}

/** What is said of where answers are computed, if a server was named for them. */
function describePlace(server: ServerReadouts | undefined): Partial<ModelInfo> {
  if (server === undefined) return {};
  const { server: there, reason } = server.place;
  const named = { deviceReason: reason, server: { name: server.name, answers: there !== undefined } };
  return there === undefined ? named : { device: there, ...named };
}
