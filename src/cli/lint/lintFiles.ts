import { isModelLack } from "../../engine/client/isModelLack";
import { scoreSentences, type SentenceScore } from "../../engine/client/scoreSentences";
import { EngineError, isEngineDeath } from "../../engine/protocol/engineError";
import { collectHidden } from "../../lint/collectHidden";
import type { Finding } from "../../lint/finding";
import { groupRules, type RuleGroup } from "../../lint/groupRules";
import { listRunFindings } from "../../lint/listRunFindings";
import type { NamedRule } from "../../lint/listSwitches";
import { isMutedRule } from "../../lint/mutedRules";
import { findLabelLack } from "../../lint/open/labelLack";
import type { Reason } from "../../lint/reason";
import type { Rule } from "../../lint/rule";
import type { RuleRun } from "../../lint/ruleRun";
import type { Severity } from "../../lint/ruleSetting";
import type { Format } from "../../text/formats/format";
import { LineIndex } from "../../text/spans/lineIndex";
import type { Sentence } from "../../text/spans/sentence";
import type { CliContext } from "../cliContext";
import type { CliError } from "../cliError";
import type { Document } from "../input/readDocument";
import { type FileSentence, type FileText, isCheckedBy, readGroups, type Unread } from "./readGroups";
import { scoreBefore } from "./scoreBefore";

type Precision = NonNullable<SentenceScore>["precision"];

/** A finding, with the reason for it where that was asked for. */
export interface ExplainedFinding extends Finding {
  readonly severity: Severity;
  /** What its score was computed in. */
  readonly precision: Precision;
  readonly reason?: Reason;
  /** The sentence that it is about, or in, as the model read it. */
  readonly sentence: string;
  /** Where files are compared with an earlier state: what the sentence is. */
  readonly change?: "new" | "edited";
  /** The score of the edited sentence before, where its rule has scores of whole sentences. */
  readonly before?: number;
}

/**
 * A file with its findings, or the error for which the file or one of its sentences could not be checked. A file has one
 * outcome, and one more for each such sentence.
 */
export type FileOutcome =
  | {
      readonly file: string;
      readonly text: string;
      readonly format: Format;
      readonly findings: readonly ExplainedFinding[];
      /** Number of sentences that were checked. */
      readonly sentences: number;
      /** What its sentences were computed in; empty if none was read. */
      readonly precisions: readonly Precision[];
      /** Names in `cloze-disable` comments that are the id of no rule. */
      readonly unknownRules: readonly NamedRule[];
    }
  | { readonly file: string; readonly error: CliError | EngineError };

export interface LintFilesOptions {
  /** Folder of the checkpoint. */
  readonly model: string;
  /** Folder of a model that labels words, for rules about words. */
  readonly names?: string | undefined;
  readonly runs: readonly RuleRun[];
  /** True for a sentence on which nobody wants a finding. */
  readonly accepts: (sentence: string) => boolean;
  /** Look for the words that each finding rests on. */
  readonly why: boolean;
  /** Reads a file. @throws {CliError} if it cannot be read. */
  readonly read: (file: string) => Promise<Document>;
  /** Reads what a file was before, where only sentences that changed are checked; `undefined` for one that is new. */
  readonly readBefore?: ((file: string) => Promise<Document | undefined>) | undefined;
  /** Called for rules that the model cannot answer; throws if they must be. The other rules run all the same. */
  readonly skip: (rules: readonly Rule[], error: EngineError) => void;
  /** Called when `done` of the `total` sentences of one request are known; file number `last`, 1..N, is its last file. */
  readonly report: (last: number, done: number, total: number) => void;
  /** Aborting ends the work. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checks files, and gives their outcomes in order. The next files are read while the engine computes. A file that
 * cannot be read costs no other file its outcome, a sentence that the engine dies of no other sentence its finding.
 *
 * @throws {EngineError} when every file would fail in the same way.
 */
export async function* lintFiles(
  context: Pick<CliContext, "engine">,
  files: readonly string[],
  options: LintFilesOptions,
): AsyncGenerator<FileOutcome> {
  let asked: Promise<readonly FileOutcome[]> | undefined;
  for await (const group of readGroups(files, options)) {
    if (asked !== undefined) yield* await asked;
    asked = lintGroup(context, group, options);
    // It is awaited only when the next group is read, and a failure before that must not go unhandled.
    asked.catch(() => undefined);
  }
  if (asked !== undefined) yield* await asked;
}

async function lintGroup(
  context: Pick<CliContext, "engine">,
  group: readonly (FileText | Unread)[],
  options: LintFilesOptions,
): Promise<readonly FileOutcome[]> {
  const texts = group.filter((read) => "sentences" in read);
  const scored: Scored[] = [];
  const groups = groupRules(options.runs.map(({ rule }) => rule));
  for (const rules of groups) {
    try {
      scored.push(await scoreGroup(context, texts, { ...options, rules }));
    } catch (error) {
      if (!isModelLack(error)) throw error;
      options.skip(rules.rules, error);
      continue;
    }
    const lack = findLabelLack(rules.rules, scored.at(-1)?.scores.values() ?? []);
    if (lack !== undefined) options.skip(lack.rules, lack);
  }
  const outcomes: FileOutcome[] = [];
  for (const read of group) {
    if ("error" in read) outcomes.push(read);
    else outcomes.push(...(await lintFile(context, read, { ...options, scored })));
  }
  return outcomes;
}

interface Scored {
  readonly rules: RuleGroup;
  readonly scores: ReadonlyMap<Sentence, SentenceScore>;
  /** The error that ended the engine, by the sentence's text. */
  readonly deaths: ReadonlyMap<string, EngineError>;
}

async function scoreGroup(
  { engine }: Pick<CliContext, "engine">,
  texts: readonly FileText[],
  { model, names, report, rules, signal }: LintFilesOptions & { readonly rules: RuleGroup },
): Promise<Scored> {
  const isAsked = ({ muted }: FileSentence) => rules.rules.some(({ id }) => !isMutedRule(muted, id));
  const placed = texts.flatMap(({ text, sentences }) =>
    sentences.filter(isAsked).map((sentence) => ({ sentence, document: text })),
  );
  const all = placed.map(({ sentence }) => sentence);
  const deaths = new Map<string, EngineError>();
  if (all.length === 0) return { rules, scores: new Map(), deaths };
  const last = texts.at(-1)?.number ?? 0;
  report(last, 0, all.length);
  const scores = await scoreSentences(
    engine,
    {
      ...rules.needs,
      ...(names !== undefined && rules.needs.request === "slips" && { params: { ...rules.needs.params, names } }),
      model,
      sentences: all.map(({ text }) => text),
      hidden: rules.needs.hidden && collectHidden(placed),
    },
    {
      lane: "workspace",
      ...(signal && { signal }),
      onProgress: (done, total) => report(last, done, total),
      onDeath: ([text = "", ...others], error) => {
        if (others.length === 0) deaths.set(text, error);
      },
    },
  );
  return { rules, scores: new Map(all.map((sentence, i) => [sentence, scores[i]])), deaths };
}

/** Lists the findings of a file, then an error for each of its sentences that the engine ended at. */
async function lintFile(
  { engine }: Pick<CliContext, "engine">,
  { file, text, format, sentences, unknownRules, phrases }: FileText,
  { model, runs, why, scored }: LintFilesOptions & { readonly scored: readonly Scored[] },
): Promise<readonly FileOutcome[]> {
  const findings: ExplainedFinding[] = [];
  const failures: FileOutcome[] = [];
  const lines = new LineIndex(text);
  const fail = (sentence: Sentence, what: string, error: EngineError) => {
    const { line, column } = lines.positionAt(sentence.span.start);
    const message = `line ${line}, column ${column}: ${what}: ${error.message}`;
    failures.push({ file, error: new EngineError(error.code, message, { cause: error }) });
  };
  // Asked for at most once in a file, and only if there is something to explain.
  let mask: Promise<string> | undefined;
  const readMask = () => (mask ??= engine.request("load", { model }).then((info) => info.mask ?? ""));
  for (const sentence of sentences) {
    const [death] = scored.flatMap(({ deaths }) => deaths.get(sentence.text) ?? []);
    if (death !== undefined) fail(sentence, "this sentence is not checked", death);
    for (const { run, finding, precision } of listFindings(sentence, { scored, runs, phrases, text })) {
      const { rule, threshold, severity } = run;
      const found = { ...finding, severity, precision, sentence: sentence.text, ...describeChange(sentence) };
      const ask = (texts: readonly string[]) =>
        engine.request(rule.needs.request, { ...rule.needs.params, model, sentences: texts }, { lane: "workspace" });
      try {
        const reason = why ? await rule.explain?.(sentence, { threshold, mask: await readMask() }, ask) : undefined;
        findings.push({ ...found, ...(reason && { reason }) });
      } catch (error) {
        if (!isEngineDeath(error)) throw error;
        findings.push(found);
        fail(sentence, "the reason of this finding is not known", error);
      }
    }
  }
  const answers = sentences.flatMap((sentence) => scored.flatMap(({ scores }) => scores.get(sentence) ?? []));
  const precisions = [...new Set(answers.map(({ precision }) => precision))];
  const compared = await scoreBefore(engine, model, { sentences, findings, runs });
  const outcome = { file, text, format, findings: compared, precisions, unknownRules, sentences: sentences.length };
  return [outcome, ...failures];
}

function describeChange({ before }: FileSentence): Pick<ExplainedFinding, "change"> {
  return before === undefined ? {} : { change: before === null ? "new" : "edited" };
}

function listFindings(
  sentence: FileSentence,
  {
    scored,
    runs,
    phrases,
    text,
  }: Pick<LintFilesOptions, "runs"> & Pick<FileText, "phrases" | "text"> & { readonly scored: readonly Scored[] },
) {
  const found = scored.flatMap(({ rules: { rules }, scores }) => {
    const answer = scores.get(sentence);
    if (answer === undefined) return [];
    const own = runs.filter((run) => rules.includes(run.rule) && isCheckedBy(run, sentence));
    const { precision } = answer;
    return listRunFindings(own, { sentence, answer }, { phrases, document: text }).map((each) => ({
      ...each,
      precision,
    }));
  });
  // What is said of the sentence, then of its words.
  return found.sort((a, b) => a.finding.span.start - b.finding.span.start || b.finding.span.end - a.finding.span.end);
}
