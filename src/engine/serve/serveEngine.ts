import * as l10n from "@vscode/l10n";
import { cutText } from "../../wording/cutText";
import type { Channel } from "../channels/channel";
import { EngineError } from "../protocol/engineError";
import { type FromEngine, PROTOCOL_VERSION, type RequestMessage, type ToEngine } from "../protocol/protocol";
import { readRequestId } from "../protocol/readRequestId";
import { readToEngine } from "../protocol/readToEngine";
import { Scheduler, type Turn } from "../steps/scheduler";
import type { Work } from "../steps/work";
import type { Handlers } from "./answerHandlers";

/** Units of a message that an owner can show: ONNX Runtime's hold whatever a graph holds. */
const MOST_MESSAGE = 2000;
/** Least time between two progress messages of one request. */
const PROGRESS_MS = 100;

/** The engine's side of a channel: answers every message as long as the channel lives, and requests by `handlers`. */
export function serveEngine(channel: Channel, handlers: Handlers): void {
  const server = new Server(channel, handlers);
  channel.onMessage((message) => server.receive(message));
  channel.onClose(() => server.stop());
}

class Server {
  readonly #channel: Channel;
  readonly #handlers: Handlers;
  readonly #scheduler: Scheduler;
  #ownerVersion: number | undefined;
  #isPinged = false;

  constructor(channel: Channel, handlers: Handlers) {
    this.#channel = channel;
    this.#handlers = handlers;
    this.#scheduler = new Scheduler({
      onWork: (id) => this.#send({ kind: "working", id }),
      onFree: () => this.#answerPing(),
    });
  }

  receive(message: unknown): void {
    try {
      this.#serve(readToEngine(message));
    } catch (error) {
      this.#sendError(readRequestId(message), error);
    }
  }

  stop(): void {
    this.#scheduler.cancelAll();
  }

  #serve(message: ToEngine): void {
    switch (message.kind) {
      case "hello":
        this.#ownerVersion = message.version;
        this.#send({ kind: "hello", version: PROTOCOL_VERSION });
        return;
      case "cancel":
        if (this.#scheduler.cancel(message.id)) {
          this.#sendError(message.id, new EngineError("cancelled", l10n.t("request {0} was cancelled", message.id)));
        }
        return;
      case "ping":
        this.#isPinged = true;
        // No answer during a step: a computation that never ends must be seen to hang.
        if (!this.#scheduler.isStepping) this.#answerPing();
        return;
      default:
        this.#schedule(message);
    }
  }

  #schedule(message: RequestMessage): void {
    this.#checkVersion();
    const { id, lane } = message;
    if (this.#scheduler.has(id)) {
      // eslint-disable-next-line language/untranslated -- a fault between processes of Cloze
      this.#sendError(0, new EngineError("bad-message", `request id ${id} is taken, expected a new one`));
      return;
    }
    this.#scheduler.add({ id, lane, run: (turn) => this.#answer(message, turn) });
  }

  #checkVersion(): void {
    if (this.#ownerVersion === undefined) {
      // eslint-disable-next-line language/untranslated -- a fault between processes of Cloze
      throw new EngineError("bad-message", "request before hello, expected hello first");
    }
    if (this.#ownerVersion !== PROTOCOL_VERSION) {
      throw new EngineError(
        "version",
        l10n.t("owner speaks protocol version {0}, this engine speaks {1}", this.#ownerVersion, PROTOCOL_VERSION),
      );
    }
  }

  async #answer(message: RequestMessage, turn: Turn): Promise<void> {
    const { id, lane } = message;
    const isBulk = lane === "workspace";
    try {
      const result = await handle(this.#handlers, message, { turn, isBulk, report: this.#createReport(id) });
      this.#send({ kind: "result", id, result });
    } catch (error) {
      this.#sendError(id, error);
    }
  }

  #createReport(id: number): Work["report"] {
    let last = performance.now();
    return (done, total) => {
      const now = performance.now();
      if (now - last < PROGRESS_MS) return;
      last = now;
      this.#send({ kind: "progress", id, done, total });
    };
  }

  #answerPing(): void {
    if (!this.#isPinged) return;
    this.#isPinged = false;
    this.#send({ kind: "pong" });
  }

  #sendError(id: number, error: unknown): void {
    const message = cutText(error instanceof Error ? error.message : "failed", MOST_MESSAGE);
    this.#send({ kind: "error", id, code: codeOf(error), message });
  }

  #send(message: FromEngine): void {
    this.#channel.send(message);
  }
}

/** The cast is needed because the compiler cannot see that the message's kind chooses both the handler and its params. */
function handle(handlers: Handlers, message: RequestMessage, work: Work) {
  const handler = handlers[message.kind] as (
    params: RequestMessage["params"],
    work: Work,
  ) => ReturnType<Handlers[RequestMessage["kind"]]>;
  return handler(message.params, work);
}

/** Errors of the rooms carry a code; anything else is a fault of the engine. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "failed";
}
