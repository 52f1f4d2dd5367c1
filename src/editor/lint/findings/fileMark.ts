import type * as vscode from "vscode";
import type { MarkedWord } from "../../../lint/markedWord";
import type { FindingAbout } from "../../../lint/open/isWanted";
import type { Severity } from "../../../lint/ruleSetting";

/** What is marked at a place of a file, open or not. */
export interface FileMark {
  readonly rule: string;
  readonly message: string;
  readonly severity: Severity;
  readonly range: vscode.Range;
  /** Absent from the mark on a name in a `cloze-disable` comment that is the id of no rule. */
  readonly found?: FoundText;
}

/** What a mark is about, as far as somebody may want no mark on it. */
export function describeAbout({ rule, found }: FileMark): FindingAbout | undefined {
  return found && { rule, sentence: found.sentence, word: found.word };
}

export interface FoundText {
  /** As the model read it. */
  readonly sentence: string;
  /** The word that the mark is about; `undefined` if it is about the sentence. */
  readonly word: MarkedWord | undefined;
  /** A fix is known that most would choose. */
  readonly isFixable: boolean;
}
