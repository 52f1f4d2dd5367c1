import type { Finding } from "../../lint/finding";
import { findPreferredFix } from "../../lint/findPreferredFix";
import type { ReplaceFix } from "../../lint/fix";
import { listSureFixes } from "../../lint/listSureFixes";
import type { Reason, ReasonStyle } from "../../lint/reason";
import type { Severity } from "../../lint/ruleSetting";
import { LineIndex, type Position } from "../../text/spans/lineIndex";
import type { Span } from "../../text/spans/span";
import { formatPercent } from "../../wording/formatPercent";
import { findingKey } from "./findingKey";
import type { FileOutcome } from "./lintFiles";

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A finding as `--json` prints it. */
export interface FileFinding {
  readonly file: string;
  readonly range: Range;
  readonly rule: Finding["rule"];
  readonly severity: Severity;
  readonly score: number;
  /** With `--diff` or `--staged`: whether its sentence is new, and if it was edited the score before, where there is one. */
  readonly change?: "new" | "edited";
  readonly before?: number;
  /** What the score was computed in. */
  readonly precision: "fp32" | "int8";
  readonly message: string;
  /** The change that mends it, where the rule knows one. */
  readonly fix?: FileFix;
  /** With `--why`. */
  readonly why?: Why;
}

/** A finding, and what is not printed of it. */
export interface PlacedFinding extends FileFinding {
  /** See `findingKey`. */
  readonly key: string;
  /** The change that its rule is sure of. */
  readonly sure?: ReplaceFix;
}

interface FileFix {
  readonly range: Range;
  /** What to write there. */
  readonly text: string;
}

/** The words that a finding rests on, and P(negative) without them. If no few words are the reason: no words, and null. */
interface Why {
  readonly words: readonly { readonly text: string; readonly range: Range | null }[];
  readonly without: number | null;
  readonly message: string;
}

const PLAIN: ReasonStyle = { word: (text) => `"${text}"`, percent: formatPercent };

/** Says of each finding of a file at which line and column it stands. */
export function placeFindings({
  file,
  text,
  findings,
}: Extract<FileOutcome, { readonly text: string }>): PlacedFinding[] {
  const lines = new LineIndex(text);
  const toRange = ({ start, end }: Span) => ({ start: lines.positionAt(start), end: lines.positionAt(end) });
  return findings.map((finding) => {
    const { span, rule, severity, score, precision, message, fixes, reason, sentence, change, before, word } = finding;
    const fix = findPreferredFix(fixes);
    const [sure] = listSureFixes([finding]);
    return {
      file,
      range: toRange(span),
      rule,
      severity,
      score,
      ...(change && { change }),
      ...(before !== undefined && { before }),
      precision,
      message,
      ...(fix && { fix: { range: toRange(fix.span), text: fix.text } }),
      ...(reason && { why: placeReason(reason, toRange) }),
      key: findingKey(rule, sentence, word === undefined ? "" : text.slice(span.start, span.end)),
      ...(sure && { sure }),
    };
  });
}

function placeReason(reason: Reason, toRange: (span: Span) => Range): Why {
  return {
    words: reason.words.map(({ text, place }) => ({ text, range: place === undefined ? null : toRange(place) })),
    without: reason.without ?? null,
    message: reason.describe(PLAIN),
  };
}
