import type { Requests } from "../../engine/protocol/protocol";
import type { Finding } from "../../lint/finding";
import { moveSpan, type Edit } from "../../text/spans/moveSpan";
import type { Span } from "../../text/spans/span";

export type ToneResult = Requests["tone"]["result"][number];

/** A finding in an open document, and the sentence that it is about. */
export interface ToneFinding extends Finding {
  readonly sentence: {
    /** As the model read it. */
    readonly text: string;
    /** In the document. */
    readonly span: Span;
  };
}

/**
 * Moves findings along with an edit. A finding whose sentence was touched is dropped: it is about another text now.
 */
export function moveFindings(findings: readonly ToneFinding[], edit: Edit): readonly ToneFinding[] {
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
