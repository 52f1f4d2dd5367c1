import { readFile } from "node:fs/promises";
import path from "node:path";
import type { RequestOptions } from "../../engine/client/engineClient";
import { isEngineDeath, type EngineError } from "../../engine/protocol/engineError";
import type { Finding } from "../../lint/finding";
import { findToneFindings } from "../../lint/findToneFindings";
import { explainTone, type ToneReason } from "../../lint/toneReason";
import { findMuted } from "../../lint/findMuted";
import { findSentences } from "../../text/sentences/findSentences";
import { findFileFormat } from "../../text/formats/format";
import type { Sentence } from "../../text/spans/sentence";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { decodeText } from "../decodeText";

/** A finding, and what it rests on where that was asked for. */
export interface ExplainedFinding extends Finding {
  readonly reason?: ToneReason;
}

/** A file and what was found in it, or why it could not be checked. */
export type FileOutcome =
  | { readonly file: string; readonly text: string; readonly findings: readonly ExplainedFinding[] }
  | { readonly file: string; readonly error: CliError | EngineError };

export interface LintFilesOptions {
  /** Folder of the checkpoint. */
  readonly model: string;
  readonly threshold: number;
  /** Whether the words are looked for that a finding rests on. */
  readonly why: boolean;
  /** Of the files up to the `last`, 1..N, `done` of `total` sentences of one request are known. */
  readonly report: (last: number, done: number, total: number) => void;
}

/** Small files share a request, or few of their sentences would share a run. */
const GROUP_SENTENCES = 400;

interface FileText {
  readonly file: string;
  /** 1..N among all files. */
  readonly number: number;
  readonly text: string;
  /** Those on which the document does not ask for no marks. */
  readonly sentences: readonly Sentence[];
}
type Unread = Extract<FileOutcome, { readonly error: unknown }>;

/**
 * Checks files, and gives their outcomes in order. The next files are read while the engine computes. A file that
 * cannot be read, or that the engine dies of, costs no other one its outcome.
 *
 * @throws {EngineError} whatever every file would end with.
 */
export async function* lintFiles(
  context: Pick<CliContext, "engine" | "folder">,
  files: readonly string[],
  options: LintFilesOptions,
): AsyncGenerator<FileOutcome> {
  let asked: Promise<readonly FileOutcome[]> | undefined;
  for await (const group of readGroups(context.folder, files)) {
    if (asked !== undefined) yield* await asked;
    asked = lintGroup(context, group, options);
    // It is awaited once the next group is read; until then nobody sees it fail.
    asked.catch(() => undefined);
  }
  if (asked !== undefined) yield* await asked;
}

async function* readGroups(folder: string, files: readonly string[]): AsyncGenerator<readonly (FileText | Unread)[]> {
  let group: (FileText | Unread)[] = [];
  let sentences = 0;
  for (const [index, file] of files.entries()) {
    const read = await readSentences(folder, file, index + 1);
    group.push(read);
    if ("sentences" in read) sentences += read.sentences.length;
    if (sentences < GROUP_SENTENCES) continue;
    yield group;
    group = [];
    sentences = 0;
  }
  if (group.length > 0) yield group;
}

async function readSentences(folder: string, file: string, number: number): Promise<FileText | Unread> {
  try {
    const text = await readText(path.resolve(folder, file));
    const format = findFileFormat(file);
    const sentences = findSentences(text, format);
    const muted = findMuted(text, format, sentences);
    return { file, number, text, sentences: sentences.filter((_, index) => muted[index] !== true) };
  } catch (error) {
    if (error instanceof CliError) return { file, error };
    throw error;
  }
}

async function lintGroup(
  context: Pick<CliContext, "engine">,
  group: readonly (FileText | Unread)[],
  options: LintFilesOptions,
): Promise<readonly FileOutcome[]> {
  const texts = group.filter((read) => "sentences" in read);
  const [only, ...others] = texts;
  try {
    const found = await findAll(context, texts, options);
    return group.map((read) => ("error" in read ? read : { ...read, findings: found.get(read) ?? [] }));
  } catch (error) {
    if (!isEngineDeath(error) || only === undefined) throw error;
    if (others.length === 0) return group.map((read) => ("error" in read ? read : { file: read.file, error }));
    // Of which file did the engine die? Each alone says.
    const outcomes: FileOutcome[] = [];
    for (const read of group) outcomes.push(...(await lintGroup(context, [read], options)));
    return outcomes;
  }
}

async function findAll(
  { engine }: Pick<CliContext, "engine">,
  texts: readonly FileText[],
  { model, threshold, why, report }: LintFilesOptions,
): Promise<ReadonlyMap<FileText, readonly ExplainedFinding[]>> {
  const all = texts.flatMap(({ sentences }) => sentences);
  if (all.length === 0) return new Map();
  const last = texts.at(-1)?.number ?? 0;
  const score = (sentences: readonly string[], onProgress?: RequestOptions["onProgress"]) =>
    engine.request("tone", { model, sentences }, { lane: "workspace", ...(onProgress && { onProgress }) });
  const scoreNegative = async (sentences: readonly string[]) =>
    (await score(sentences)).map(({ scores }) => scores.negative);
  report(last, 0, all.length);
  const tones = await score(
    all.map(({ text }) => text),
    (done, total) => report(last, done, total),
  );
  const toneOf = new Map(all.map((sentence, i) => [sentence, tones[i]]));
  const found = new Map<FileText, readonly ExplainedFinding[]>();
  for (const read of texts) {
    const findings: ExplainedFinding[] = [];
    for (const sentence of read.sentences) {
      const tone = toneOf.get(sentence);
      if (tone === undefined) continue;
      for (const finding of findToneFindings([{ sentence, tone }], { threshold })) {
        findings.push(why ? { ...finding, reason: await explainTone(sentence, threshold, scoreNegative) } : finding);
      }
    }
    found.set(read, findings);
  }
  return found;
}

async function readText(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new CliError("bad-input", cause instanceof Error ? cause.message : "cannot be read", { cause });
  }
  return decodeText(bytes, "content");
}
