import { LocalLinter, SuggestionKind } from "harper.js";
import { binary } from "harper.js/binary";
import type { Remark } from "./measureSlips";

/** What Harper remarks on each text, as it comes, but for spelling: a checker of rules, to compare with. */
export async function askHarper(texts: readonly string[]): Promise<readonly (readonly Remark[])[]> {
  const linter = new LocalLinter({ binary });
  await linter.setup();
  const remarks: Remark[][] = [];
  for (const text of texts) {
    const lints = await linter.lint(text);
    remarks.push(
      lints
        .filter((lint) => lint.lint_kind() !== "Spelling")
        .map((lint) => {
          // Harper counts characters, not UTF-16 units.
          const characters = Array.from(text);
          const [start, end] = [lint.span().start, lint.span().end].map(
            (count) => characters.slice(0, count).join("").length,
          ) as [number, number];
          const suggestions = lint.suggestions().map((suggestion) => {
            const written = suggestion.get_replacement_text();
            return suggestion.kind() === SuggestionKind.InsertAfter ? text.slice(start, end) + written : written;
          });
          return { start, end, suggestions };
        }),
    );
  }
  await linter.dispose();
  return remarks;
}
