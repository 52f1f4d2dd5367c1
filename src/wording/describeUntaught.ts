import * as l10n from "@vscode/l10n";

/** A model that was taught sentence vectors, small and under a free licence. */
export const TAUGHT_MODEL = "sentence-transformers/all-MiniLM-L6-v2";

/** What to say of a model whose files do not say how sentence vectors are made. */
export function describeUntaught(name: string): string {
  return l10n.t("{0} was not taught to compare sentences: what it finds is often alike in words alone.", name);
}
