import type * as vscode from "vscode";
import type { EngineClient } from "../engine/client/engineClient";
import type { Requests } from "../engine/protocol/protocol";
import type { Purpose } from "../library/library";
import type { Level } from "../lint/ruleSetting";
import type { SentenceList } from "../prose/packedSentences";
import type { ProseReader } from "../prose/proseReader";
import type { LintRun } from "../settings/settingChecks";
import type { Activity } from "./activity";

export type ModelInfo = Requests["load"]["result"];

/** The models that the settings name (default: the bundled ones). */
export interface Models {
  /**
   * The folder to name in a request. The first call loads the model. If it does not load, the person is told once, and
   * the last model that worked, or else the bundled one, answers in its place.
   *
   * @throws {EngineError} when no model loads.
   */
  resolve(purpose: Purpose): Promise<string>;
  /** Whether the settings name a model, and do not leave it to the bundled one. @throws {EditorError} `bad-setting` */
  isChosen(purpose: Purpose): boolean;
  /** Describes the model that `resolve` gave last; `undefined` before the first load. */
  info(purpose: Purpose): ModelInfo | undefined;
  /** Says in a sentence why the model of the settings does not answer, as long as another does in its place. */
  failure(purpose: Purpose): string | undefined;
  /** Forgets what was chosen, so that the next `resolve` reads settings and folders again. */
  retry(): void;
  /** Replaces what `info` gives: the same model has changed, for example the device it runs on. */
  update(info: ModelInfo): void;
  /** Fires when another model may answer from now on: call `resolve` again. */
  readonly onDidChange: vscode.Event<void>;
  /** Fires when `info` or `failure` gives something else. */
  readonly onDidChangeInfo: vscode.Event<void>;
}

/** `file`: for one file, by the person; `settings`: by the settings; `project`: by the folder's project file. */
export type OffPlace = "file" | "settings" | "project";

/**
 * Why a document is not checked by itself: `off-…`: the check is off; `ignored`: by the project file; `language`: not
 * among those to check; `manual`: only when a person asks; `not-written`: nobody writes in it.
 */
export type Unchecked = `off-${OffPlace}` | "ignored" | "language" | "manual" | "not-written";

/** What is checked in a document, and when. */
export interface CheckState {
  /** Why it is not checked by itself; `undefined` if it is, or where there is no document. */
  readonly unchecked: Unchecked | undefined;
  readonly run: LintRun;
  /** Most marks of a file. */
  readonly maxMarks: number;
  /** Every rule, in the order in which tools list them. */
  readonly rules: readonly {
    readonly id: string;
    readonly level: Level;
    /** The project file says so, and not the settings. */
    readonly isOfProject: boolean;
  }[];
}

/**
 * What keeps marks off a sentence: `comment`: a `cloze-disable`; `foreign`: its language, which no rule that is on checks;
 * `accepted`: the person; `project`: the project file.
 */
export type Unmarked = "comment" | "foreign" | "accepted" | "project";

/** What is checked as one types, and what is never marked. */
export interface LintState {
  /** Where all checks are turned off, for this document or as the settings say; `undefined` while one is on. */
  findOff(document: vscode.TextDocument | undefined): OffPlace | undefined;
  /** The ids of the rules that are off. */
  listOff(document: vscode.TextDocument | undefined): readonly string[];
  /** `undefined` where a setting makes no sense. */
  findChecks(document: vscode.TextDocument | undefined): CheckState | undefined;
  /** `undefined` for a document that is checked. @throws {EditorError} `bad-setting` */
  findUnchecked(document: vscode.TextDocument): Unchecked | undefined;
  /** `undefined` for a sentence that a rule may mark. @throws {EditorError} `bad-setting` */
  findUnmarked(document: vscode.TextDocument, sentences: SentenceList, index: number): Unmarked | undefined;
  /** Fires when other rules, languages or files are to be checked; not when a sentence is accepted. */
  readonly onDidChange: vscode.Event<void>;
  /** Fires when a sentence is accepted, or marked again. */
  readonly onDidAccept: vscode.Event<void>;
}

/** Everything that features share. `activate` makes it and disposes it. */
export interface Services {
  readonly extensionUri: vscode.Uri;
  readonly engine: EngineClient;
  readonly models: Models;
  /** Finds the sentences of documents in a worker thread. */
  readonly prose: ProseReader;
  /** Long work in progress, which the status item shows. */
  readonly activity: Activity;
  /** Takes counts, shapes, codes and milliseconds; never text of a document. */
  readonly log: vscode.LogOutputChannel;
}
