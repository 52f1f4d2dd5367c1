import type { EngineClient } from "../../engine/client/engineClient";
import type { Requests } from "../../engine/protocol/protocol";
import type { OpenDocument } from "../../prose/openDocument";
import type { UnknownRule } from "../../prose/packedSentences";
import type { ProseReader } from "../../prose/proseReader";
import type { Span } from "../../text/spans/span";
import type { RuleRun } from "../ruleRun";
import type { DocumentFinding } from "./documentFinding";

/** What the check of a document asks for its answers. */
export interface LintServices {
  readonly engine: Pick<EngineClient, "request">;
  readonly models: LintModels;
  readonly prose: Pick<ProseReader, "read">;
  /** Long work in progress, which the editor shows. */
  readonly activity: { begin(): { report(text: string): void; end(): void } };
  /** Takes counts, shapes, codes and milliseconds; never text of a document. */
  readonly log: { info(message: string): void; warn(message: string): void };
}

/** The models that answer rules. */
export interface LintModels {
  /** The folder to name in a request. @throws {EngineError} when no model loads. */
  resolve(purpose: "text" | "tone"): Promise<string>;
  /** Describes the model that `resolve` gave last; `undefined` before the first load. */
  info(purpose: "text" | "tone"): Pick<Requests["load"]["result"], "mask" | "name"> | undefined;
  /** The folder of a model that labels words, if one is to say what is a name. @throws {EngineError} when it does not load. */
  findNames?(): Promise<string | undefined>;
}

/** Everything that the check of a document needs from the editor. */
export interface LintSurroundings<D extends OpenDocument = OpenDocument> {
  readonly services: LintServices;
  /** The rules that run on the document now, as the settings say. */
  readonly listRuns: (document: D) => readonly RuleRun[];
  /** Of these findings, those that somebody wants marked. */
  readonly selectWanted: (document: D, findings: readonly DocumentFinding[]) => readonly DocumentFinding[];
  /** The ranges on screen; empty for a document in no visible editor. */
  readonly visibleSpans: (document: D) => readonly Span[];
  /** Called with all marks whenever some appear, move or go. */
  readonly publish: (document: D, marks: DocumentMarks) => void;
  /** Called when a check failed, and with a `LabelLack` for rules that it left out; not when it was cancelled. */
  readonly fail: (error: unknown) => void;
}

export interface DocumentMarks {
  readonly findings: readonly DocumentFinding[];
  /** Names in `cloze-disable` comments that are the id of no rule. */
  readonly unknownRules: readonly UnknownRule[];
  /** The whole document was checked once; edits since then have moved the marks, or taken them away. */
  readonly isWhole: boolean;
}
