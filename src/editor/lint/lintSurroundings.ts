import type * as vscode from "vscode";
import type { RuleRun } from "../../lint/ruleRun";
import type { UnknownRule } from "../../prose/packedSentences";
import type { Span } from "../../text/spans/span";
import type { Services } from "../services";
import type { DocumentFinding } from "./documentFinding";

/** Everything that the check of a document needs from the editor. */
export interface LintSurroundings {
  readonly services: Pick<Services, "engine" | "models" | "prose" | "activity" | "log">;
  /** The rules that run on the document now, as the settings say. */
  readonly listRuns: (document: vscode.TextDocument) => readonly RuleRun[];
  /** Of these findings, those that somebody wants marked. */
  readonly selectWanted: (
    document: vscode.TextDocument,
    findings: readonly DocumentFinding[],
  ) => readonly DocumentFinding[];
  /** The ranges on screen; empty for a document in no visible editor. */
  readonly visibleSpans: (document: vscode.TextDocument) => readonly Span[];
  /** Called with all marks whenever some appear, move or go. */
  readonly publish: (document: vscode.TextDocument, marks: DocumentMarks) => void;
  /** Called when a check failed; not when it was cancelled. */
  readonly fail: (error: unknown) => void;
}

export interface DocumentMarks {
  readonly findings: readonly DocumentFinding[];
  /** Names in `cloze-disable` comments that are the id of no rule. */
  readonly unknownRules: readonly UnknownRule[];
  /** The whole document was checked once; edits since then have moved the marks, or taken them away. */
  readonly isWhole: boolean;
}
