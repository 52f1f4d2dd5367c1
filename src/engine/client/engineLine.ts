import * as l10n from "@vscode/l10n";
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
   * @param reason - Why, in words that follow "engine ended:".
   * @param blamed - The request that the engine was working on, if any; "all" when any request may be to blame.
   */
  readonly onEnd: (error: EngineError, reason: string, blamed: number | "all" | undefined) => void;
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
        const message = l10n.t("engine gave no sign of life for {0} ms and was ended", hangMs);
        onEnd(new EngineError("hung", message), message, this.#workingId ?? "all");
      },
    });
    this.#channel.onMessage((message) => this.#receive(message));
    this.#channel.onClose((end) => {
      const reason = explainEnd(end);
      onEnd(new EngineError("stopped", l10n.t("engine ended: {0}", reason)), reason, this.#workingId);
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
        throw new EngineError("bad-message", l10n.t('engine sent "{0}" first, expected "hello"', message.kind));
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
    const message = l10n.t(
      "engine speaks protocol version {0}, this side speaks {1}; restart Cloze",
      version,
      PROTOCOL_VERSION,
    );
    this.#options.onMismatch(new EngineError("version", message));
  }

  /** With id 0 nobody knows which request failed, so none can be trusted to end. */
  #refuse(id: number, error: EngineError): void {
    if (id === 0) this.#options.onEnd(error, error.message, "all");
    else this.#options.onError(id, error);
  }
}

/** A process gets SIGBUS for reading a mapped file where it has no bytes any more, and models are mapped. */
function explainEnd(reason: string): string {
  if (!/\bSIGBUS\b/.test(reason)) return reason;
  return l10n.t(
    "{0}, because a file of the model, or of the cache, was cut short while it was in use, or its disk failed",
    reason,
  );
}
