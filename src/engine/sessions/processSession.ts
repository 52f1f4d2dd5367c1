import * as l10n from "@vscode/l10n";
import { ModelError } from "../../tasks/model/model";
import type { Channel } from "../channels/channel";
import { createChildChannel } from "../channels/childChannel";
import { PendingReplies } from "../channels/pendingReplies";
import type { Feed, OnnxSession, OnnxSessionOptions, Outputs } from "./onnxSession";

export interface ProcessSessionOptions extends Pick<
  OnnxSessionOptions,
  "graph" | "weightsFolder" | "weightFiles" | "weights"
> {
  /** Folder of the built WebAssembly, if that is to run the graph. Default: ONNX Runtime's library does. */
  readonly wasmFolder?: string;
}

/** Messages to the process: the first makes its session, each later one is a run and is answered once. */
export type SessionQuestion =
  | ({ readonly kind: "open" } & ProcessSessionOptions)
  | {
      readonly kind: "run";
      readonly id: number;
      readonly feeds: Readonly<Record<string, Feed>>;
      readonly fetches: readonly string[] | undefined;
    };

/** Messages from the process: one when the session is ready, then one for each run. */
export type SessionAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "outputs"; readonly id: number; readonly outputs: Outputs }
  | { readonly kind: "failure"; readonly id: number; readonly message: string };

/**
 * A session on the processor with one thread, in a process of its own. A run holds the thread that asks for it, so two runs can
 * be under way at once only in two processes. A worker thread would not do: threads that load ONNX Runtime can take the
 * whole process down with them (microsoft/onnxruntime #20084, #24486).
 *
 * @param path - Path of the built `src/sessionProcess.ts`.
 * @throws {ModelError} `failed`, also from runs that are under way when the process ends; {EngineError} `unavailable` if
 *   there is no such file.
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
    this.#end(l10n.t("it was stopped"));
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
    this.#ended ??= new ModelError("failed", l10n.t("a process of the model ended: {0}", reason));
    this.#pending.rejectAll(this.#ended);
    return this.#ended;
  }
}
