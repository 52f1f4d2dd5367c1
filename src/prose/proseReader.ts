import * as l10n from "@vscode/l10n";
import { unref } from "#platform/turns";
import type { Channel } from "../engine/channels/channel";
import { PendingReplies } from "../engine/channels/pendingReplies";
import { type Format, selectFormat } from "../text/formats/format";
import type { OpenDocument } from "./openDocument";
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

/** Finds sentences in a worker thread, so that its owner never waits for a parser. */
export interface ProseReader {
  /**
   * Finds the sentences of the document as it is now. A second call for the same version is answered from the first.
   *
   * @throws {ProseError} `thread` when the thread fails, `too-long` for a document that it does not get through.
   */
  read(document: OpenDocument): Promise<SentenceList>;
  /**
   * Finds the sentences of a text that is not an open document. The list's version is 0.
   *
   * @throws {ProseError} As `read`.
   */
  find(text: string, format: Format): Promise<SentenceList>;
  /** Ends the thread and rejects pending calls. */
  dispose(): void;
}

/** The thread ends after this long without a question, so that being idle costs nothing. */
const IDLE_MS = 60_000;
/** The time that one document gets. The longest ones that the editor opens take some seconds. */
const MOST_MS = 60_000;
/** The time is counted in so many parts: one that passes while the machine sleeps is only one. */
const PARTS = 20;

/**
 * Starts nothing before the first call.
 *
 * @param open - Starts the built `src/proseWorker.ts`.
 */
export function createProseReader(open: () => Channel, mostMs = MOST_MS): ProseReader {
  const answers = new WeakMap<OpenDocument, { version: number; list: Promise<SentenceList> }>();
  /** Lengths of the documents that were given up. They are tried again when half of the text is gone. */
  const tooLong = new WeakMap<OpenDocument, number>();
  const thread = new ProseThread(open, mostMs);
  return {
    read(document) {
      const { version } = document;
      const known = answers.get(document);
      if (known?.version === version) return known.list;
      const { length } = document.getText();
      if (length > (tooLong.get(document) ?? Infinity) / 2) return Promise.reject(refuse());
      const list = thread
        .ask(document.getText(), selectFormat(document.languageId, document.uri.path))
        .then((packed) => new SentenceList(packed, version));
      answers.set(document, { version, list });
      list.catch((error: unknown) => {
        if (error instanceof ProseError && error.code === "too-long") tooLong.set(document, length);
        if (answers.get(document)?.list === list) answers.delete(document);
      });
      return list;
    },
    find: async (text, format) => new SentenceList(await thread.ask(text, format), 0),
    dispose: () => thread.dispose(),
  };
}

/**
 * Owns the worker: starts it at the first question, ends it when idle, settles every question. A question that takes too
 * long is given up with the thread that it holds, and another thread answers those behind it.
 */
class ProseThread {
  readonly #open: () => Channel;
  readonly #mostMs: number;
  readonly #pending = new PendingReplies<PackedSentences, ProseQuestion>();
  #worker: Channel | undefined;
  #idle: NodeJS.Timeout | undefined;
  /** Watches the question that is worked on, the first of those that wait. */
  #watch: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(open: () => Channel, mostMs: number) {
    this.#open = open;
    this.#mostMs = mostMs;
  }

  async ask(text: string, format: Format): Promise<PackedSentences> {
    if (this.#disposed) throw failure(l10n.t("it was stopped"));
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    const answer = this.#pending.ask((id) => {
      const question: ProseQuestion = { id, text, format };
      worker.send(question);
      return question;
    });
    if (this.#pending.size === 1) this.#watchFirst();
    return answer;
  }

  dispose(): void {
    this.#disposed = true;
    this.#end(l10n.t("it was stopped"));
  }

  #start(): Channel {
    const worker = this.#open();
    worker.onMessage((answer) => this.#settle(answer as ProseAnswer));
    worker.onClose((reason) => {
      if (this.#worker === worker) this.#end(reason);
    });
    return worker;
  }

  #settle(answer: ProseAnswer): void {
    if ("packed" in answer) this.#pending.resolve(answer.id, answer.packed);
    else this.#pending.reject(answer.id, failure(answer.failure));
    this.#watchFirst();
    if (this.#pending.size === 0) {
      this.#idle = setTimeout(() => this.#end(l10n.t("it was idle")), IDLE_MS);
      unref(this.#idle);
    }
  }

  #watchFirst(): void {
    clearInterval(this.#watch);
    const [first] = this.#pending.ids;
    if (first === undefined) return;
    let parts = 0;
    this.#watch = setInterval(() => {
      parts += 1;
      if (parts >= PARTS) this.#giveUp(first);
    }, this.#mostMs / PARTS);
    unref(this.#watch);
  }

  #giveUp(id: number): void {
    const hanging = this.#worker;
    this.#worker = undefined;
    hanging?.close();
    this.#pending.reject(id, refuse());
    const questions = this.#pending.ids.flatMap((next) => this.#pending.find(next) ?? []);
    if (questions.length > 0) {
      const worker = this.#start();
      this.#worker = worker;
      for (const question of questions) worker.send(question);
    }
    this.#watchFirst();
  }

  #end(reason: string): void {
    clearTimeout(this.#idle);
    clearInterval(this.#watch);
    const worker = this.#worker;
    this.#worker = undefined;
    this.#pending.rejectAll(failure(reason));
    worker?.close();
  }
}

function refuse(): ProseError {
  return new ProseError("too-long", l10n.t("this document takes too long to read, so Cloze does nothing in it."));
}

function failure(reason: string): ProseError {
  return new ProseError("thread", l10n.t("The thread that finds sentences failed: {0}.", reason));
}
