import { availableParallelism } from "node:os";
import { basename } from "node:path";
import type { Checkpoint } from "../checkpoint/checkpoint";
import { readCheckpoint } from "../checkpoint/readCheckpoint";
import { buildGraph, type Wanted } from "../graph/buildGraph";
import { checkpointWeights, type GraphWeights } from "../graph/graphWeights";
import { ModelError, type Model, type ModelInfo, type ModelOutput, type ModelRequest } from "../tasks/model";
import { createTokenizer } from "../tokenizer/createTokenizer";
import { checkRequest } from "./checkRequest";
import { CPU } from "./device";
import { findCacheFolder } from "./findCacheFolder";
import { findLargestWeight } from "./findLargestWeight";
import { identifyModel } from "./identifyModel";
import { createOnnxSession, type OnnxSession } from "./onnxSession";
import { prepareInt8 } from "./prepareInt8";
import { runHeads } from "./runHeads";
import { runStates } from "./runStates";
import { SessionPool } from "./sessionPool";

/** A checkpoint folder that answers, through ONNX Runtime in this process. */
export interface OnnxModel extends Model {
  /** Hash of all that its answers depend on besides the text. */
  identify(): Promise<string>;
  /** Frees the sessions; later runs fail. */
  dispose(): Promise<void>;
}

export interface OnnxModelOptions {
  /** Of one run; half of the processor's unless said, 4 at most: the editor needs the rest. */
  readonly threads?: number;
  /** "fp32" unless said. "int8" answers faster from a quarter of the memory, and a little differently. */
  readonly precision?: ModelInfo["precision"];
  /** Where int8 weights are kept between runs; the operating system's folder for caches unless said. */
  readonly cacheFolder?: string;
}

/** Graphs of heads, all of which are kept. */
const HEAD_SESSIONS = 2;
/** Graphs kept for hidden states and attention: the layers that a reader of the panel goes back and forth between. */
const STATE_SESSIONS = 4;

/**
 * Reads a checkpoint folder. Sessions are made with the first request that needs them: for the heads, and a small
 * one over the same weights for each choice of hidden states and attention.
 *
 * @throws {CheckpointError} | {TokenizerError} when the folder is not sound; for int8 what `prepareInt8` throws.
 */
export async function createOnnxModel(folder: string, options: OnnxModelOptions = {}): Promise<OnnxModel> {
  const checkpoint = await readCheckpoint(folder);
  const tokenizer = createTokenizer(checkpoint.tokenizer);
  const device = CPU;
  const precision = options.precision ?? "fp32";
  const graphWeights = await findWeights(checkpoint, precision, options.cacheFolder);
  const threads = options.threads ?? Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));
  const heads = new SessionPool(HEAD_SESSIONS);
  const states = new SessionPool(STATE_SESSIONS);
  let isDisposed = false;

  const load = async (wanted: Wanted, weights: "packed" | "shared"): Promise<OnnxSession> => {
    const graph = buildGraph(checkpoint, wanted, graphWeights);
    return createOnnxSession({ graph, weightsFolder: graphWeights.folder, device, threads, weights });
  };
  const runAll = async (request: ModelRequest): Promise<ModelOutput> => {
    let output: ModelOutput = {};
    for (const wanted of planHeads(checkpoint, precision)) {
      const asked = pickHeads(request, wanted);
      if (asked === undefined) continue;
      const run = (session: OnnxSession) => runHeads(session, asked, wanted.batch === true);
      const found = await heads.use(JSON.stringify(wanted), () => load(wanted, "packed"), run);
      output = { ...output, ...found };
    }
    if (asksStates(request)) {
      const wanted = listStates(request);
      const run = (session: OnnxSession) => runStates(session, request);
      const found = await states.use(JSON.stringify(wanted), () => load(wanted, "shared"), run);
      output = { ...output, ...found };
    }
    return output;
  };
  return {
    info: describeModel(checkpoint, { device: device.name, precision }),
    tokenizer,
    identify: () => {
      const graphs = planHeads(checkpoint, precision).map((wanted) => buildGraph(checkpoint, wanted, graphWeights));
      const { cacheFolder = findCacheFolder() } = options;
      return identifyModel(checkpoint, { graphs, device: device.name, cacheFolder });
    },
    run: async (request) => {
      if (isDisposed) throw new ModelError("failed", `${checkpoint.folder}: the model was unloaded`);
      checkRequest(checkpoint, request);
      return runAll(request);
    },
    dispose: async () => {
      isDisposed = true;
      await heads.dispose();
      await states.dispose();
    },
  };
}

function asksStates({ hidden, attention }: ModelRequest): boolean {
  return hidden !== undefined || attention !== undefined;
}

/**
 * The graphs that serve the checkpoint's heads: in a run, a head of no rows costs nothing. In int8 the classifier has
 * one of its own: it reads documents, sentence after sentence, so it pays for batches; the others are asked for one
 * answer and have the faster products.
 */
function planHeads({ heads }: Checkpoint, precision: ModelInfo["precision"]): readonly Wanted[] {
  const words = { mlm: heads.mlm.present, nsp: heads.nsp.present };
  const classifier = { classifier: heads.classifier.present };
  if (precision === "fp32") return [{ ...words, ...classifier, batch: true }];
  return [words, { ...classifier, batch: true }];
}

/** The part of a request that a graph of these heads answers, if any. */
function pickHeads({ inputs, mlm, top, nsp, classifier }: ModelRequest, wanted: Wanted): ModelRequest | undefined {
  const picked = {
    ...(wanted.mlm === true && mlm && { mlm, ...(top !== undefined && { top }) }),
    ...(wanted.nsp === true && nsp === true && { nsp }),
    ...(wanted.classifier === true && classifier === true && { classifier }),
  };
  return Object.keys(picked).length === 0 ? undefined : { inputs, ...picked };
}

function listStates({ hidden = [], attention }: ModelRequest): Wanted {
  const layers = [...new Set(hidden)].sort((a, b) => a - b);
  return { hidden: layers, ...(attention !== undefined && { attention }) };
}

async function findWeights(
  checkpoint: Checkpoint,
  precision: ModelInfo["precision"],
  cacheFolder = findCacheFolder(),
): Promise<GraphWeights> {
  if (precision === "fp32") return checkpointWeights(checkpoint);
  return prepareInt8(checkpoint, { cacheFolder, largest: await findLargestWeight() });
}

function describeModel(
  { folder, config, heads, ...checkpoint }: Checkpoint,
  run: Pick<ModelInfo, "device" | "precision">,
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
    parameters: checkpoint.parameters,
    has: { mlm: heads.mlm.present, nsp: heads.nsp.present, classifier: heads.classifier.present },
    labels: checkpoint.labels,
    problem: checkpoint.problem,
    temperature: checkpoint.temperature,
    ...run,
  };
}
