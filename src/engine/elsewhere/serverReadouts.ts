import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import type { Model, ModelOutput, ModelRequest } from "../../tasks/model/model";
import type { ServerSettings, ServerWait } from "../protocol/serverAddress";
import type { Batching } from "../steps/batching";
import { agree, listServable } from "./checkServed";
import { CLOCK, type Clock } from "./clock";
import { ElsewhereError } from "./elsewhereError";
import { InferenceServer } from "./inferenceServer";
import { LIMITS, type Limits } from "./patience";
import { canServe, runServed, SERVER_TOKENS, type Serving } from "./servedRequest";

/** What runs batches. */
export type Runs = Batching & Pick<Model, "run">;

export interface ServerReadoutsOptions {
  readonly checkpoint: Checkpoint;
  readonly settings: ServerSettings;
  /** Answers what the server does not, and all of it while the server is away. */
  readonly local: Runs;
  /** Called when the server does not compute although it was to, and when it does again. */
  readonly onMove?: () => void;
  /** Called when answers wait for a server that is silent, and when that is over. */
  readonly onWait?: (wait: ServerWait | undefined) => void;
  readonly clock?: Clock;
  readonly limits?: Limits;
}

/** Where answers come from, and why: words to follow a colon. */
export interface Place {
  /** Name of the server; undefined for this machine. */
  readonly server: string | undefined;
  readonly reason: string;
}

type State =
  | { readonly kind: "there"; readonly serving: Serving }
  /** Until then, by the clock, it is not asked. */
  | { readonly kind: "away"; readonly until: number; readonly reason: string };

/**
 * Readouts that a server computes, as far as its model has them; the rest, and everything while it is away, is computed
 * here. A request is answered by one of the two, whole. Nothing of it waits longer for the server than `limits.callMs`.
 */
export class ServerReadouts implements Runs {
  readonly #options: Required<ServerReadoutsOptions>;
  readonly #server: InferenceServer;
  /** What the server is called: the address of its model, as it was named. */
  readonly name: string;
  #state: State = { kind: "away", until: -Infinity, reason: l10n.t("the server has not been asked yet") };
  #connecting: Promise<void> | undefined;
  #wasAway = false;
  /** How often in a row the server went away. */
  #failures = 0;

  constructor(options: ServerReadoutsOptions) {
    this.#options = { onMove: () => undefined, onWait: () => undefined, clock: CLOCK, limits: LIMITS, ...options };
    const { settings, clock, limits, onWait } = this.#options;
    const onSilence = (leftMs: number | undefined) =>
      onWait(leftMs === undefined ? undefined : { server: settings.url, leftMs });
    this.#server = new InferenceServer({ ...settings, clock, limits, onSilence });
    this.name = settings.url;
  }

  get place(): Place {
    if (this.#state.kind === "away") return { server: undefined, reason: `${this.name} ${this.#state.reason}` };
    const { head } = this.#state.serving;
    return { server: this.name, reason: l10n.t("its {0} is computed there, as asked; everything else here", head) };
  }

  get batchTokens(): number {
    return this.#state.kind === "there" ? SERVER_TOKENS : this.#options.local.batchTokens;
  }

  get parallel(): number {
    return this.#state.kind === "there" ? this.#options.limits.inFlight : this.#options.local.parallel;
  }

  expect(...announced: Parameters<Runs["expect"]>): void {
    if (this.#state.kind === "away") this.#options.local.expect(...announced);
  }

  /** Asks the server what it has, if it is time to. Rejects only with what the local model throws. */
  connect(): Promise<void> {
    if (this.#state.kind === "there" || this.#options.clock.now() < this.#state.until) return Promise.resolve();
    this.#connecting ??= this.#connect().finally(() => (this.#connecting = undefined));
    return this.#connecting;
  }

  run(request: ModelRequest): Promise<ModelOutput> {
    return this.#run(request, "run");
  }

  runBeside(request: ModelRequest): Promise<ModelOutput> {
    return this.#run(request, "runBeside");
  }

  dispose(): void {
    this.#server.dispose();
  }

  async #run(request: ModelRequest, way: "run" | "runBeside"): Promise<ModelOutput> {
    const { local } = this.#options;
    await this.connect();
    const state = this.#state;
    if (state.kind === "away" || !canServe(state.serving, request)) return local[way](request);
    try {
      const output = await this.#ask(state.serving, request);
      this.#failures = 0;
      return output;
    } catch (error) {
      if (!(error instanceof ElsewhereError)) throw error;
      // Of requests that fail together, the first says so.
      if (this.#state === state) {
        this.#leave(error);
        this.#options.onMove();
      }
      return local[way](request);
    }
  }

  #ask(serving: Serving, request: ModelRequest): Promise<ModelOutput> {
    const { clock, limits } = this.#options;
    const bounds = { isBinary: serving.isBinary, until: clock.now() + limits.callMs };
    return runServed(serving, request, (inputs, outputs) => this.#server.infer(inputs, outputs, bounds));
  }

  async #connect(): Promise<void> {
    const { checkpoint, clock, limits, local } = this.#options;
    try {
      const metadata = await this.#server.describe(clock.now() + limits.describeMs);
      for (const head of listServable(checkpoint, metadata)) {
        const serving = { checkpoint, head, isBinary: metadata.isBinary };
        const there = (request: ModelRequest) => this.#ask(serving, request);
        if (!(await agree(checkpoint, head, [(request) => local.run(request), there]))) continue;
        this.#state = { kind: "there", serving };
        // Whoever made this object expects it the first time.
        if (this.#wasAway) this.#options.onMove();
        return;
      }
      throw new ElsewhereError("unfit", l10n.t("answers a trial otherwise than this model: it has other weights"));
    } catch (error) {
      if (!(error instanceof ElsewhereError)) throw error;
      const isNew = !this.#wasAway;
      this.#leave(error);
      if (isNew) this.#options.onMove();
    }
  }

  #leave({ code, message, againMs }: ElsewhereError): void {
    const { clock, limits } = this.#options;
    const usual = Math.min(limits.mostPauseMs, limits.firstPauseMs * 2 ** this.#failures);
    const pause = Math.max(usual, Math.min(againMs, limits.mostPauseMs));
    this.#failures++;
    this.#wasAway = true;
    // Another model will not become this one; what it answers may.
    this.#state = { kind: "away", until: code === "unfit" ? Infinity : clock.now() + pause, reason: message };
  }
}
