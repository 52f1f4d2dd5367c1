import type { Channel } from "../channels/channel";
import { EngineError, readEngineError, type EngineErrorCode } from "../protocol/engineError";
import {
  PROTOCOL_VERSION,
  type FromEngine,
  type Lane,
  type RequestKind,
  type RequestMessage,
  type Requests,
} from "../protocol/protocol";
import { readRequestId, readFromEngine } from "../protocol/readMessage";
import { RestartLimit } from "./restartLimit";
import { Watchdog } from "./watchdog";

export interface RequestOptions {
  /** "interactive" unless said. */
  readonly lane?: Lane;
  /** Aborting rejects the request with `cancelled` at once and tells the engine to drop it. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** If the engine ends under this request, that does not count toward the limit of restarts: see `scoreSentences`. */
  readonly isTrial?: boolean;
}

export type EngineState =
  | { readonly kind: "stopped" }
  | { readonly kind: "starting" }
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly pending: number }
  /** Ended on its own again after 3 restarts in 60 s, or speaks another version: stays so until `restart()`. */
  | { readonly kind: "failed"; readonly message: string };

/** The owner's side of the engine: starts its process at the first request, ends it when idle, settles every request. */
export interface EngineClient {
  /**
   * Starts the engine if it is not running. When it dies, the request it was working on rejects with `stopped` (or
   * `hung`) and is never sent again; requests that only waited are sent to the next process.
   *
   * @throws {EngineError} always that class, whatever fails.
   */
  request<K extends RequestKind>(
    kind: K,
    params: Requests[K]["params"],
    options?: RequestOptions,
  ): Promise<Requests[K]["result"]>;
  readonly state: EngineState;
  /** Calls back on every change of `state`; returns what ends the subscription. */
  onStateChange(listener: (state: EngineState) => void): () => void;
  /** Calls back with the model whose device failed: the CPU answers in its place. Returns what ends the subscription. */
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
   * @throws {EngineError} when it cannot be started, now or later.
   */
  readonly open: () => Channel;
  /** With nothing pending for so long, the engine is ended; 5 minutes unless said. */
  readonly idleMs?: number;
  /** With something pending and no sign of life for so long, it is taken for hung; 60 s unless said. */
  readonly hangMs?: number;
  /** Wait before the first restart; 4 and 16 times as long before the next two; 250 ms unless said. */
  readonly restartDelayMs?: number;
}

/** Starts nothing before the first request. */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  return new Client(options);
}

interface Pending {
  readonly message: RequestMessage;
  readonly resolve: (result: Requests[RequestKind]["result"]) => void;
  readonly reject: (error: EngineError) => void;
  readonly onProgress: RequestOptions["onProgress"];
  readonly isTrial: boolean;
  readonly stopListening: () => void;
}

/** A running engine, from `open` to its end. */
interface Line {
  readonly channel: Channel;
  /** Both sides have said the same version. */
  isAgreed: boolean;
  /** What the engine computes, as it said, until it answers: also when nobody waits for it any more. */
  workingId: number | undefined;
}

class Client implements EngineClient {
  readonly #options: Required<EngineClientOptions>;
  readonly #limit: RestartLimit;
  readonly #watchdog: Watchdog;
  readonly #listeners = new Set<(state: EngineState) => void>();
  readonly #fallbackListeners = new Set<(info: Requests["load"]["result"]) => void>();
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #line: Line | undefined;
  #restartTimer: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #failure: EngineError | undefined;
  #isDisposed = false;
  #state: EngineState = { kind: "stopped" };

  constructor(options: EngineClientOptions) {
    this.#options = { idleMs: 300_000, hangMs: 60_000, restartDelayMs: 250, ...options };
    this.#limit = new RestartLimit(this.#options.restartDelayMs);
    this.#watchdog = new Watchdog({
      hangMs: this.#options.hangMs,
      ping: () => this.#line?.channel.send({ kind: "ping" }),
      onHung: () => {
        const message = `engine gave no sign of life for ${this.#options.hangMs} ms and was ended`;
        this.#end(new EngineError("hung", message), this.#line?.workingId ?? "all");
      },
    });
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

  request<K extends RequestKind>(
    kind: K,
    params: Requests[K]["params"],
    options: RequestOptions = {},
  ): Promise<Requests[K]["result"]> {
    const { lane = "interactive", signal, onProgress, isTrial = false } = options;
    return new Promise((resolve, reject) => {
      if (this.#isDisposed) throw new EngineError("stopped", "engine was disposed");
      if (this.#failure !== undefined) throw this.#failure;
      if (signal?.aborted === true) throw cancelled();
      const id = ++this.#lastId;
      const cancel = () => this.#cancel(id);
      signal?.addEventListener("abort", cancel);
      this.#pending.set(id, {
        message: { kind, id, lane, params } as RequestMessage,
        resolve,
        reject,
        onProgress,
        isTrial,
        stopListening: () => signal?.removeEventListener("abort", cancel),
      });
      if (this.#line?.isAgreed === true) this.#send(id);
      else this.#start();
      this.#update();
    });
  }

  restart(): void {
    this.#failure = undefined;
    this.#limit.forget();
    this.#stop(new EngineError("stopped", "engine was restarted"));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stop(new EngineError("stopped", "engine was disposed"));
  }

  #start(): void {
    if (this.#line !== undefined || this.#restartTimer !== undefined) return;
    try {
      const line: Line = { channel: this.#options.open(), isAgreed: false, workingId: undefined };
      this.#line = line;
      line.channel.onMessage((message) => {
        if (this.#line === line) this.#receive(line, message);
      });
      line.channel.onClose((reason) => {
        if (this.#line === line) this.#end(new EngineError("stopped", `engine ended: ${reason}`), line.workingId);
      });
      line.channel.send({ kind: "hello", version: PROTOCOL_VERSION });
    } catch (error) {
      this.#fail(toEngineError(error, "unavailable"));
    }
  }

  #send(id: number): void {
    const message = this.#pending.get(id)?.message;
    try {
      this.#line?.channel.send(message);
    } catch (error) {
      this.#reject(id, toEngineError(error, "bad-message"));
    }
  }

  #cancel(id: number): void {
    if (this.#line?.isAgreed === true) this.#line.channel.send({ kind: "cancel", id });
    this.#reject(id, cancelled());
  }

  #receive(line: Line, value: unknown): void {
    this.#watchdog.hear();
    let message: FromEngine;
    try {
      message = readFromEngine(value);
      if (!line.isAgreed && message.kind !== "hello") {
        throw new EngineError("bad-message", `engine sent "${message.kind}" first, expected "hello"`);
      }
    } catch (error) {
      this.#refuse(readRequestId(value), toEngineError(error, "bad-message"));
      return;
    }
    this.#handle(line, message);
  }

  #handle(line: Line, message: FromEngine): void {
    if ((message.kind === "result" || message.kind === "error") && message.id === line.workingId) {
      line.workingId = undefined;
    }
    switch (message.kind) {
      case "hello":
        this.#agree(line, message.version);
        return;
      case "working":
        line.workingId = message.id;
        return;
      case "progress":
        this.#pending.get(message.id)?.onProgress?.(message.done, message.total);
        return;
      case "fallback":
        for (const listener of [...this.#fallbackListeners]) listener(message.info);
        return;
      case "result":
        this.#pending.get(message.id)?.resolve(message.result);
        this.#settled(message.id);
        return;
      case "error":
        this.#refuse(message.id, readEngineError(message));
        return;
      case "pong":
    }
  }

  #agree(line: Line, version: number): void {
    if (version !== PROTOCOL_VERSION) {
      const message = `engine speaks protocol version ${version}, this side speaks ${PROTOCOL_VERSION}; restart Cloze`;
      this.#fail(new EngineError("version", message));
      return;
    }
    line.isAgreed = true;
    for (const id of [...this.#pending.keys()]) this.#send(id);
    this.#update();
  }

  /** One request failed; with id 0 it is not known which, so none can be trusted to end. */
  #refuse(id: number, error: EngineError): void {
    if (id === 0) this.#end(error, "all");
    else this.#reject(id, error);
  }

  /** The process ended, or must, and nobody had asked for it: who is to blame fails, who only waited is sent again. */
  #end(error: EngineError, blamed: number | "all" | undefined): void {
    this.#close();
    const isTrial = typeof blamed === "number" && this.#pending.get(blamed)?.isTrial === true;
    const delayMs = isTrial ? this.#options.restartDelayMs : this.#limit.countEnd(performance.now());
    if (blamed === "all") this.#rejectAll(error);
    else if (blamed !== undefined) this.#reject(blamed, error);
    if (delayMs === undefined) {
      this.#fail(new EngineError("unavailable", `engine stays stopped until it is restarted: ${error.message}`));
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
    this.#rejectAll(error);
    this.#update();
  }

  #close(): void {
    const line = this.#line;
    this.#line = undefined;
    clearTimeout(this.#restartTimer);
    this.#restartTimer = undefined;
    this.#watchdog.stop();
    line?.channel.close();
  }

  #rejectAll(error: EngineError): void {
    for (const id of [...this.#pending.keys()]) this.#reject(id, error);
  }

  /** Unknown ids are late replies to requests that were cancelled. */
  #reject(id: number, error: EngineError): void {
    this.#pending.get(id)?.reject(error);
    this.#settled(id);
  }

  #settled(id: number): void {
    this.#pending.get(id)?.stopListening();
    if (this.#pending.delete(id)) this.#update();
  }

  /** Brings timers and `state` in line with what is pending and running. */
  #update(): void {
    clearTimeout(this.#idleTimer);
    if (this.#line !== undefined && this.#pending.size > 0) this.#watchdog.start();
    else this.#watchdog.stop();
    if (this.#line !== undefined && this.#pending.size === 0) {
      this.#idleTimer = setTimeout(() => this.#stop(new EngineError("stopped", "idle")), this.#options.idleMs);
      this.#idleTimer.unref();
    }
    const state = this.#readState();
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }

  #readState(): EngineState {
    if (this.#failure !== undefined) return { kind: "failed", message: this.#failure.message };
    if (this.#line?.isAgreed === true) {
      return this.#pending.size > 0 ? { kind: "busy", pending: this.#pending.size } : { kind: "idle" };
    }
    return { kind: this.#line !== undefined || this.#restartTimer !== undefined ? "starting" : "stopped" };
  }
}

function cancelled(): EngineError {
  return new EngineError("cancelled", "request was cancelled");
}

function toEngineError(error: unknown, code: EngineErrorCode): EngineError {
  if (error instanceof EngineError) return error;
  return new EngineError(code, error instanceof Error ? error.message : String(error), { cause: error });
}
