import type { FileOutcome } from "./lintFiles";

/** What there is to say of one file. */
export interface OutcomesOfFile {
  readonly file: string;
  /** `undefined` for a file that could not be read. */
  readonly checked: Extract<FileOutcome, { readonly text: string }> | undefined;
  readonly errors: readonly Error[];
}

/** Puts together the outcomes of each file, which follow each other. */
export async function* groupOutcomes(outcomes: AsyncIterable<FileOutcome>): AsyncGenerator<OutcomesOfFile> {
  let current: { file: string; checked: OutcomesOfFile["checked"]; errors: Error[] } | undefined;
  for await (const outcome of outcomes) {
    if (current?.file !== outcome.file) {
      if (current !== undefined) yield current;
      current = { file: outcome.file, checked: undefined, errors: [] };
    }
    if ("error" in outcome) current.errors.push(outcome.error);
    else current.checked = outcome;
  }
  if (current !== undefined) yield current;
}
