import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { EngineError } from "../engine/engineError";
import { DEFAULT_MODELS } from "../library/library";
import type { Finding } from "../lint/finding";
import { findToneFindings } from "../lint/findToneFindings";
import { findSentences } from "../text/findSentences";
import { print, type CliContext } from "./cliContext";
import { CliError } from "./cliError";
import { decodeText } from "./decodeText";
import { findFiles } from "./findFiles";
import { LineIndex, type Position } from "./lineIndex";
import { ProgressLine } from "./progressLine";

/** Least P(negative) of a finding unless said: that of the editor's setting. */
export const DEFAULT_THRESHOLD = 0.8;

interface Options {
  readonly model: string;
  readonly threshold: number;
  readonly json?: boolean;
}

/** A finding as `--json` prints it. */
interface FileFinding {
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly rule: Finding["rule"];
  readonly score: number;
  readonly message: string;
}

/** `cloze lint`: exit code 0 for clean, 1 for findings, 2 for an error, whatever was found besides. */
export function addLint(program: Command, context: CliContext): void {
  program
    .command("lint")
    .summary("point at negative sentences in Markdown and text files")
    .description("point at negative sentences in Markdown and text files\n\n  cloze lint README.md 'docs/**/*.md'")
    .argument("[files...]", "files, folders or patterns (default: **/*.md and **/*.txt, but for node_modules and .git)")
    .option("--model <name>", "a bundled model, or the folder of a checkpoint", DEFAULT_MODELS.tone)
    .option("--threshold <number>", "least probability of a finding, 0 to 1", readProbability, DEFAULT_THRESHOLD)
    .option("--json", "print a JSON list of findings")
    .action((patterns: string[], options: Options) => lint(context, patterns, options));
}

async function lint(context: CliContext, patterns: readonly string[], options: Options): Promise<void> {
  const model = await context.library.resolve(options.model, context.folder);
  const files = await findFiles(patterns, context.folder);
  const progress = new ProgressLine(context.errors);
  const all: FileFinding[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const place = `file ${index + 1} of ${files.length}`;
      progress.show(place);
      const findings = await lintFile(context, file, { model, threshold: options.threshold, progress, place });
      all.push(...findings);
      if (options.json === true || findings.length === 0) continue;
      progress.clear();
      await print(context.output, findings.map(formatFinding).join("\n"));
    }
  } finally {
    progress.clear();
  }
  await keepTones(context, model);
  if (options.json === true) await print(context.output, JSON.stringify(all));
  else await print(context.errors, `${count(all.length, "finding")} in ${count(files.length, "file")}`);
  if (context.exitCode === 0 && all.length > 0) context.exitCode = 1;
}

/** The engine writes to its cache what it has read, before it is ended: the next lint then reads what has changed. */
async function keepTones({ engine }: CliContext, model: string): Promise<void> {
  if (engine.state.kind !== "idle") return;
  await engine.request("unload", { model }).catch(() => null);
}

interface FileOptions {
  readonly model: string;
  readonly threshold: number;
  readonly progress: ProgressLine;
  /** Of the file among all. */
  readonly place: string;
}

/** A file that cannot be read, or that the engine dies of, is told and the rest go on. */
async function lintFile(
  context: CliContext,
  file: string,
  { model, threshold, progress, place }: FileOptions,
): Promise<readonly FileFinding[]> {
  try {
    const text = await readText(path.resolve(context.folder, file));
    const sentences = findSentences(text, /\.(md|markdown)$/i.test(file) ? "markdown" : "plaintext");
    if (sentences.length === 0) return [];
    const params = { model, sentences: sentences.map((sentence) => sentence.text) };
    const tones = await context.engine.request("tone", params, {
      lane: "workspace",
      onProgress: (done, total) => progress.show(`${place}, ${done} of ${count(total, "sentence")}`),
    });
    const scored = tones.flatMap((tone, i) => {
      const sentence = sentences[i];
      return sentence === undefined ? [] : [{ sentence, tone }];
    });
    const lines = new LineIndex(text);
    return findToneFindings(scored, { threshold }).map(({ span, rule, score, message }) => {
      const range = { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
      return { file, range, rule, score, message };
    });
  } catch (error) {
    if (!isOfOneFile(error)) throw error;
    progress.clear();
    await print(context.errors, `cloze: ${file}: ${error.message} (${error.code})`);
    context.exitCode = 2;
    return [];
  }
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

function isOfOneFile(error: unknown): error is CliError | EngineError {
  if (error instanceof CliError) return true;
  return error instanceof EngineError && (error.code === "stopped" || error.code === "hung");
}

function formatFinding({ file, range, rule, score, message }: FileFinding): string {
  return `${file}:${range.start.line}:${range.start.column}  ${rule}  ${score.toFixed(2)}  ${message}`;
}

function count(number: number, name: string): string {
  return `${number} ${name}${number === 1 ? "" : "s"}`;
}

function readProbability(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !(number >= 0 && number <= 1)) {
    throw new CliError("bad-usage", `--threshold is "${value}", expected a number from 0 to 1`);
  }
  return number;
}
