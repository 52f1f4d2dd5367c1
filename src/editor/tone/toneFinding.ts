import type { Finding } from "../../lint/finding";
import type { Requests } from "../../engine/protocol/protocol";
import { moveSpan } from "../../text/spans/moveSpan";

export type ToneResult = Requests["tone"]["result"][number];

/** A finding and the scores it rests on. */
export interface ToneFinding extends Finding {
  /** The sentence as it was read. */
  readonly text: string;
  readonly scores: ToneResult["scores"];
}

/** A replacement as VS Code reports it. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * The findings where an edit moved them. A finding whose sentence was touched is dropped: what it says was said of
 * another text.
 *
 * @param changes - In the order in which they are applied.
 */
export function moveFindings(findings: readonly ToneFinding[], changes: readonly TextChange[]): readonly ToneFinding[] {
  return changes.reduce((moved, { rangeOffset, rangeLength, text }) => {
    const edit = { span: { start: rangeOffset, end: rangeOffset + rangeLength }, insertedLength: text.length };
    return moved.flatMap((finding) => {
      const span = moveSpan(finding.span, edit);
      return span ? [{ ...finding, span }] : [];
    });
  }, findings);
}
