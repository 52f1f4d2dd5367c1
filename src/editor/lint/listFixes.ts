import * as vscode from "vscode";
import { describeFix, type Fix } from "../../lint/fix";
import { hasSwitches } from "../../lint/hasSwitches";
import { listAlikeFixes } from "../../lint/listAlikeFixes";
import type { MarkedWord } from "../../lint/markedWord";
import type { Reason } from "../../lint/reason";
import { selectFormat } from "../../text/formats/format";
import { formatCount } from "../../wording/formatCount";
import { COMMANDS } from "../commands";
import { readMarkRule } from "../readMarkRule";
import { toRange } from "../toRange";
import { toSpan } from "../toSpan";
import { buildEdit } from "./buildFixAll";
import type { DocumentFinding } from "./documentFinding";

export interface ExplainedFinding {
  readonly finding: DocumentFinding;
  /** `undefined` when none was found. */
  readonly reason: Reason | undefined;
}

export interface FixQuestion {
  readonly document: vscode.TextDocument;
  /** Where the cursor is, or what is selected. */
  readonly range: vscode.Range;
  /** The marks there. */
  readonly marks: readonly vscode.Diagnostic[];
  /** All findings of the document. */
  readonly all: readonly DocumentFinding[];
}

/**
 * The fixes of these findings and of their reasons, that of the word at the cursor first, and for each word and sentence
 * those that leave it as it is, without a mark.
 */
export function listFixes(question: FixQuestion, findings: readonly ExplainedFinding[]): readonly vscode.CodeAction[] {
  const { document, range, marks } = question;
  const cursor = toSpan(document, range);
  // A word is chosen at a cursor, and VS Code gives extensions none in the commit message box.
  const hasCursor = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
  const touches = ({ span: { start, end } }: Fix) => start <= cursor.end && cursor.start <= end;
  const fixes = findings.flatMap(({ finding, reason }) => {
    const own = marks.filter((mark) => readMarkRule(mark) === finding.rule);
    const all = [...finding.fixes, ...(reason?.fixes ?? [])];
    const listed = all.filter(({ kind }) => kind === "replace" || hasCursor);
    const ordered = [...listed.filter(touches), ...listed.filter((fix) => !touches(fix))];
    const [first, ...others] = ordered.map((fix) => buildFix(document, fix, own));
    return [...(first ? [first] : []), ...buildAlike(question, finding, own), ...others];
  });
  const sentences = new Map(findings.map(({ finding }) => [finding.word ?? finding.sentence.text, finding]));
  return [...fixes, ...Array.from(sentences.values(), (finding) => buildIgnores(document, finding, marks)).flat()];
}

function buildFix(document: vscode.TextDocument, fix: Fix, marks: readonly vscode.Diagnostic[]): vscode.CodeAction {
  const action = buildAction(describeFix(fix), marks);
  if (fix.kind === "choose") setCommand(action, COMMANDS.fillMask, toRange(document, fix.span));
  else if (fix.kind === "reword") setCommand(action, COMMANDS.reword, toRange(document, fix.span));
  else {
    action.edit = buildEdit(document, [fix]);
    if (fix.isPreferred === true) action.isPreferred = true;
  }
  return action;
}

/** One action for all findings that say the same of the same words, if there are several. */
function buildAlike(
  { document, all }: FixQuestion,
  finding: DocumentFinding,
  marks: readonly vscode.Diagnostic[],
): readonly vscode.CodeAction[] {
  const alike = listAlikeFixes(finding, all);
  const [first] = alike;
  if (first === undefined || alike.length < 2) return [];
  const action = buildAction(`${describeFix(first)}, all ${formatCount(alike.length)} in this file`, marks);
  action.edit = buildEdit(document, alike);
  return [action];
}

function buildIgnores(
  document: vscode.TextDocument,
  { rule, word, sentence, span }: DocumentFinding,
  marks: readonly vscode.Diagnostic[],
): readonly vscode.CodeAction[] {
  const what = `Leave this ${word === undefined ? "sentence" : "word"} unmarked`;
  const accept = buildAction(what, marks);
  const file = document.uri.toString();
  setCommand(accept, COMMANDS.acceptSentence, { sentence: sentence.text, place: word?.place, file });
  const actions = [accept];
  if (hasSwitches(selectFormat(document.languageId, document.uri.path))) {
    const insert = buildAction(`${what}, with a comment`, marks);
    setCommand(insert, COMMANDS.insertDisable, toRange(document, word ? span : sentence.span));
    actions.push(insert);
  }
  if (word) actions.push(buildNever(rule, word, marks));
  return actions;
}

function buildNever(rule: string, { pair, pairTitle }: MarkedWord, marks: readonly vscode.Diagnostic[]) {
  const action = buildAction(pairTitle, marks);
  setCommand(action, COMMANDS.neverPair, { rule, pair });
  return action;
}

function buildAction(title: string, marks: readonly vscode.Diagnostic[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [...marks];
  return action;
}

function setCommand(action: vscode.CodeAction, command: string, ...given: readonly unknown[]): void {
  action.command = { title: action.title, command, arguments: [...given] };
}
