import type { Checkpoint } from "../../checkpoint/checkpoint";
import { buildGraph, type Wanted } from "../../graph/buildGraph";
import type { GraphWeights } from "../../graph/graphWeights";
import type { ModelInfo, ModelRequest } from "../../tasks/model/model";
import type { Device } from "../protocol/device";
import type { Heads } from "./headRunner";
import type { OnnxRuntime } from "../sessions/onnxRuntime";
import type { WeightsForm } from "../sessions/onnxSession";
import { BATCH_TOKENS, findBatchTokens } from "../steps/planBatches";
import { runHeads } from "./runHeads";
import { SessionPool } from "../sessions/sessionPool";
import { SessionTeam } from "../sessions/sessionTeam";
import { openAtOnce, type OpenSession } from "../sessions/openSession";
import { openProcessSession } from "../sessions/processSession";

export interface HeadsOptions {
  readonly checkpoint: Checkpoint;
  readonly graphWeights: GraphWeights;
  /** At once unless said. */
  readonly openSession?: OpenSession;
  readonly precision: ModelInfo["precision"];
  readonly device: Device;
  readonly threads: number;
  readonly runtime: OnnxRuntime;
  /** What runs fastest unless said. */
  readonly weights?: WeightsForm;
  /** Path of the built `src/sessionProcess.ts`; without it runs are one after the other. */
  readonly sessionPath?: string | undefined;
}

/** Of a team's weights in all, a packed copy for each of its sessions. */
const MOST_TEAM_BYTES = 512e6;

/** All heads of a checkpoint on one device. Sessions are made with the first request that needs them. */
export function createHeads(options: HeadsOptions): Heads {
  const { checkpoint, graphWeights, precision, device, threads, runtime, openSession = openAtOnce } = options;
  // In an int8 graph there is nothing to fold; to look for it took 4 to 10 ms of every start.
  const { weights = precision === "int8" ? "packed" : "folded" } = options;
  const sessions = new SessionPool(1);
  const wanted = listHeads(checkpoint);
  const build = () => buildGraph(checkpoint, wanted, graphWeights);
  const ownTokens = findBatchTokens(checkpoint.config, device);
  const team = createTeam({ ...options, openSession, weights }, build);
  const open = () =>
    openSession(() =>
      runtime.createSession({ graph: build(), weightsFolder: graphWeights.folder, device, threads, weights }),
    );
  const heads: Heads = {
    precision,
    listGraphs: () => (hasHead(wanted) ? [build()] : []),
    get batchTokens() {
      // Beside a team nothing urgent waits for a batch.
      return team.isWanted ? Math.max(ownTokens, BATCH_TOKENS) : ownTokens;
    },
    get parallel() {
      // One more than run at once: none of them then waits for the next.
      return team.size > 1 ? team.size + 1 : 1;
    },
    expect: (sequences) => team.expect(sequences),
    run: (request) => {
      if (!asksHeads(request)) return Promise.resolve({});
      return sessions.use("", open, (session) => runHeads(session, request, ownTokens));
    },
    runBeside: async (request) => {
      if (team.size < 2 || !asksHeads(request)) return heads.run(request);
      try {
        return await runHeads(team, request, heads.batchTokens);
      } catch {
        // Where it is the request that fails, it fails once more.
        await team.fail();
        return heads.run(request);
      }
    },
    dispose: async () => {
      await team.dispose();
      await sessions.dispose();
    },
  };
  return heads;
}

/** As many sessions as there are threads for one, as far as memory goes; none where nothing says how to start them. */
function createTeam(
  {
    graphWeights,
    threads,
    sessionPath,
    openSession,
    weights,
  }: HeadsOptions & Required<Pick<HeadsOptions, "openSession" | "weights">>,
  build: () => Uint8Array,
): SessionTeam {
  const { folder: weightsFolder, tensors } = graphWeights;
  const bytes = [...tensors.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  const most = sessionPath === undefined ? 0 : Math.min(threads, Math.floor(MOST_TEAM_BYTES / bytes));
  const open = () =>
    openSession(() => openProcessSession(sessionPath ?? "", { graph: build(), weightsFolder, weights }));
  return new SessionTeam(open, most);
}

/**
 * All heads of the checkpoint are in one graph: in a run, a head of no rows costs nothing. Each row of an input has a
 * scale of its own in int8, for fills too, which run alone: with one scale a run they were a quarter faster, and the
 * bundled model's first choice was that of fp32 for 96 in 100 words instead of 97 (before its weights were rounded).
 */
function listHeads({ heads }: Checkpoint): Wanted {
  const { mlm, nsp, classifier } = heads;
  return { mlm: mlm.present, nsp: nsp.present, classifier: classifier.present, batch: true };
}

function hasHead({ mlm = false, nsp = false, classifier = false }: Wanted): boolean {
  return mlm || nsp || classifier;
}

function asksHeads({ mlm, nsp = false, classifier = false }: ModelRequest): boolean {
  return mlm !== undefined || nsp || classifier;
}
