import { DocumentPhrases } from "../../lint/documentPhrases";
import type { NamedRule } from "../../lint/listSwitches";
import { isMutedRule } from "../../lint/mutedRules";
import { readMuting } from "../../lint/readMuting";
import type { RuleRun } from "../../lint/ruleRun";
import type { Format } from "../../text/formats/format";
import { markForeign } from "../../text/language/markForeign";
import { listSentences } from "../../text/sentences/listSentences";
import { pairSentences } from "../../text/sentences/pairSentences";
import type { Sentence } from "../../text/spans/sentence";
import { CliError } from "../cliError";
import type { Document } from "../input/readDocument";
import type { FileOutcome, LintFilesOptions } from "./lintFiles";

/** Small files share a request of about this many sentences: alone, few of their sentences would share a run. */
const GROUP_SENTENCES = 400;

/** A file, and what is to be asked of it. */
export interface FileText {
  readonly file: string;
  /** 1..N among all files. */
  readonly number: number;
  readonly text: string;
  readonly format: Format;
  /** Those that are accepted by nobody and hidden from no rule. */
  readonly sentences: readonly FileSentence[];
  readonly unknownRules: readonly NamedRule[];
  readonly phrases: DocumentPhrases;
}

export interface FileSentence extends Sentence {
  /** The rules that a comment turns off for it: ask `isMutedRule`. */
  readonly muted: readonly string[];
  /** See `pairSentences`; absent where nothing is compared. */
  readonly before?: string | null;
}
export type Unread = Extract<FileOutcome, { readonly error: unknown }>;

/** Reads files in groups, in order. A file that cannot be read costs no other file its place. */
export async function* readGroups(
  files: readonly string[],
  options: LintFilesOptions,
): AsyncGenerator<readonly (FileText | Unread)[]> {
  let group: (FileText | Unread)[] = [];
  let sentences = 0;
  for (const [index, file] of files.entries()) {
    const read = await readSentences({ file, number: index + 1 }, options);
    group.push(read);
    if ("sentences" in read) sentences += read.sentences.length;
    if (sentences < GROUP_SENTENCES) continue;
    yield group;
    group = [];
    sentences = 0;
  }
  if (group.length > 0) yield group;
}

async function readSentences(
  { file, number }: Pick<FileText, "file" | "number">,
  { read, readBefore, runs, accepts }: LintFilesOptions,
): Promise<FileText | Unread> {
  try {
    const { text, format } = await read(file);
    const all = await markForeign(text, format, listSentences(text, format));
    const { muted, unknownRules } = readMuting(text, format, all);
    const pairs = readBefore && pairWithBefore(all, await readBefore(file));
    const sentences = all.flatMap((sentence, index): FileSentence[] => {
      const before = pairs?.[index];
      if (pairs !== undefined && before === undefined) return [];
      return [{ ...sentence, muted: muted[index] ?? [], ...(before !== undefined && { before }) }];
    });
    const isChecked = (sentence: FileSentence) => runs.some((run) => isCheckedBy(run, sentence));
    return {
      file,
      number,
      text,
      format,
      sentences: sentences.filter((sentence) => isChecked(sentence) && !accepts(sentence.text)),
      unknownRules,
      phrases: new DocumentPhrases(() => all.map((sentence) => sentence.text)),
    };
  } catch (error) {
    if (error instanceof CliError) return { file, error };
    throw error;
  }
}

function pairWithBefore(all: readonly Sentence[], before: Document | undefined) {
  const earlier = before === undefined ? [] : listSentences(before.text, before.format);
  return pairSentences(
    all.map(({ text }) => text),
    earlier.map(({ text }) => text),
  );
}

/** True unless a comment or its language keeps the rule from the sentence. */
export function isCheckedBy({ rule, onlyEnglish }: RuleRun, { muted, isForeign }: FileSentence): boolean {
  return !isMutedRule(muted, rule.id) && !(onlyEnglish && isForeign === true);
}
