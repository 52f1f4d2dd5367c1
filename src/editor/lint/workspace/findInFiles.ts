import { isModelLack } from "../../../engine/client/isModelLack";
import { scoreSentences } from "../../../engine/client/scoreSentences";
import { collectHidden } from "../../../lint/collectHidden";
import { groupRules, type RuleGroup } from "../../../lint/groupRules";
import { listRunFindings, type RunFinding } from "../../../lint/listRunFindings";
import { findLabelLack } from "../../../lint/open/labelLack";
import { resolveAsked } from "../../../lint/open/resolveAsked";
import type { Rule } from "../../../lint/rule";
import type { RuleRun } from "../../../lint/ruleRun";
import type { Precision } from "../../../tasks/schemas/precisionSchema";
import type { Sentence } from "../../../text/spans/sentence";
import type { Services } from "../../services";
import { buildLintModels } from "../buildLintModels";
import type { FileSentences } from "../readFileSentences";

/** Sentences of one request. Small files share it, so that their sentences share runs. */
export const REQUEST_SENTENCES = 400;

export interface FileFinding extends RunFinding {
  /** As the model read it. */
  readonly sentence: string;
  /** What its score was computed in. */
  readonly precision: Precision;
}

export interface FindOptions {
  readonly signal?: AbortSignal;
  /** Called with the number of sentences that were read since the last call. */
  readonly onRead?: (more: number) => void;
}

/** Asks the engine about the sentences of files, and gives the findings in each. */
export async function findInFiles(
  services: Services,
  files: readonly FileSentences[],
  options: FindOptions,
): Promise<ReadonlyMap<FileSentences, readonly FileFinding[]>> {
  const found = new Map(files.map((file) => [file, [] as FileFinding[]]));
  const rules = new Set(files.flatMap(({ policy }) => policy.runs.map(({ rule }) => rule)));
  for (const chunk of listChunks(files)) {
    for (const group of groupRules([...rules])) {
      for (const { file, ...each } of await askChunk(services, group, chunk, options)) found.get(file)?.push(each);
    }
    options.onRead?.(chunk.length);
  }
  return found;
}

interface Place {
  readonly file: FileSentences;
  readonly sentence: Sentence;
  /** Of the sentence in the file. */
  readonly index: number;
}

/** The sentences of one request after the other: those of a long file are not all made at once. */
function* listChunks(files: readonly FileSentences[]): Generator<readonly Place[]> {
  let chunk: Place[] = [];
  for (const file of files) {
    for (const index of file.indices) {
      chunk.push({ file, sentence: file.sentences.at(index), index });
      if (chunk.length < REQUEST_SENTENCES) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

async function askChunk(
  services: Services,
  { needs, rules }: RuleGroup,
  chunk: readonly Place[],
  { signal }: FindOptions,
) {
  const { engine, log } = services;
  const { request, hidden } = needs;
  const asked = chunk
    .map((place) => ({ ...place, runs: listRuns(rules, place) }))
    .filter(({ runs }) => runs.length > 0);
  if (asked.length === 0) return [];
  const placed = asked.map(({ file, sentence }) => ({ sentence, document: file.text }));
  const { question } = await resolveAsked(buildLintModels(services), needs);
  const scores = await scoreSentences(
    engine,
    {
      request,
      ...question,
      sentences: asked.map(({ sentence }) => sentence.text),
      ...(hidden && { hidden: collectHidden(placed) }),
    },
    {
      lane: "workspace",
      ...(signal && { signal }),
      onDeath: ({ length }, { code }) => log.warn(`${request}: the engine ended during ${length} sentences (${code})`),
    },
  ).catch((error: unknown) => {
    if (!isModelLack(error)) throw error;
    log.warn(`${request}: not checked, the model cannot answer (${error.code})`);
    return [];
  });
  const lack = findLabelLack(rules, scores);
  if (lack !== undefined) log.warn(`${request}: ${lack.rules.length} rules not checked (${lack.code})`);
  return asked.flatMap(({ file, sentence, runs }, i) => {
    const answer = scores[i];
    if (answer === undefined) return [];
    const { precision } = answer;
    return listRunFindings(runs, { sentence, answer }, { phrases: file.phrases, document: file.text }).map((each) => ({
      ...each,
      ...{ file, precision, sentence: sentence.text },
    }));
  });
}

/** Of these rules, those that run on a sentence. */
function listRuns(rules: readonly Rule[], { file, index }: Place): readonly RuleRun[] {
  return file.policy.runs.filter((run) => rules.includes(run.rule) && file.sentences.isChecked(index, run));
}
