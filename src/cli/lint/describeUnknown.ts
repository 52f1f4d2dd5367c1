import type { Rule } from "../../lint/rule";
import { LineIndex } from "../../text/spans/lineIndex";
import type { FileOutcome } from "./lintFiles";

/**
 * A line for each name in a `cloze-disable` comment that is the id of no rule: the comment does not do what it seems to.
 *
 * @param rules - All that there are.
 */
export function describeUnknown(
  { file, text, unknownRules }: Extract<FileOutcome, { readonly text: string }>,
  rules: readonly Rule[],
): readonly string[] {
  const known = rules.map(({ id }) => id).join(", ");
  const lines = unknownRules.length > 0 ? new LineIndex(text) : undefined;
  return unknownRules.map(({ id, span }) => {
    const { line, column } = lines?.positionAt(span.start) ?? { line: 1, column: 1 };
    return `cloze: ${file}: line ${line}, column ${column}: no rule is called "${id}"; rules: ${known}`;
  });
}
