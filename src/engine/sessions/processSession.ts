import { ModelError } from "../../tasks/model/model";
import type { Channel } from "../channels/channel";
import { createChildChannel } from "../channels/childChannel";
import { PendingReplies } from "../channels/pendingReplies";
import type { Feed, OnnxSession, OnnxSessionOptions, Outputs } from "./onnxSession";

export type ProcessSessionOptions = Pick<OnnxSessionOptions, "graph" | "weightsFolder" | "weights">;

/** To the process: first what its session is made of, then runs, each answered once. */
export type SessionQuestion =
  | ({ readonly kind: "open" } & ProcessSessionOptions)
  | {
      readonly kind: "run";
      readonly id: number;
      readonly feeds: Readonly<Record<string, Feed>>;
      readonly fetches: readonly string[] | undefined;
    };

/** From the process: once that it can be asked, then one for each run. */
export type SessionAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "outputs"; readonly id: number; readonly outputs: Outputs }
  | { readonly kind: "failure"; readonly id: number; readonly message: string };

/**
 * A session on the CPU, one thread wide, in a process of its own: a run holds the thread that asks for it, so only so
 * can two be under way at once. Not in a worker thread: those that load ONNX Runtime can take the whole process down
 * with them (microsoft/onnxruntime #20084, #24486).
 *
 * @param path - Of the built `src/sessionProcess.ts`.
 * @throws {ModelError} `failed`; so do the runs that are under way when the process ends. {EngineError} `unavailable`
 *   without such a file.
 */
export async function openProcessSession(path: string, made: ProcessSessionOptions): Promise<OnnxSession> {
  const session = new ProcessSession(createChildChannel(path), made);
  await session.ready;
  return session;
}

class ProcessSession implements OnnxSession {
  readonly ready: Promise<void>;
  readonly #channel: Channel;
  readonly #pending = new PendingReplies<Outputs>();
  #ended: ModelError | undefined;

  constructor(channel: Channel, made: ProcessSessionOptions) {
    this.#channel = channel;
    this.ready = new Promise((resolve, reject) => {
      channel.onClose((reason) => reject(this.#end(reason)));
      channel.onMessage((message) => {
        const answer = message as SessionAnswer;
        if (answer.kind === "ready") resolve();
        else this.#settle(answer);
      });
    });
    this.#send({ kind: "open", ...made });
  }

  run(feeds: Readonly<Record<string, Feed>>, fetches?: readonly string[]): Promise<Outputs> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return this.#pending.ask((id) => this.#send({ kind: "run", id, feeds, fetches }));
  }

  dispose(): Promise<void> {
    this.#channel.close();
    this.#end("it was stopped");
    return Promise.resolve();
  }

  #send(question: SessionQuestion): void {
    this.#channel.send(question);
  }

  #settle(answer: Exclude<SessionAnswer, { kind: "ready" }>): void {
    if (answer.kind === "outputs") this.#pending.resolve(answer.id, answer.outputs);
    else this.#pending.reject(answer.id, new ModelError("failed", answer.message));
  }

  #end(reason: string): ModelError {
    this.#ended ??= new ModelError("failed", `a process of the model ended: ${reason}`);
    this.#pending.rejectAll(this.#ended);
    return this.#ended;
  }
}
