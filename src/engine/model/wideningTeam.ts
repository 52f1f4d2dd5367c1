import type { SessionTeam } from "../sessions/sessionTeam";
import type { GraphPart } from "./readouts";

/** Which graph the readouts run at present, and the team that runs it. The first request about slips changes both. */
export class WideningTeam {
  readonly #open: (part: GraphPart) => SessionTeam;
  #part: GraphPart = "usual";
  #team: SessionTeam;
  /** The team of the smaller graph. It finishes what it has begun, and ends when it is idle. */
  #former: SessionTeam | undefined;

  constructor(open: (part: GraphPart) => SessionTeam) {
    this.#open = open;
    this.#team = open(this.#part);
  }

  get part(): GraphPart {
    return this.#part;
  }

  get team(): SessionTeam {
    return this.#team;
  }

  /** Goes over to the larger graph, if that is needed and has not been done. */
  widenFor(isForSlips: boolean): void {
    if (!isForSlips || this.#part === "slips") return;
    this.#part = "slips";
    this.#former = this.#team;
    this.#team = this.#open(this.#part);
  }

  async dispose(): Promise<void> {
    await this.#former?.dispose();
    await this.#team.dispose();
  }
}
