/**
 * What Cloze knows of a kind of document besides how to read it. Each format's folder states it once, without importing
 * a parser: the extension host asks for it at every start.
 */
export interface FormatFacts {
  /** VS Code's language identifiers. */
  readonly languages: readonly string[];
  /** Endings of its files, in lower case, without the stop. */
  readonly endings: readonly string[];
  /** Names of files that are in this format whatever their ending; default: none. */
  readonly names?: readonly string[];
  /** How a comment is written, for `cloze-disable`; absent if the format has none. */
  readonly comment?: CommentSyntax;
  /** What of a document is not read, by how it begins; the first that fits says what it is. Default: markup. */
  readonly skipped?: readonly SkippedThing[];
  /** Whether files of this format are checked when the user names none: people write most of them, and not programs. */
  readonly isCheckedByDefault: boolean;
}

/** Sources of patterns (flags "m" and "u") for what stands around the text of a comment, white space included. */
export interface CommentSyntax {
  /** May take in the indentation before the comment's mark; nothing else before it. */
  readonly opening: string;
  readonly closing: string;
  /** What Cloze writes around the words of a comment. */
  readonly written: CommentMarks;
  /** A comment on a line of its own would cut a paragraph in two. */
  readonly cutsParagraphs?: true;
  /** A comment may stand within a line, with words behind it. */
  readonly isInline?: true;
  /** An empty line must follow it. */
  readonly needsGap?: true;
}

/** What stands before and behind the words of a comment, with the spaces there. */
export type CommentMarks = readonly [opening: string, closing: string];

/** A noun phrase for something that is not read ("a comment"), and a pattern (flags "muy") from its first character on. */
export type SkippedThing = readonly [what: string, pattern: RegExp];
