import type * as vscode from "vscode";
import type { EngineClient } from "../engine/engineClient";
import type { Requests } from "../engine/protocol";
import type { ProseReader } from "./proseReader";

export type ModelInfo = Requests["load"]["result"];

/** "text" answers fill, pair, tokens and attention; "tone" scores sentences. */
export type ModelPurpose = "text" | "tone";

/** The models the settings name, the bundled ones unless they name another. */
export interface Models {
  /**
   * The folder to name in a request. Loads the model the first time. A model that does not load is reported to the
   * person once, and the last one that worked (at least the bundled one) stays in its place.
   *
   * @throws {EngineError} when no model loads.
   */
  resolve(purpose: ModelPurpose): Promise<string>;
  /** Of the model that `resolve` gave last; `undefined` before its first load. */
  info(purpose: ModelPurpose): ModelInfo | undefined;
  /** Fires when another model answers from now on: what the old one said no longer holds. */
  readonly onDidChange: vscode.Event<ModelPurpose>;
}

/** What every feature is given; made once by `activate`, which also disposes it. */
export interface Services {
  readonly extensionUri: vscode.Uri;
  readonly engine: EngineClient;
  readonly models: Models;
  /** Sentences of documents, found in a worker thread. */
  readonly prose: ProseReader;
  /** Counts, shapes, codes and milliseconds; never text of a document. */
  readonly log: vscode.LogOutputChannel;
}
