import { locateWeights } from "../../graph/graphWeights";
import { openProcessSession } from "../sessions/processSession";
import { SessionTeam } from "../sessions/sessionTeam";
import type { ReadoutOptions } from "./createReadouts";

/** Limit on the weights of a whole team: each of its sessions has a packed copy. */
const MOST_TEAM_BYTES = 512e6;

type TeamOptions = Pick<ReadoutOptions, "graphWeights" | "threads" | "sessionPath" | "runtime"> &
  Required<Pick<ReadoutOptions, "openSession" | "weights">>;

/**
 * As many sessions as one session has threads, within the memory limit; none without `sessionPath`.
 *
 * @param build - Makes their graph.
 */
export function createTeam(
  { graphWeights, threads, sessionPath, openSession, weights, runtime: { wasmFolder } }: TeamOptions,
  build: () => Uint8Array,
): SessionTeam {
  const place = { ...locateWeights(graphWeights), ...(wasmFolder !== undefined && { wasmFolder }) };
  const bytes = [...graphWeights.tensors.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  const most = sessionPath === undefined ? 0 : Math.min(threads, Math.floor(MOST_TEAM_BYTES / bytes));
  const open = () => openSession(() => openProcessSession(sessionPath ?? "", { graph: build(), ...place, weights }));
  return new SessionTeam(open, most);
}
