import type { Span } from "../text/spans/span";

/** A change of the document that would end a finding. Its span is in the document. */
export type Fix =
  /** Writes `text` in the place of the span. A preferred one is right without a look at it: *Fix All* applies it. */
  | { readonly kind: "replace"; readonly span: Span; readonly text: string; readonly isPreferred?: true }
  /** Lets the writer choose another word for `word`, which is at the span. */
  | { readonly kind: "choose"; readonly span: Span; readonly word: string };

/** The title of the fix in a menu. */
export function describeFix(fix: Fix): string {
  switch (fix.kind) {
    case "replace":
      return fix.text === "" ? "Delete" : `Replace with “${fix.text}”`;
    case "choose":
      return `Find another word for “${fix.word}”…`;
  }
}
