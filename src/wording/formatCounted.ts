import * as l10n from "@vscode/l10n";
import { formatCount } from "./numbers/formatCount";

/** One, and several. Looked up when they are said: what is counted is in few sentences. */
const FORMS = {
  "changed file": () => [l10n.t("{0} changed file"), l10n.t("{0} changed files")],
  contradiction: () => [l10n.t("{0} contradiction"), l10n.t("{0} contradictions")],
  example: () => [l10n.t("{0} example"), l10n.t("{0} examples")],
  file: () => [l10n.t("{0} file"), l10n.t("{0} files")],
  finding: () => [l10n.t("{0} finding"), l10n.t("{0} findings")],
  fix: () => [l10n.t("{0} fix"), l10n.t("{0} fixes")],
  line: () => [l10n.t("{0} line"), l10n.t("{0} lines")],
  "long sentence": () => [l10n.t("{0} long sentence"), l10n.t("{0} long sentences")],
  mark: () => [l10n.t("{0} mark"), l10n.t("{0} marks")],
  "more name": () => [l10n.t("{0} more name"), l10n.t("{0} more names")],
  number: () => [l10n.t("{0} number"), l10n.t("{0} numbers")],
  pair: () => [l10n.t("{0} pair"), l10n.t("{0} pairs")],
  repetition: () => [l10n.t("{0} repetition"), l10n.t("{0} repetitions")],
  row: () => [l10n.t("{0} row"), l10n.t("{0} rows")],
  sentence: () => [l10n.t("{0} sentence"), l10n.t("{0} sentences")],
  tag: () => [l10n.t("{0} tag"), l10n.t("{0} tags")],
  tensor: () => [l10n.t("{0} tensor"), l10n.t("{0} tensors")],
  time: () => [l10n.t("{0} time"), l10n.t("{0} times")],
  token: () => [l10n.t("{0} token"), l10n.t("{0} tokens")],
  use: () => [l10n.t("{0} use"), l10n.t("{0} uses")],
  window: () => [l10n.t("{0} window"), l10n.t("{0} windows")],
  word: () => [l10n.t("{0} word"), l10n.t("{0} words")],
} as const satisfies Readonly<Record<string, () => readonly [one: string, other: string]>>;

/** What can be counted. */
export type Countable = keyof typeof FORMS;

/** "1 file", "1,200 files". */
export function formatCounted(count: number, name: Countable): string {
  const [one, other] = FORMS[name]();
  return (count === 1 ? one : other).replace("{0}", formatCount(count));
}

/** How far a work is: "340 of 10,000 sentences". */
export function formatDone(done: number, total: number, name: Countable): string {
  return l10n.t({
    message: "{0} of {1}",
    comment: ["how far a work is: 340 of 10,000 sentences"],
    args: [formatCount(done), formatCounted(total, name)],
  });
}
