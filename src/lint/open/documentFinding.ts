import { type Edit, moveSpan } from "../../text/spans/moveSpan";
import type { Span } from "../../text/spans/span";
import type { Finding } from "../finding";
import type { Severity } from "../ruleSetting";

/** A finding in an open document, and the sentence that it is about. */
export interface DocumentFinding extends Finding {
  readonly sentence: {
    /** As the model read it. */
    readonly text: string;
    /** In the document. */
    readonly span: Span;
  };
  /** Least score of a finding when the sentence was checked. */
  readonly threshold: number;
  readonly severity: Severity;
}

/** Moves findings along with an edit. A finding whose sentence the edit touches is dropped: it was about another text. */
export function moveFindings(findings: readonly DocumentFinding[], edit: Edit): readonly DocumentFinding[] {
  return findings.flatMap((finding) => {
    const moved = moveSpan(finding.sentence.span, edit);
    if (moved === undefined) return [];
    const by = moved.start - finding.sentence.span.start;
    if (by === 0) return [finding];
    const move = ({ start, end }: Span) => ({ start: start + by, end: end + by });
    return [
      {
        ...finding,
        span: move(finding.span),
        fixes: finding.fixes.map((fix) => ({ ...fix, span: move(fix.span) })),
        sentence: { ...finding.sentence, span: moved },
      },
    ];
  });
}
