import * as l10n from "@vscode/l10n";
import { selectFormat } from "../../text/formats/format";
import type { Span } from "../../text/spans/span";
import { formatCount } from "../../wording/numbers/formatCount";
import { type ChooseFix, describeFix, type Fix, type ReplaceFix, type RewordFix } from "../fix";
import { hasSwitches } from "../hasSwitches";
import { listAlikeFixes } from "../listAlikeFixes";
import type { Reason } from "../reason";
import type { DocumentFinding } from "./documentFinding";

export interface ExplainedFinding {
  readonly finding: DocumentFinding;
  /** `undefined` when none was found. */
  readonly reason: Reason | undefined;
}

/** What a menu offers about a finding. */
export type FixAction = {
  readonly title: string;
  /** `undefined` for one that is about all that is marked at its place. */
  readonly rule: string | undefined;
} & FixWork;

type FixWork =
  /** Changes the text. The fixes do not overlap. */
  | { readonly kind: "replace"; readonly fixes: readonly ReplaceFix[]; readonly isPreferred: boolean }
  /** Needs a list to choose from. */
  | ChooseFix
  | RewordFix
  /** Leaves the sentence, or the word at the place in it, unmarked for this person. */
  | { readonly kind: "accept"; readonly sentence: string; readonly place: Span | undefined }
  /** Writes a comment. @see findDisableEdit */
  | { readonly kind: "disable"; readonly finding: DocumentFinding }
  | { readonly kind: "never"; readonly about: string; readonly pair: string };

export interface FixQuestion {
  readonly document: { readonly languageId: string; readonly uri: { readonly path: string } };
  /** Where the cursor is, or what is selected. */
  readonly cursor: Span;
  /** All findings of the document. */
  readonly all: readonly DocumentFinding[];
  /** The fixes that the editor can do. */
  readonly can: (fix: Fix) => boolean;
}

/**
 * The fixes of these findings and of their reasons, that of the word at the cursor first, and for each word and sentence
 * those that leave it as it is, without a mark.
 */
export function listFixActions(question: FixQuestion, findings: readonly ExplainedFinding[]): readonly FixAction[] {
  const { cursor, can } = question;
  const touches = ({ span: { start, end } }: Fix) => start <= cursor.end && cursor.start <= end;
  const fixes = findings.flatMap(({ finding, reason }) => {
    const listed = [...finding.fixes, ...(reason?.fixes ?? [])].filter(can);
    const ordered = [...listed.filter(touches), ...listed.filter((fix) => !touches(fix))];
    const [first, ...others] = ordered.map((fix) => buildFix(fix, finding.rule));
    return [...(first ? [first] : []), ...buildAlike(question, finding), ...others];
  });
  const sentences = new Map(findings.map(({ finding }) => [finding.word ?? finding.sentence.text, finding]));
  return [...fixes, ...Array.from(sentences.values(), (finding) => buildIgnores(question, finding)).flat()];
}

function buildFix(fix: Fix, rule: string): FixAction {
  const title = describeFix(fix);
  if (fix.kind !== "replace") return { ...fix, title, rule };
  return { kind: "replace", title, rule, fixes: [fix], isPreferred: fix.isPreferred === true };
}

/** One action for all findings that say the same of the same words, if there are several. */
function buildAlike({ all }: FixQuestion, finding: DocumentFinding): readonly FixAction[] {
  const alike = listAlikeFixes(finding, all);
  const [first] = alike;
  if (first === undefined || alike.length < 2) return [];
  const title = l10n.t("{0}, all {1} in this file", describeFix(first), formatCount(alike.length));
  return [{ kind: "replace", title, rule: finding.rule, fixes: alike, isPreferred: false }];
}

function buildIgnores({ document }: FixQuestion, finding: DocumentFinding): readonly FixAction[] {
  const { rule, word, sentence } = finding;
  const title = word === undefined ? l10n.t("Leave this sentence unmarked") : l10n.t("Leave this word unmarked");
  const actions: FixAction[] = [
    { kind: "accept", title, rule: undefined, sentence: sentence.text, place: word?.place },
  ];
  if (hasSwitches(selectFormat(document.languageId, document.uri.path))) {
    actions.push({ kind: "disable", title: l10n.t("{0}, with a comment", title), rule: undefined, finding });
  }
  if (word) actions.push({ kind: "never", title: word.pairTitle, rule: undefined, about: rule, pair: word.pair });
  return actions;
}
