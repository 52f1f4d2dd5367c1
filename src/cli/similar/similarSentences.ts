import { findAlike, type Match } from "../../similar/findAlike";
import type { Format } from "../../text/formats/format";
import { describeUntaught, TAUGHT_MODEL } from "../../wording/describeUntaught";
import { formatCounted } from "../../wording/formatCounted";
import { nameModel } from "../../wording/names/nameModel";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatSimilarity } from "../../wording/numbers/formatSimilarity";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { findOutput, type OutputOptions } from "../outputOptions";
import { ProgressLine } from "../print/progressLine";
import { printJson, printLine } from "../print/terminal";
import { flatPlace } from "./flatPlace";
import { type FileTexts, readTexts } from "./readTexts";

export interface SimilarOptions extends OutputOptions {
  readonly model: string;
  readonly top: number;
  readonly format?: Format;
}

/** Runs `cloze similar`, and leaves its exit code in the context. */
export async function similarSentences(
  context: CliContext,
  { text, patterns }: { readonly text: string; readonly patterns: readonly string[] },
  options: SimilarOptions,
): Promise<void> {
  const output = findOutput(options) ?? "text";
  if (text.trim() === "") throw new CliError("bad-usage", "the text is empty, expected a sentence in quotes");
  const model = await context.library.resolve(options.model, context.folder);
  const read = await readTexts(context, patterns, options.format);
  const progress = new ProgressLine(context.errors);
  const { top } = options;
  const found = await findAlike(
    context.engine,
    { model, text, texts: read.texts, top },
    { onProgress: (done, total) => progress.show(`${formatCount(done)} of ${formatCounted(total, "sentence")}`) },
  ).finally(() => progress.clear());
  await tellHow(context, model, found);
  if (output === "json") {
    const matches = found.matches.map((match) => ({ ...flatPlace(match), similarity: match.similarity }));
    await printJson(context.output, { matches, precision: found.precision });
    return;
  }
  for (const match of found.matches) await printLine(context.output, describeMatch(match, read));
  const count = `${formatCounted(read.texts.length, "sentence")} in ${formatCounted(read.files, "file")}`;
  await printLine(context.errors, `${count}, computed in ${namePrecision(found.precision)}`);
}

function describeMatch(match: Match, { locate }: FileTexts): string {
  return `${locate(match)}  ${formatSimilarity(match.similarity)}  ${match.text}`;
}

/** Says on standard error what a reader of the answer should know of how it was made. */
export async function tellHow(
  { errors }: Pick<CliContext, "errors">,
  model: string,
  { by, cut }: { readonly by: "files" | "default"; readonly cut: number },
): Promise<void> {
  if (by === "default") {
    await printLine(
      errors,
      `cloze: ${describeUntaught(nameModel(model))} "cloze model pull ${TAUGHT_MODEL}" fetches one that was, for --model.`,
    );
  }
  if (cut > 0) {
    await printLine(errors, `cloze: of ${formatCounted(cut, "long sentence")} the model reads only the beginning`);
  }
}
