import type * as vscode from "vscode";
import type { EngineClient } from "../engine/client/engineClient";
import type { Requests } from "../engine/protocol/protocol";
import type { Purpose } from "../library/library";
import type { Activity } from "./activity";
import type { ProseReader } from "../prose/proseReader";

export type ModelInfo = Requests["load"]["result"];

/** The models the settings name, the bundled ones unless they name another. */
export interface Models {
  /**
   * The folder to name in a request. Loads the model the first time. A model that does not load is reported to the
   * person once, and the last one that worked (at least the bundled one) stays in its place.
   *
   * @throws {EngineError} when no model loads.
   */
  resolve(purpose: Purpose): Promise<string>;
  /** Of the model that `resolve` gave last; `undefined` before its first load. */
  info(purpose: Purpose): ModelInfo | undefined;
  /** The same model has changed, as where it runs: what `info` gives from now on. */
  update(info: ModelInfo): void;
  /** Fires when another model may answer from now on: ask `resolve` again. */
  readonly onDidChange: vscode.Event<void>;
}

/** What every feature is given; made once by `activate`, which also disposes it. */
export interface Services {
  readonly extensionUri: vscode.Uri;
  readonly engine: EngineClient;
  readonly models: Models;
  /** Sentences of documents, found in a worker thread. */
  readonly prose: ProseReader;
  /** What Cloze is doing, in words, for the status item. */
  readonly activity: Activity;
  /** Counts, shapes, codes and milliseconds; never text of a document. */
  readonly log: vscode.LogOutputChannel;
}
