import * as l10n from "@vscode/l10n";
import { unref } from "#platform/turns";
import type { Channel } from "../channels/channel";
import { PendingReplies } from "../channels/pendingReplies";
import { EngineError, toEngineError } from "../protocol/engineError";
import type { Lane, RequestKind, RequestMessage, Requests } from "../protocol/protocol";
import type { ServerWait } from "../protocol/serverAddress";
import { EngineLine, type EngineNews } from "./engineLine";
import { RestartLimit } from "./restartLimit";

export interface RequestOptions {
  /** Default: "interactive". */
  readonly lane?: Lane;
  /** Aborting rejects the request with `cancelled` at once and tells the engine to drop it. */
  readonly signal?: AbortSignal;
  /** Called at most every 100 ms, while a request with many steps is computed. */
  readonly onProgress?: (done: number, total: number) => void;
  /** If the engine ends under this request, that does not count toward the limit of restarts: see `scoreSentences`. */
  readonly isTrial?: boolean;
}

export type EngineState =
  | { readonly kind: "stopped" }
  | { readonly kind: "starting" }
  | { readonly kind: "idle" }
  | {
      readonly kind: "busy";
      readonly pending: number;
      /** Answers wait for this server, from which nothing has come for some time. */
      readonly waitsFor?: ServerWait;
    }
  /** The engine crashed again after 3 restarts in 60 s, or speaks another version. It stays stopped until `restart()`. */
  | { readonly kind: "failed"; readonly message: string };

/** The owner's side: starts the engine at the first request, ends it when idle and settles every request. */
export interface EngineClient {
  /**
   * Starts the engine if it is not running. When it dies, the request it was working on rejects with `stopped` (or
   * `hung`) and is never sent again; requests that only waited are sent to the next process.
   *
   * @throws {EngineError} whatever fails: no other class is thrown.
   */
  request<K extends RequestKind>(
    kind: K,
    params: Requests[K]["params"],
    options?: RequestOptions,
  ): Promise<Requests[K]["result"]>;
  readonly state: EngineState;
  /** Calls `listener` at every change of `state`. The function that it returns ends the subscription. */
  onStateChange(listener: (state: EngineState) => void): () => void;
  /**
   * Calls `listener` with the model whose device failed: the CPU answers in its place. The function that it returns ends
   * the subscription.
   */
  onFallback(listener: (info: Requests["load"]["result"]) => void): () => void;
  /** Ends the process, rejects what is pending with `stopped`, and allows a new start. */
  restart(): void;
  /** Ends the process for good; pending and later requests reject with `stopped`. */
  dispose(): void;
}

export interface EngineClientOptions {
  /**
   * Starts an engine: `() => createChildChannel(path)`. The client closes it.
   *
   * @throws {EngineError} when it cannot be started at all: the client does not try again until `restart()`.
   */
  readonly open: () => Channel;
  /** An engine with nothing pending is ended after this time. Default: 5 minutes. */
  readonly idleMs?: number;
  /** An engine with something pending counts as hung after this time without a sign of life. Default: 60 s. */
  readonly hangMs?: number;
  /** The wait before the first restart; the next two wait 4 and 16 times as long. Default: 250 ms. */
  readonly restartDelayMs?: number;
}

/** Starts nothing before the first request. */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  return new Client(options);
}

/** A request that waits for its answer. */
interface Asked {
  readonly message: RequestMessage;
  readonly onProgress: RequestOptions["onProgress"];
  readonly isTrial: boolean;
}

class Client implements EngineClient {
  readonly #options: Required<EngineClientOptions>;
  readonly #limit: RestartLimit;
  readonly #listeners = new Set<(state: EngineState) => void>();
  readonly #fallbackListeners = new Set<(info: Requests["load"]["result"]) => void>();
  readonly #pending = new PendingReplies<Requests[RequestKind]["result"], Asked>();
  #line: EngineLine | undefined;
  #restartTimer: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #failure: EngineError | undefined;
  #waitsFor: ServerWait | undefined;
  #isDisposed = false;
  #state: EngineState = { kind: "stopped" };

  constructor(options: EngineClientOptions) {
    this.#options = { idleMs: 300_000, hangMs: 60_000, restartDelayMs: 250, ...options };
    this.#limit = new RestartLimit(this.#options.restartDelayMs);
  }

  get state(): EngineState {
    return this.#state;
  }

  onStateChange(listener: (state: EngineState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onFallback(listener: (info: Requests["load"]["result"]) => void): () => void {
    this.#fallbackListeners.add(listener);
    return () => this.#fallbackListeners.delete(listener);
  }

  async request<K extends RequestKind>(
    kind: K,
    params: Requests[K]["params"],
    options: RequestOptions = {},
  ): Promise<Requests[K]["result"]> {
    const { lane = "interactive", signal, onProgress, isTrial = false } = options;
    if (this.#isDisposed) throw new EngineError("stopped", l10n.t("engine was disposed"));
    if (this.#failure !== undefined) throw this.#failure;
    if (signal?.aborted === true) throw cancelled();
    let id = 0;
    const reply = this.#pending.ask((next) => {
      id = next;
      return { message: { kind, id, lane, params } as RequestMessage, onProgress, isTrial };
    });
    const cancel = () => this.#cancel(id);
    signal?.addEventListener("abort", cancel);
    if (this.#line?.isAgreed === true) this.#send(id);
    else this.#start();
    this.#update();
    try {
      return await reply;
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  restart(): void {
    this.#failure = undefined;
    this.#limit.forget();
    this.#stop(new EngineError("stopped", l10n.t("engine was restarted")));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stop(new EngineError("stopped", l10n.t("engine was disposed")));
  }

  #start(): void {
    if (this.#line !== undefined || this.#restartTimer !== undefined) return;
    const { open, hangMs } = this.#options;
    try {
      this.#line = new EngineLine({
        open,
        hangMs,
        onAgreed: () => {
          for (const id of this.#pending.ids) this.#send(id);
          this.#update();
        },
        onNews: (news) => this.#hear(news),
        onError: (id, error) => this.#reject(id, error),
        onMismatch: (error) => this.#fail(error),
        onEnd: (...end) => this.#end(...end),
      });
    } catch (error) {
      this.#fail(toEngineError(error, "unavailable"));
    }
  }

  #send(id: number): void {
    try {
      this.#line?.send(this.#pending.find(id)?.message);
    } catch (error) {
      this.#reject(id, toEngineError(error, "bad-message"));
    }
  }

  #cancel(id: number): void {
    if (this.#pending.find(id) === undefined) return;
    if (this.#line?.isAgreed === true) this.#line.send({ kind: "cancel", id });
    this.#reject(id, cancelled());
  }

  #hear(news: EngineNews): void {
    switch (news.kind) {
      case "progress":
        this.#pending.find(news.id)?.onProgress?.(news.done, news.total);
        return;
      case "fallback":
        for (const listener of [...this.#fallbackListeners]) listener(news.info);
        return;
      case "waiting":
        this.#waitsFor = news.wait ?? undefined;
        this.#update();
        return;
      case "result":
        if (this.#pending.resolve(news.id, news.result)) this.#update();
    }
  }

  /** The process ended unasked: the blamed request fails, and requests that only waited go to the next process. */
  #end(error: EngineError, reason: string, blamed: number | "all" | undefined): void {
    this.#close();
    const isTrial = typeof blamed === "number" && this.#pending.find(blamed)?.isTrial === true;
    const delayMs = isTrial ? this.#options.restartDelayMs : this.#limit.countEnd(performance.now());
    if (blamed === "all") this.#pending.rejectAll(error);
    else if (blamed !== undefined) this.#reject(blamed, error);
    if (delayMs === undefined) {
      const message = l10n.t(
        "the engine ended too often (at last: {0}) and stays stopped until it is restarted",
        reason,
      );
      this.#fail(new EngineError("unavailable", message, { cause: error }));
      return;
    }
    if (this.#pending.size > 0) this.#restartTimer = setTimeout(() => this.#retry(), delayMs);
    this.#update();
  }

  #retry(): void {
    this.#restartTimer = undefined;
    if (this.#pending.size > 0) this.#start();
    this.#update();
  }

  #fail(error: EngineError): void {
    this.#failure = error;
    this.#stop(error);
  }

  #stop(error: EngineError): void {
    this.#close();
    this.#pending.rejectAll(error);
    this.#update();
  }

  #close(): void {
    const line = this.#line;
    this.#line = undefined;
    this.#waitsFor = undefined;
    clearTimeout(this.#restartTimer);
    this.#restartTimer = undefined;
    line?.close();
  }

  #reject(id: number, error: EngineError): void {
    if (this.#pending.reject(id, error)) this.#update();
  }

  /** Brings timers and `state` in line with what is pending and running. */
  #update(): void {
    clearTimeout(this.#idleTimer);
    const isAwaited = this.#pending.size > 0;
    this.#line?.watch(isAwaited);
    if (this.#line !== undefined && !isAwaited) {
      this.#idleTimer = setTimeout(() => this.#stop(new EngineError("stopped", "idle")), this.#options.idleMs);
      unref(this.#idleTimer);
    }
    const state = this.#readState();
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }

  #readState(): EngineState {
    if (this.#failure !== undefined) return { kind: "failed", message: this.#failure.message };
    if (this.#line?.isAgreed === true) {
      if (this.#pending.size === 0) return { kind: "idle" };
      const waitsFor = this.#waitsFor;
      return { kind: "busy", pending: this.#pending.size, ...(waitsFor && { waitsFor }) };
    }
    return { kind: this.#line !== undefined || this.#restartTimer !== undefined ? "starting" : "stopped" };
  }
}

function cancelled(): EngineError {
  return new EngineError("cancelled", l10n.t("request was cancelled"));
}
