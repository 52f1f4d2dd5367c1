import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver/node";
import { findRulePage } from "../lint/findRulePage";
import { describeUnknownRule, UNKNOWN_RULE } from "../lint/open/describeUnknownRule";
import type { DocumentFinding } from "../lint/open/documentFinding";
import { describeHidden, describeMostMarks, limitFindings, NOT_SHOWN } from "../lint/open/limitFindings";
import type { DocumentMarks } from "../lint/open/lintSurroundings";
import { MARK_SOURCE } from "../lint/open/markSource";
import type { Rule } from "../lint/rule";
import type { Severity } from "../lint/ruleSetting";
import type { UnknownRule } from "../prose/packedSentences";
import type { LspDocument } from "./lspDocument";

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export interface DiagnosticOptions {
  /** All rules that there are for the document. */
  readonly rules: readonly Rule[];
  /** Most marks of the document, at least 1. */
  readonly maxMarks: number;
  /** The folder in which the pages about rules are. */
  readonly root: string;
}

/** The marks of a document, in its order. */
export function buildDiagnostics(
  document: LspDocument,
  { findings, unknownRules }: Omit<DocumentMarks, "isWhole">,
  { rules, maxMarks, root }: DiagnosticOptions,
): Diagnostic[] {
  const inOrder = [...findings].sort((a, b) => a.span.start - b.span.start);
  const { shown, hidden, first } = limitFindings([...unknownRules, ...inOrder], maxMarks);
  const marks = shown.map((found) => build(document, found, { rules, root }));
  if (first === undefined) return marks;
  const message = describeHidden(describeMostMarks("cloze.lint.maxMarks", maxMarks), hidden);
  const note = { range: document.toRange(first.span), severity: SEVERITY.information, message };
  return [...marks, { ...note, source: MARK_SOURCE, code: NOT_SHOWN }];
}

function build(
  document: LspDocument,
  found: DocumentFinding | UnknownRule,
  { rules, root }: Pick<DiagnosticOptions, "rules" | "root">,
): Diagnostic {
  const range = document.toRange(found.span);
  if (!("rule" in found)) {
    const message = describeUnknownRule(found.id, rules);
    return { range, severity: SEVERITY.warning, message, source: MARK_SOURCE, code: UNKNOWN_RULE };
  }
  const { rule, severity, message } = found;
  const page = findRulePage(rule);
  return {
    range,
    severity: SEVERITY[severity],
    message,
    source: MARK_SOURCE,
    code: rule,
    ...(page !== undefined && { codeDescription: { href: pathToFileURL(path.join(root, page)).href } }),
  };
}
