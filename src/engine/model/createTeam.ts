import { locateWeights } from "../../graph/graphWeights";
import type { OnnxSession } from "../sessions/onnxSession";
import type { ProcessSessionOptions } from "../sessions/processSession";
import { SessionTeam } from "../sessions/sessionTeam";
import type { ReadoutOptions } from "./createReadouts";

/** Limit on the weights of a whole team: each of its sessions has a packed copy. */
const MOST_TEAM_BYTES = 512e6;

/** Opens a session that runs beside others. */
export type OpenBeside = (made: ProcessSessionOptions) => Promise<OnnxSession>;

type TeamOptions = Pick<ReadoutOptions, "graphWeights" | "threads" | "openBeside" | "runtime"> &
  Required<Pick<ReadoutOptions, "openSession" | "weights">>;

/**
 * As many sessions as one session has threads, within the memory limit; none without `openBeside`.
 *
 * @param build - Makes their graph.
 */
export function createTeam(
  { graphWeights, threads, openBeside, openSession, weights, runtime: { wasmFolder } }: TeamOptions,
  build: () => Uint8Array,
): SessionTeam {
  const place = { ...locateWeights(graphWeights), ...(wasmFolder !== undefined && { wasmFolder }) };
  const bytes = [...graphWeights.tensors.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  const most = openBeside === undefined ? 0 : Math.min(threads, Math.floor(MOST_TEAM_BYTES / bytes));
  const open = async () => {
    if (openBeside === undefined) throw new RangeError("a team of no sessions");
    return openSession(() => openBeside({ graph: build(), ...place, weights }));
  };
  return new SessionTeam(open, most);
}
