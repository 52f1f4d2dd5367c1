import type { Channel } from "../channels/channel";
import { EngineError, readEngineError, toEngineError } from "../protocol/engineError";
import { type FromEngine, PROTOCOL_VERSION } from "../protocol/protocol";
import { readFromEngine } from "../protocol/readFromEngine";
import { readRequestId } from "../protocol/readRequestId";
import { Watchdog } from "./watchdog";

/** Messages about requests, errors apart. */
export type EngineNews = Extract<FromEngine, { readonly kind: "progress" | "result" | "fallback" | "waiting" }>;

export interface EngineLineOptions {
  /** @throws {EngineError} when the engine cannot be started. */
  readonly open: () => Channel;
  /** The engine counts as hung after this time without a sign of life, while somebody waits. */
  readonly hangMs: number;
  /** Both sides speak the same version: requests may be sent from now on. */
  readonly onAgreed: () => void;
  readonly onNews: (news: EngineNews) => void;
  /** One request failed. */
  readonly onError: (id: number, error: EngineError) => void;
  /** The engine speaks another version. */
  readonly onMismatch: (error: EngineError) => void;
  /**
   * The engine ended unasked, or it must be ended with `close()`.
   *
   * @param blamed - The request that the engine was working on, if any; "all" when any request may be to blame.
   */
  readonly onEnd: (error: EngineError, blamed: number | "all" | undefined) => void;
}

/** One engine from its start to its end: agrees on the version, checks messages, and notices when it hangs. */
export class EngineLine {
  readonly #options: EngineLineOptions;
  readonly #channel: Channel;
  readonly #watchdog: Watchdog;
  #isAgreed = false;
  /** The request that the engine is computing, even one that nobody waits for any more. */
  #workingId: number | undefined;

  /** @throws {EngineError} what `open` throws. */
  constructor(options: EngineLineOptions) {
    this.#options = options;
    const { hangMs, onEnd } = options;
    this.#channel = options.open();
    this.#watchdog = new Watchdog({
      hangMs,
      ping: () => this.#channel.send({ kind: "ping" }),
      onHung: () => {
        const message = `engine gave no sign of life for ${hangMs} ms and was ended`;
        onEnd(new EngineError("hung", message), this.#workingId ?? "all");
      },
    });
    this.#channel.onMessage((message) => this.#receive(message));
    this.#channel.onClose((reason) => {
      onEnd(new EngineError("stopped", `engine ended: ${explainEnd(reason)}`), this.#workingId);
    });
    this.#channel.send({ kind: "hello", version: PROTOCOL_VERSION });
  }

  /** Both sides have said the same version. */
  get isAgreed(): boolean {
    return this.#isAgreed;
  }

  /** @throws {DOMException} as `Channel.send`. */
  send(message: unknown): void {
    this.#channel.send(message);
  }

  /** Expects signs of life from now on, or no longer: an engine that nobody waits for may be silent. */
  watch(isAwaited: boolean): void {
    if (isAwaited) this.#watchdog.start();
    else this.#watchdog.stop();
  }

  /** Ends the engine. No callback is called afterwards. */
  close(): void {
    this.#watchdog.stop();
    this.#channel.close();
  }

  #receive(value: unknown): void {
    this.#watchdog.hear();
    let message: FromEngine;
    try {
      message = readFromEngine(value);
      if (!this.#isAgreed && message.kind !== "hello") {
        throw new EngineError("bad-message", `engine sent "${message.kind}" first, expected "hello"`);
      }
    } catch (error) {
      this.#refuse(readRequestId(value), toEngineError(error, "bad-message"));
      return;
    }
    this.#handle(message);
  }

  #handle(message: FromEngine): void {
    if ((message.kind === "result" || message.kind === "error") && message.id === this.#workingId) {
      this.#workingId = undefined;
    }
    switch (message.kind) {
      case "hello":
        this.#agree(message.version);
        return;
      case "working":
        this.#workingId = message.id;
        return;
      case "error":
        this.#refuse(message.id, readEngineError(message));
        return;
      case "progress":
      case "result":
      case "fallback":
      case "waiting":
        this.#options.onNews(message);
        return;
      case "pong":
    }
  }

  #agree(version: number): void {
    if (version === PROTOCOL_VERSION) {
      this.#isAgreed = true;
      this.#options.onAgreed();
      return;
    }
    const message = `engine speaks protocol version ${version}, this side speaks ${PROTOCOL_VERSION}; restart Cloze`;
    this.#options.onMismatch(new EngineError("version", message));
  }

  /** With id 0 nobody knows which request failed, so none can be trusted to end. */
  #refuse(id: number, error: EngineError): void {
    if (id === 0) this.#options.onEnd(error, "all");
    else this.#options.onError(id, error);
  }
}

/** A process gets SIGBUS for reading a mapped file where it has no bytes any more, and models are mapped. */
function explainEnd(reason: string): string {
  if (!/\bSIGBUS\b/.test(reason)) return reason;
  return `${reason}, because a file of the model, or of the cache, was cut short while it was in use, or its disk failed`;
}
