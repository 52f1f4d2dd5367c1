import { type Command, Option } from "commander";
import { DEFAULT_MODELS } from "../../library/library";
import type { Finding } from "../../lint/finding";
import type { Reason, ReasonStyle } from "../../lint/reason";
import { RULES } from "../../lint/rules";
import { LineIndex, type Position } from "../../text/spans/lineIndex";
import type { Span } from "../../text/spans/span";
import type { CliContext, OpenContext } from "../cliContext";
import { printLine } from "../print/printLine";
import { CliError } from "../cliError";
import { listFiles } from "../input/listFiles";
import { lintFiles, type FileOutcome } from "../lint/lintFiles";
import { ProgressLine } from "../print/progressLine";
import { toSarif } from "../print/sarif";
import { formatCount } from "../../wording/formatCount";
import { formatCounted } from "../../wording/formatCounted";
import { formatPercent } from "../../wording/formatPercent";

/** The default of each rule: "0.8 for tone/negative". */
const THRESHOLDS = RULES.map(({ id, defaultThreshold }) => `${defaultThreshold} for ${id}`).join(", ");

interface Options {
  readonly model: string;
  readonly threshold?: number;
  readonly why?: boolean;
  readonly json?: boolean;
  readonly sarif?: boolean;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A finding as `--json` prints it. */
interface FileFinding {
  readonly file: string;
  readonly range: Range;
  readonly rule: Finding["rule"];
  readonly score: number;
  readonly message: string;
  /** With `--why`. */
  readonly why?: Why;
}

/** What a finding rests on: words, and P(negative) without them; no words and null where no few words are the reason. */
interface Why {
  readonly words: readonly { readonly text: string; readonly range: Range | null }[];
  readonly without: number | null;
  readonly message: string;
}

const PLAIN: ReasonStyle = { word: (text) => `"${text}"`, percent: formatPercent };

/** `cloze lint`: exit code 0 for clean, 1 for findings, 2 for an error, whatever was found besides. */
export function addLintCommand(program: Command, openContext: OpenContext): void {
  program
    .command("lint")
    .summary("point at negative sentences of documents, and of the comments of programs")
    .description(
      "point at negative sentences of documents, and of the comments of programs; at none between comments cloze-disable and cloze-enable\n\n  cloze lint README.md 'docs/**/*.md'",
    )
    .argument(
      "[files...]",
      "files, folders, which stand for the documents in them, or patterns (default: all documents here but in node_modules and .git)",
    )
    .option("--model <name>", "a bundled model, or the folder of a checkpoint", DEFAULT_MODELS.tone)
    .option("--threshold <number>", `least probability of a finding, 0 to 1 (default: ${THRESHOLDS})`, readProbability)
    .option("--why", "name the words that each finding rests on; reads its sentence again with each of them hidden")
    .addOption(new Option("--json", "print a JSON list of findings").conflicts("sarif"))
    .option("--sarif", "print a SARIF log, which code hosts and editors read")
    .action((patterns: string[], options: Options, command: Command) =>
      lint(openContext(command), patterns, { ...options, version: program.version() ?? "" }),
    );
}

async function lint(
  context: CliContext,
  patterns: readonly string[],
  options: Options & { readonly version: string },
): Promise<void> {
  const model = await context.library.resolve(options.model, context.folder);
  const { threshold, why = false } = options;
  const files = await listFiles(patterns, context.folder);
  const progress = new ProgressLine(context.errors);
  const report = (last: number, done: number, total: number) =>
    progress.show(
      `file ${formatCount(last)} of ${formatCount(files.length)}, ${formatCount(done)} of ${formatCounted(total, "sentence")}`,
    );
  const all: FileFinding[] = [];
  const failures: { file: string; message: string }[] = [];
  const isListed = options.json !== true && options.sarif !== true;
  try {
    for await (const outcome of lintFiles(context, files, { model, threshold, why, report })) {
      if ("error" in outcome) {
        progress.clear();
        const message = `${outcome.error.message} (${outcome.error.code})`;
        failures.push({ file: outcome.file, message });
        await printLine(context.errors, `cloze: ${outcome.file}: ${message}`);
        context.exit.code = 2;
        continue;
      }
      const findings = placeFindings(outcome);
      all.push(...findings);
      if (!isListed || findings.length === 0) continue;
      progress.clear();
      await printLine(context.output, findings.map(formatFinding).join("\n"));
    }
  } finally {
    progress.clear();
  }
  await keepTones(context, model);
  if (options.json === true) await printLine(context.output, JSON.stringify(all));
  else if (options.sarif === true) {
    const findings = all.map((finding) => ({ ...finding, message: joinMessage(finding) }));
    const log = toSarif({ version: options.version, findings, failures });
    await printLine(context.output, JSON.stringify(log, undefined, 2));
  } else
    await printLine(context.errors, `${formatCounted(all.length, "finding")} in ${formatCounted(files.length, "file")}`);
  if (context.exit.code === 0 && all.length > 0) context.exit.code = 1;
}

/** The engine writes to its cache what it has read, before it is ended: the next lint then reads what has changed. */
async function keepTones({ engine }: CliContext, model: string): Promise<void> {
  if (engine.state.kind !== "idle") return;
  await engine.request("unload", { model }).catch(() => null);
}

function placeFindings({ file, text, findings }: Extract<FileOutcome, { readonly text: string }>): FileFinding[] {
  const lines = new LineIndex(text);
  const toRange = ({ start, end }: Span) => ({ start: lines.positionAt(start), end: lines.positionAt(end) });
  return findings.map(({ span, rule, score, message, reason }) => ({
    file,
    range: toRange(span),
    rule,
    score,
    message,
    ...(reason && { why: placeReason(reason, toRange) }),
  }));
}

function placeReason(reason: Reason, toRange: (span: Span) => Range): Why {
  return {
    words: reason.words.map(({ text, place }) => ({ text, range: place === undefined ? null : toRange(place) })),
    without: reason.without ?? null,
    message: reason.describe(PLAIN),
  };
}

function formatFinding(finding: FileFinding): string {
  const { file, range, rule, score } = finding;
  return `${file}:${range.start.line}:${range.start.column}  ${rule}  ${score.toFixed(2)}  ${joinMessage(finding)}`;
}

/** With what it rests on, where that was asked for. */
function joinMessage({ message, why }: FileFinding): string {
  return why === undefined ? message : `${message} ${why.message}`;
}

function readProbability(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !(number >= 0 && number <= 1)) {
    throw new CliError("bad-usage", `--threshold is "${value}", expected a number from 0 to 1`);
  }
  return number;
}
