import type { ReplaceFix } from "../../lint/fix";
import { listSureFixes } from "../../lint/listSureFixes";
import type { LocatedFinding } from "../../lint/located/locatedFinding";
import { locateFinding } from "../../lint/located/locateFinding";
import type { Reason, ReasonStyle } from "../../lint/reason";
import { LineIndex } from "../../text/spans/lineIndex";
import type { Span } from "../../text/spans/span";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { findingKey } from "./findingKey";
import type { FileOutcome } from "./lintFiles";

type Range = LocatedFinding["range"];

/** A finding as `--json` prints it. */
export interface FileFinding extends LocatedFinding {
  readonly file: string;
  /** With `--diff` or `--staged`: whether its sentence is new, and if it was edited the score before, where there is one. */
  readonly change?: "new" | "edited";
  readonly before?: number;
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
    const { span, rule, reason, sentence, change, before, word } = finding;
    const [sure] = listSureFixes([finding]);
    return {
      file,
      ...locateFinding(finding, lines),
      ...(change && { change }),
      ...(before !== undefined && { before }),
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
