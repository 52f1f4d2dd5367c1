import type { Checkpoint } from "../../checkpoint/checkpoint";
import { buildGraph, type Wanted } from "../../graph/buildGraph";
import type { GraphWeights } from "../../graph/graphWeights";
import type { ModelInfo, ModelRequest } from "../../tasks/model/model";
import type { Device } from "../protocol/device";
import type { OnnxRuntime } from "../sessions/onnxRuntime";
import type { WeightsForm } from "../sessions/onnxSession";
import { openAtOnce, type OpenSession } from "../sessions/openSession";
import { openProcessSession } from "../sessions/processSession";
import { SessionPool } from "../sessions/sessionPool";
import { SessionTeam } from "../sessions/sessionTeam";
import { computeBatchTokens } from "../steps/computeBatchTokens";
import { BATCH_TOKENS } from "../steps/planBatches";
import type { PreparedWeights } from "../weights/preparedWeights";
import type { Readouts } from "./readouts";
import { runReadouts } from "./runReadouts";

export interface ReadoutOptions {
  readonly checkpoint: Checkpoint;
  readonly graphWeights: GraphWeights;
  /** Default: opens at once. */
  readonly openSession?: OpenSession;
  /** Called before and after each run. Default: the weights are taken to be as they were. */
  readonly verify?: PreparedWeights["verify"];
  readonly precision: ModelInfo["precision"];
  readonly device: Device;
  readonly threads: number;
  readonly runtime: OnnxRuntime;
  /** Default: what runs fastest. */
  readonly weights?: WeightsForm;
  /** Path of the built `src/sessionProcess.ts`. Without it, runs go one after the other. */
  readonly sessionPath?: string | undefined;
}

/** Logits that one run computes of a sequence: 64 MB, and as much again for each step that makes a ranking of them. */
const MOST_LOGITS = 1 << 24;

/** Limit on the weights of a whole team: each of its sessions has a packed copy. */
const MOST_TEAM_BYTES = 512e6;

/** All readouts of a checkpoint on one device. The first request that needs a session makes it. */
export function createReadouts(options: ReadoutOptions): Readouts {
  const { checkpoint, graphWeights, precision, device, threads, runtime } = options;
  const { openSession = openAtOnce, verify = () => undefined } = options;
  // An int8 graph holds nothing to fold, and looking for it took 4 to 10 ms of every start.
  const { weights = precision === "int8" ? "packed" : "folded" } = options;
  const sessions = new SessionPool(1);
  const wanted = listWanted(checkpoint);
  const build = () => buildGraph(checkpoint, wanted, graphWeights);
  const ownTokens = computeBatchTokens(checkpoint.config, device);
  const mostRows = Math.max(1, Math.floor(MOST_LOGITS / checkpoint.tokenizer.pieces.length));
  const team = createTeam({ ...options, openSession, weights }, build);
  const open = () =>
    openSession(() =>
      runtime.createSession({ graph: build(), weightsFolder: graphWeights.folder, device, threads, weights }),
    );
  const readouts: Readouts = {
    precision,
    listGraphs: () => (hasReadout(wanted) ? [build()] : []),
    get batchTokens() {
      // With a team, nothing urgent waits for a batch.
      return team.isWanted ? Math.max(ownTokens, BATCH_TOKENS) : ownTokens;
    },
    get parallel() {
      // One more than run at once, so that no session waits for its next batch.
      return team.size > 1 ? team.size + 1 : 1;
    },
    expect: (sequences) => team.expect(sequences),
    run: async (request) => {
      if (!asksReadout(request)) return {};
      await verify();
      const output = await sessions.use("", open, (session) =>
        runReadouts(session, request, { batchTokens: ownTokens, mostRows }),
      );
      await verify();
      return output;
    },
    runBeside: async (request) => {
      if (team.size < 2 || !asksReadout(request)) return readouts.run(request);
      try {
        await verify();
        const output = await runReadouts(team, request, { batchTokens: readouts.batchTokens, mostRows });
        await verify();
        return output;
      } catch {
        // If the fault is in the request, it fails again here.
        await team.fail();
        return readouts.run(request);
      }
    },
    dispose: async () => {
      await team.dispose();
      await sessions.dispose();
    },
  };
  return readouts;
}

/** As many sessions as one session has threads, within the memory limit; none without `sessionPath`. */
function createTeam(
  {
    graphWeights,
    threads,
    sessionPath,
    openSession,
    weights,
  }: ReadoutOptions & Required<Pick<ReadoutOptions, "openSession" | "weights">>,
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
 * One graph has all readouts of the checkpoint: in a run, a readout without rows costs nothing. In int8 each row of an
 * input has its own scale, even for fills, which run alone. One scale for a whole run made fills a quarter faster, but
 * the bundled model's first choice was then that of fp32 for 96 in 100 words instead of 97 (measured before its weights
 * were rounded).
 */
function listWanted({ readouts: { mlm, nsp, classifier } }: Checkpoint): Wanted {
  return { mlm: mlm.present, nsp: nsp.present, classifier: classifier.present, batch: true };
}

function hasReadout({ mlm = false, nsp = false, classifier = false }: Wanted): boolean {
  return mlm || nsp || classifier;
}

function asksReadout({ mlm, nsp = false, classifier = false }: ModelRequest): boolean {
  return mlm !== undefined || nsp || classifier;
}
