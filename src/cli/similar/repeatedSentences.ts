import { findRepetitions, type Repetition, type Repetitions } from "../../similar/findRepetitions";
import type { Format } from "../../text/formats/format";
import { describeDifferences } from "../../wording/describeDifferences";
import { formatCounted } from "../../wording/formatCounted";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatSimilarity } from "../../wording/numbers/formatSimilarity";
import type { CliContext } from "../cliContext";
import { findOutput, type OutputOptions } from "../outputOptions";
import { ProgressLine } from "../print/progressLine";
import { printJson, printLine } from "../print/terminal";
import { flatPlace } from "./flatPlace";
import { type FileTexts, readTexts } from "./readTexts";
import { tellHow } from "./similarSentences";

export interface RepeatsOptions extends OutputOptions {
  readonly model: string;
  /** Least similarity. */
  readonly least?: number;
  /** Most pairs. */
  readonly top: number;
  readonly format?: Format;
}

/** Runs `cloze repeats`, and leaves its exit code in the context. */
export async function repeatedSentences(
  context: CliContext,
  patterns: readonly string[],
  options: RepeatsOptions,
): Promise<void> {
  const output = findOutput(options) ?? "text";
  const model = await context.library.resolve(options.model, context.folder);
  const read = await readTexts(context, patterns, options.format);
  const progress = new ProgressLine(context.errors);
  const { least, top: most } = options;
  const found = await findRepetitions(
    context.engine,
    { model, texts: read.texts, least, most },
    { onProgress: (done, total) => progress.show(`${Math.floor((100 * done) / Math.max(1, total))} % done`) },
  ).finally(() => progress.clear());
  await tellHow(context, model, found);
  if (output === "json") await printJson(context.output, toJson(found));
  else await describe(context, found, read);
}

function toJson({ pairs, more, identical, least, precision }: Repetitions): object {
  const repeats = pairs.map(({ a, b, similarity, differences }) => ({
    similarity,
    differences,
    a: flatPlace(a),
    b: flatPlace(b),
  }));
  return { repeats, more, identical: identical.map((places) => places.map(flatPlace)), least, precision };
}

async function describe(context: CliContext, found: Repetitions, read: FileTexts): Promise<void> {
  const { pairs, more, identical, least, precision, compared } = found;
  for (const pair of pairs) await describePair(context, pair, read);
  for (const places of identical) {
    await printLine(context.output, `word for word, ${formatCounted(places.length, "time")}`);
    for (const place of places) await printLine(context.output, `  ${read.locate(place)}`);
    await printLine(context.output, `    ${places[0]?.text ?? ""}`);
  }
  const differing = pairs.filter(({ differences }) => differences.length > 0).length;
  await printLine(
    context.errors,
    `${formatCounted(pairs.length, "repetition")} (${formatCount(differing)} that disagree)${more === 0 ? "" : ` and ${formatCount(more)} more, see --top`}, ${formatCounted(identical.length, "sentence")} word for word; compared ${formatCounted(compared, "sentence")} in ${formatCounted(read.files, "file")}, from a similarity of ${least}, computed in ${namePrecision(precision)}`,
  );
}

async function describePair(
  { output }: CliContext,
  { a, b, similarity, differences }: Repetition,
  { locate }: FileTexts,
): Promise<void> {
  const how = differences.length === 0 ? "" : `  ${describeDifferences(differences)}`;
  await printLine(output, `${formatSimilarity(similarity)}${how}`);
  for (const place of [a, b]) await printLine(output, `  ${locate(place)}  ${place.text}`);
}
