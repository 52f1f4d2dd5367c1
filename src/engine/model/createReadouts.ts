import type { Checkpoint } from "../../checkpoint/checkpoint";
import { buildGraph, listPresent, listSlips } from "../../graph/buildGraph";
import { type GraphWeights, locateWeights } from "../../graph/graphWeights";
import type { Wanted } from "../../graph/wanted";
import type { ModelInfo, ModelRequest } from "../../tasks/model/model";
import type { Device } from "../protocol/device";
import type { OnnxRuntime } from "../sessions/onnxRuntime";
import type { WeightsForm } from "../sessions/onnxSession";
import { openAtOnce, type OpenSession } from "../sessions/openSession";
import { SessionPool } from "../sessions/sessionPool";
import { asksSlips } from "../steps/asksSlips";
import { computeBatchTokens } from "../steps/computeBatchTokens";
import { BATCH_TOKENS } from "../steps/planBatches";
import type { PreparedWeights } from "../weights/preparedWeights";
import { createTeam, type OpenBeside } from "./createTeam";
import type { GraphPart, Readouts } from "./readouts";
import { runReadouts } from "./runReadouts";
import { WideningTeam } from "./wideningTeam";

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
  /** Without it, runs go one after the other. */
  readonly openBeside?: OpenBeside | undefined;
}

/** Logits that one run computes of a sequence: 64 MB, and as much again for each step that makes a ranking of them. */
const MOST_LOGITS = 1 << 24;

/**
 * All readouts of a checkpoint on one device. The first request that needs a session makes it; the first about slips
 * replaces it by one of a larger graph, which from then on answers all requests, so that weights are held once.
 */
export function createReadouts(options: ReadoutOptions): Readouts {
  const { checkpoint, graphWeights, precision, device, threads, runtime } = options;
  const { openSession = openAtOnce, verify = () => undefined } = options;
  // An int8 graph holds nothing to fold, and looking for it took 4 to 10 ms of every start.
  const { weights = precision === "int8" ? "packed" : "folded" } = options;
  const sessions = new SessionPool(1);
  const build = (part: GraphPart) => buildGraph(checkpoint, listWanted(checkpoint, part), graphWeights);
  const ownTokens = computeBatchTokens(checkpoint.config, device);
  const mostRows = Math.max(1, Math.floor(MOST_LOGITS / checkpoint.tokenizer.pieces.length));
  const teams = new WideningTeam((part) => createTeam({ ...options, openSession, weights }, () => build(part)));
  const open = (opened: GraphPart) =>
    openSession(() =>
      runtime.createSession({ graph: build(opened), ...locateWeights(graphWeights), device, threads, weights }),
    );
  const readouts: Readouts = {
    precision,
    listGraphs: (asked) => (hasReadout(listWanted(checkpoint, asked)) ? [build(asked)] : []),
    get batchTokens() {
      // With a team, nothing urgent waits for a batch.
      return teams.team.isWanted ? Math.max(ownTokens, BATCH_TOKENS) : ownTokens;
    },
    get parallel() {
      // One more than run at once, so that no session waits for its next batch.
      return teams.team.size > 1 ? teams.team.size + 1 : 1;
    },
    expect: (sequences, { slips = false } = {}) => {
      teams.widenFor(slips);
      teams.team.expect(sequences);
    },
    run: async (request) => {
      if (!asksReadout(request)) return {};
      teams.widenFor(asksSlips(request));
      const opened = teams.part;
      await verify();
      const output = await sessions.use(
        opened,
        () => open(opened),
        (session) => runReadouts(session, request, { batchTokens: ownTokens, mostRows }),
      );
      await verify();
      return output;
    },
    runBeside: async (request) => {
      teams.widenFor(asksSlips(request));
      const { team } = teams;
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
      await teams.dispose();
      await sessions.dispose();
    },
  };
  return readouts;
}

/** One graph has all readouts of the checkpoint: in a run, a readout without rows costs nothing. */
function listWanted(checkpoint: Checkpoint, part: GraphPart): Wanted {
  return { ...listPresent(checkpoint), ...(part === "slips" && listSlips(checkpoint)) };
}

function hasReadout({ mlm, nsp, classifier, answers, tags, candidates, actions }: Wanted): boolean {
  return [mlm, nsp, classifier, answers, tags, candidates, actions].includes(true);
}

function asksReadout(request: ModelRequest): boolean {
  const { mlm, nsp = false, classifier = false, answers = false, tags = false } = request;
  return mlm !== undefined || nsp || classifier || answers || tags || asksSlips(request);
}
