import type * as vscode from "vscode";
import { scoreSentences } from "../../engine/client/scoreSentences";
import { groupRules, type RuleGroup } from "../../lint/groupRules";
import { RULES } from "../../lint/rules";
import type { Sentence } from "../../text/spans/sentence";
import type { Services } from "../services";
import { toRange } from "../toRange";
import { buildMark } from "./buildMark";
import type { FileSentences } from "./readFileSentences";

/** Sentences of one request. Small files share it, so that their sentences share runs. */
export const REQUEST_SENTENCES = 400;

/** A mark on an unopened file, and the sentence it is about. */
export interface FileMark {
  readonly sentence: string;
  readonly diagnostic: vscode.Diagnostic;
}

export interface MarkOptions {
  readonly signal?: AbortSignal;
  /** Called with the number of sentences that were read since the last call. */
  readonly onRead?: (more: number) => void;
}

/** Asks the engine about the sentences of unopened files, and gives the marks of each. */
export async function markFiles(
  services: Services,
  files: readonly FileSentences[],
  options: MarkOptions,
): Promise<ReadonlyMap<FileSentences, readonly FileMark[]>> {
  const found = new Map(files.map((file) => [file, [] as FileMark[]]));
  for (const chunk of listChunks(files)) {
    for (const group of groupRules(RULES)) {
      for (const { file, mark } of await markChunk(services, group, chunk, options)) found.get(file)?.push(mark);
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

async function markChunk(
  { engine, models, log, extensionUri }: Services,
  { needs: { request, params, model: purpose }, rules }: RuleGroup,
  chunk: readonly Place[],
  { signal }: MarkOptions,
) {
  const model = await models.resolve(purpose);
  const scores = await scoreSentences(
    engine,
    { request, params, model, sentences: chunk.map(({ sentence }) => sentence.text) },
    {
      lane: "workspace",
      ...(signal && { signal }),
      onDeath: ({ length }, { code }) => log.warn(`${request}: the engine ended during ${length} sentences (${code})`),
    },
  );
  return chunk.flatMap(({ file, sentence, index }, i) => {
    const score = scores[i];
    if (score === undefined) return [];
    return file.policy.runs
      .filter((run) => rules.includes(run.rule) && file.sentences.isChecked(index, run))
      .flatMap(({ rule, threshold, severity }) =>
        rule.listFindings(sentence, score, { threshold }).map((finding) => {
          const diagnostic = buildMark({ ...finding, severity }, toRange(file, finding.span), extensionUri);
          return { file, mark: { sentence: sentence.text, diagnostic } };
        }),
      );
  });
}
