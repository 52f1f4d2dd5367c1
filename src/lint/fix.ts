import * as l10n from "@vscode/l10n";
import type { Span } from "../text/spans/span";

/** A change of the document that would end a finding. Its span is in the document. */
export type Fix = ReplaceFix | ChooseFix | RewordFix;

/** Writes `text` in the place of the span. */
export interface ReplaceFix {
  readonly kind: "replace";
  readonly span: Span;
  readonly text: string;
  /** What the menu calls it, if not by `text` alone. */
  readonly title?: string;
  /** The one that most would choose: *Auto Fix* applies it. */
  readonly isPreferred?: true;
  /** Right without a look at it: *Fix All* applies it, which editors may do whenever a file is saved. */
  readonly isSure?: true;
}

/** Lets the writer choose another word for `word`, which is at the span. */
export interface ChooseFix {
  readonly kind: "choose";
  readonly span: Span;
  readonly word: string;
}

/** Lets the writer choose among rewrites of the sentence at the span. */
export interface RewordFix {
  readonly kind: "reword";
  readonly span: Span;
}

/** The title of the fix in a menu. */
export function describeFix(fix: Fix): string {
  switch (fix.kind) {
    case "replace":
      return fix.title ?? (fix.text === "" ? l10n.t("Delete") : l10n.t("Replace with “{0}”", fix.text));
    case "choose":
      return l10n.t("Find another word for “{0}”…", fix.word);
    case "reword":
      return l10n.t("Reword this sentence…");
  }
}
