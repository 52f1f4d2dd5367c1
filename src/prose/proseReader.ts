import { Worker } from "node:worker_threads";
import type * as vscode from "vscode";
import { PendingReplies } from "../engine/channels/pendingReplies";
import { type Format, selectFormat } from "../text/formats/format";
import { type PackedSentences, SentenceList } from "./packedSentences";
import { ProseError } from "./proseError";

/** Sent to the worker: a document's text, answered once. */
export interface ProseQuestion {
  readonly id: number;
  readonly text: string;
  readonly format: Format;
}

/** Sent by the worker. `failure` is only the name of an error's class: its message may quote the text. */
export type ProseAnswer =
  { readonly id: number; readonly packed: PackedSentences } | { readonly id: number; readonly failure: string };

/** Finds sentences in a worker thread, so that the extension host never waits for a parser. */
export interface ProseReader {
  /**
   * Finds the sentences of the document as it is now. A second call for the same version is answered from the first.
   *
   * @throws {ProseError} `thread` when the thread fails.
   */
  read(document: vscode.TextDocument): Promise<SentenceList>;
  /**
   * Finds the sentences of a text that is not an open document. The list's version is 0.
   *
   * @throws {ProseError} `thread` when the thread fails.
   */
  find(text: string, format: Format): Promise<SentenceList>;
  /** Ends the thread and rejects pending calls. */
  dispose(): void;
}

/** The thread ends after this long without a question, so that being idle costs nothing. */
const IDLE_MS = 60_000;

/**
 * Starts nothing before the first call.
 *
 * @param workerPath - Absolute path of the built worker.
 */
export function createProseReader(workerPath: string): ProseReader {
  const answers = new WeakMap<vscode.TextDocument, { version: number; list: Promise<SentenceList> }>();
  const thread = new ProseThread(workerPath);
  return {
    read(document) {
      const { version } = document;
      const known = answers.get(document);
      if (known?.version === version) return known.list;
      const list = thread
        .ask(document.getText(), selectFormat(document.languageId, document.uri.path))
        .then((packed) => new SentenceList(packed, version));
      answers.set(document, { version, list });
      list.catch(() => {
        if (answers.get(document)?.list === list) answers.delete(document);
      });
      return list;
    },
    find: async (text, format) => new SentenceList(await thread.ask(text, format), 0),
    dispose: () => thread.dispose(),
  };
}

/** Owns the worker: starts it at the first question, ends it when idle, settles every question. */
class ProseThread {
  readonly #workerPath: string;
  readonly #pending = new PendingReplies<PackedSentences>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(workerPath: string) {
    this.#workerPath = workerPath;
  }

  async ask(text: string, format: Format): Promise<PackedSentences> {
    if (this.#disposed) throw failure("it was stopped");
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    return this.#pending.ask((id) => worker.postMessage({ id, text, format } satisfies ProseQuestion));
  }

  dispose(): void {
    this.#disposed = true;
    this.#end("it was stopped");
  }

  #start(): Worker {
    const worker = new Worker(this.#workerPath);
    const end = (reason: string) => {
      if (this.#worker === worker) this.#end(reason);
    };
    worker.on("message", (answer: ProseAnswer) => this.#settle(answer));
    worker.on("error", (error) => end(error.name));
    worker.on("messageerror", (error) => end(error.name));
    worker.on("exit", (code) => end(`it ended with code ${code}`));
    return worker;
  }

  #settle(answer: ProseAnswer): void {
    if ("packed" in answer) this.#pending.resolve(answer.id, answer.packed);
    else this.#pending.reject(answer.id, failure(answer.failure));
    if (this.#pending.size === 0) {
      this.#idle = setTimeout(() => this.#end("it was idle"), IDLE_MS);
      this.#idle.unref();
    }
  }

  #end(reason: string): void {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    this.#pending.rejectAll(failure(reason));
    void worker?.terminate();
  }
}

function failure(reason: string): ProseError {
  return new ProseError("thread", `The thread that finds sentences failed: ${reason}.`);
}
