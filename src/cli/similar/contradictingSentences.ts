import { type Contradictions, findContradictions } from "../../similar/findContradictions";
import type { Format } from "../../text/formats/format";
import { formatCounted } from "../../wording/formatCounted";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatPercent } from "../../wording/numbers/formatPercent";
import type { CliContext } from "../cliContext";
import { findOutput, type OutputOptions } from "../outputOptions";
import { ProgressLine } from "../print/progressLine";
import { printJson, printLine } from "../print/terminal";
import { flatPlace } from "./flatPlace";
import { readTexts } from "./readTexts";
import { tellHow } from "./similarSentences";

export interface ContradictionsOptions extends OutputOptions {
  readonly model: string;
  /** The model that compares sentences. */
  readonly similarModel: string;
  /** Least similarity. */
  readonly least?: number;
  /** Most pairs that are judged. */
  readonly top: number;
  readonly format?: Format;
}

/** Runs `cloze contradict`, and leaves its exit code in the context. */
export async function contradictingSentences(
  context: CliContext,
  patterns: readonly string[],
  options: ContradictionsOptions,
): Promise<void> {
  const output = findOutput(options) ?? "text";
  const resolve = (name: string) => context.library.resolve(name, context.folder);
  const [model, similarModel] = [await resolve(options.model), await resolve(options.similarModel)];
  const read = await readTexts(context, patterns, options.format);
  const progress = new ProgressLine(context.errors);
  const found = await findContradictions(
    context.engine,
    { model, similarModel, texts: read.texts, least: options.least, most: options.top },
    { onProgress: (done, total) => progress.show(`${Math.floor((100 * done) / Math.max(1, total))} % done`) },
  ).finally(() => progress.clear());
  await tellHow(context, similarModel, { by: found.by, cut: 0 });
  if (output === "json") {
    await printJson(context.output, toJson(found));
    return;
  }
  for (const { a, b, probability, similarity } of found.pairs) {
    await printLine(context.output, `${formatPercent(probability)}  alike ${similarity.toFixed(3)}`);
    for (const place of [a, b]) await printLine(context.output, `  ${read.locate(place)}  ${place.text}`);
  }
  const { pairs, judged, more, compared, least, cut, precision } = found;
  await printLine(
    context.errors,
    [
      `${formatCounted(pairs.length, "contradiction")} among the ${formatCounted(judged, "pair")} most alike`,
      ...(more === 0 ? [] : [`${formatCount(more)} more were not judged, see --top`]),
      `of ${formatCounted(compared, "sentence")} in ${formatCounted(read.files, "file")}, from a similarity of ${least}`,
      ...(cut === 0 ? [] : [`of ${formatCounted(cut, "pair")} the model read only the beginnings`]),
      `computed in ${namePrecision(precision)}`,
    ].join(", "),
  );
}

function toJson({ pairs, judged, more, least, precision }: Contradictions): object {
  const contradictions = pairs.map(({ a, b, probability, there, back, similarity }) => ({
    probability,
    there,
    back,
    similarity,
    a: flatPlace(a),
    b: flatPlace(b),
  }));
  return { contradictions, judged, more, least, precision };
}
