import type { Span } from "../text/spans/span";

/** What a rule points at. */
export interface Finding {
  /** In the document. */
  readonly span: Span;
  /** As in settings and in the output: "tone/negative". */
  readonly rule: "tone/negative";
  /** 0..1: the model's probability for what the rule points at. */
  readonly score: number;
  /** One sentence for the writer. */
  readonly message: string;
}
