import type { Requests } from "../../engine/protocol/protocol";
import type { Format } from "../../text/formats/format";
import { ShownText } from "../../text/sentences/shownText";
import { findDocumentSpan } from "../../text/spans/sentence";
import { formatCounted } from "../../wording/formatCounted";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatPercent } from "../../wording/numbers/formatPercent";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { findOutput, type OutputOptions } from "../outputOptions";
import { ProgressLine } from "../print/progressLine";
import { printJson, printLine } from "../print/terminal";
import { placeSpan, readShown, type ShownDocument, type ShownPlace } from "./readShown";

export interface AnswerOptions extends OutputOptions {
  readonly model: string;
  readonly top: number;
  readonly maxTokens?: number;
  readonly format?: Format;
}

interface Found extends ShownPlace {
  readonly text: string;
  readonly probability: number;
}

/** Runs `cloze answer`, and leaves its exit code in the context. */
export async function answerFiles(
  context: CliContext,
  { question, patterns }: { readonly question: string; readonly patterns: readonly string[] },
  options: AnswerOptions,
): Promise<void> {
  const output = findOutput(options) ?? "text";
  if (question.trim() === "") throw new CliError("bad-usage", "the question is empty, expected one in quotes");
  const model = await context.library.resolve(options.model, context.folder);
  const documents = await readShown(context, patterns, options.format);
  const progress = new ProgressLine(context.errors);
  const found: Found[] = [];
  let [none, precision, windows] = [1, undefined as Requests["answer"]["result"]["precision"] | undefined, 0];
  try {
    for (const [index, document] of documents.entries()) {
      const show = (part: number) => progress.show(`${Math.floor((100 * (index + part)) / documents.length)} % done`);
      const result = await ask(context, document, { model, question, options, show });
      found.push(...result.found);
      none = Math.min(none, result.none);
      precision = result.precision;
      windows += result.windows;
    }
  } finally {
    progress.clear();
  }
  const answers = found.sort((a, b) => b.probability - a.probability).slice(0, options.top);
  // Where nothing could be read, nobody knows whether there is an answer.
  const isUnread = documents.length === 0 && context.exit.code !== 0;
  if (output === "json") {
    await printJson(context.output, { answers, ...(!isUnread && { none }), ...(precision && { precision }) });
    return;
  }
  if (isUnread) return;
  const best = answers[0]?.probability ?? 0;
  if (none > best) await printLine(context.output, `no answer  ${formatPercent(none)}`);
  for (const { file, line, column, probability, text } of answers) {
    await printLine(context.output, `${file}:${line}:${column}  ${formatPercent(probability)}  ${text}`);
  }
  if (precision === undefined) return;
  const read = `read ${formatCounted(documents.length, "file")} in ${formatCounted(windows, "window")}`;
  const how = `computed in ${namePrecision(precision)}`;
  const doubt = none > best ? "" : `, no answer ${formatPercent(none)}`;
  await printLine(context.errors, `${read}, ${how}${doubt}`);
}

async function ask(
  { engine }: CliContext,
  document: ShownDocument,
  asked: {
    readonly model: string;
    readonly question: string;
    readonly options: AnswerOptions;
    readonly show: (part: number) => void;
  },
) {
  const { model, question, options, show } = asked;
  const shown = new ShownText(document.text);
  for (const sentence of document.sentences) shown.add(sentence);
  const { prose } = shown;
  const { top, maxTokens } = options;
  const params = { model, question, text: prose.text, top, apart: true, ...(maxTokens !== undefined && { maxTokens }) };
  const result = await engine.request("answer", params, { onProgress: (done, total) => show(done / total) });
  const found = result.answers.flatMap(({ span, probability }): readonly Found[] => {
    const place = findDocumentSpan(prose, span);
    if (place === undefined) return [];
    return [{ ...placeSpan(document, place), text: prose.text.slice(span.start, span.end), probability }];
  });
  return { found, none: result.none, precision: result.precision, windows: result.read?.windows ?? 1 };
}
