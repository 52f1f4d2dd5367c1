import * as l10n from "@vscode/l10n";
import { listDoubts } from "../../ownTone/report/listDoubts";
import type { ExampleRow } from "../../ownTone/rows/readRows";
import type { TrainResult } from "../../tasks/ownTone/trainRequest";
import type { JudgedRow, LabelEvaluation } from "../../tasks/schemas/evaluationSchema";
import { cutText } from "../../wording/cutText";
import { formatCounted } from "../../wording/formatCounted";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatFixed } from "../../wording/numbers/formatFixed";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { formatShareRange } from "../../wording/numbers/formatShareRange";
import type { PickRow } from "../surface";
import type { TrialSentence, WorkspaceTrial } from "./workspaceTrial";

/** A row of the list that says what a rule would do. */
export interface TrialRow extends PickRow {
  /** The rule is switched on with this. */
  readonly threshold?: number;
  /** The example in this line is shown, counted from 1. */
  readonly line?: number;
  /** This sentence of the workspace is shown. */
  readonly place?: TrialSentence;
}

export interface TrialParts {
  readonly label: string;
  /** The examples. */
  readonly rows: readonly ExampleRow[];
  /** What the rule would say of this workspace. */
  readonly here: WorkspaceTrial | undefined;
}

/** Rows that a person looks through before they decide. */
const MOST_DOUBTED = 5;
const MOST_SHOWN = 120;
/** Sentences of the workspace below this are not listed: no rule would mark them. */
const LEAST_LISTED = 0.3;

/** What cross-validation says of a tone, as a list to choose from: what each threshold would do, and rows to look at. */
export function describeTrial(
  { evaluation }: Pick<TrainResult, "evaluation">,
  { label, rows, here }: TrialParts,
): { readonly title: string; readonly placeHolder: string; readonly rows: readonly TrialRow[] } {
  const heading = (text: string): TrialRow => ({ label: text, isHeading: true });
  const certain = evaluation.otherwise.slice(0, MOST_DOUBTED);
  const unsure = evaluation.leastSure.filter(({ row }) => !certain.some((other) => other.row === row));
  return {
    title: l10n.t(
      "“{0}”: {1} of {2} told right",
      label,
      formatShareRange(evaluation.accuracy, evaluation.accuracyInterval),
      formatCounted(evaluation.rows, "example"),
    ),
    placeHolder: l10n.t("From which probability on to mark? Each was judged by what others taught"),
    rows: [
      ...listDoubts(evaluation).map((detail) => ({
        icon: "warning",
        label: l10n.t("Not to be relied on yet"),
        detail,
      })),
      heading(l10n.t("switch the rule on, marking from")),
      ...describeThresholds(evaluation.classes[label], here),
      ...describeHere(here),
      ...(certain.length > 0 ? [heading(l10n.t("told otherwise: is the label right?"))] : []),
      ...certain.map((judged) => describeRow(judged, rows)),
      heading(l10n.t("told with the least certainty")),
      ...unsure.slice(0, MOST_DOUBTED).map((judged) => describeRow(judged, rows)),
    ],
  };
}

/** Of thresholds that mark the same rows, the one in the middle; none that marks nothing. */
function describeThresholds(found: LabelEvaluation | undefined, here: WorkspaceTrial | undefined): readonly TrialRow[] {
  const all = found?.thresholds.filter(({ marked }) => marked > 0) ?? [];
  return all.flatMap(({ threshold, marked, right, precision, precisionInterval }) => {
    const same = all.filter((other) => other.marked === marked);
    if (same[Math.floor((same.length - 1) / 2)]?.threshold !== threshold) return [];
    const description = l10n.t(
      "{0} of {1} right, {2} of {3} found",
      formatCount(right),
      formatCounted(marked, "mark"),
      formatCount(right),
      formatCount(found?.rows ?? 0),
    );
    // The description shares its line with the label, and is cut where the list is narrow.
    const detail = [
      l10n.t("precision {0}", formatShareRange(precision, precisionInterval)),
      ...(here && here.sentences.length > 0 ? [describeMarks(here, threshold)] : []),
    ].join("  ·  ");
    return [{ icon: "play", label: formatFixed(threshold, 1), description, detail, threshold }];
  });
}

function describeMarks({ sentences, isPart }: WorkspaceTrial, threshold: number): string {
  const marked = sentences.filter(({ score }) => score >= threshold).length;
  const all = formatCounted(sentences.length, "sentence");
  return isPart
    ? l10n.t("would mark {0} of the first {1} of this workspace", formatCount(marked), all)
    : l10n.t("would mark {0} of {1} of this workspace", formatCount(marked), all);
}

/** The sentences of the workspace that it would mark first: whether these are right says more than any figure. */
function describeHere(here: WorkspaceTrial | undefined): readonly TrialRow[] {
  const first = here?.sentences.filter(({ score }) => score >= LEAST_LISTED).slice(0, MOST_DOUBTED) ?? [];
  if (first.length === 0) return [];
  return [
    { label: l10n.t("would mark here first: is that right?"), isHeading: true },
    ...first.map((place) => ({
      icon: "go-to-file",
      label: cutText(place.text, MOST_SHOWN),
      description: formatPercent(place.score),
      place,
    })),
  ];
}

function describeRow({ row, label, given, probability }: JudgedRow, rows: readonly ExampleRow[]): TrialRow {
  const { text = "", line } = rows[row] ?? {};
  const said =
    given === label
      ? l10n.t("{0}, {1} sure", label, formatPercent(probability))
      : l10n.t("{0}, told as {1} at {2}", label, given, formatPercent(probability));
  return { icon: "go-to-file", label: cutText(text, MOST_SHOWN), description: said, ...(line && { line }) };
}
