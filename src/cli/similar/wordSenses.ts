import { askSenses, type Senses } from "../../senses/askSenses";
import { findUses } from "../../senses/findUses";
import type { Format } from "../../text/formats/format";
import { describeSenses } from "../../wording/describeSenses";
import { formatCounted } from "../../wording/formatCounted";
import { namePrecision } from "../../wording/names/namePrecision";
import { nameStage } from "../../wording/names/nameStage";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { findOutput, type OutputOptions } from "../outputOptions";
import { ProgressLine } from "../print/progressLine";
import { printJson, printLine } from "../print/terminal";
import { flatPlace } from "./flatPlace";
import { type FileTexts, readTexts } from "./readTexts";

export interface SensesOptions extends OutputOptions {
  readonly model: string;
  readonly layer?: number;
  readonly groups?: number;
  readonly format?: Format;
}

/** Runs `cloze senses`. */
export async function wordSenses(
  context: CliContext,
  { word, patterns }: { readonly word: string; readonly patterns: readonly string[] },
  options: SensesOptions,
): Promise<void> {
  const output = findOutput(options) ?? "text";
  if (word.trim() === "") throw new CliError("bad-usage", "the word is empty, expected a word");
  const model = await context.library.resolve(options.model, context.folder);
  const read = await readTexts(context, patterns, options.format);
  const uses = [...findUses(read.texts, word.trim())];
  const count = `${formatCounted(read.texts.length, "sentence")} in ${formatCounted(read.files, "file")}`;
  if (uses.length === 0) {
    if (output === "json") await printJson(context.output, { word: word.trim(), groups: 0, uses: [], found: 0 });
    else await printLine(context.errors, `"${word}" stands in no sentence, of ${count}`);
    return;
  }
  const progress = new ProgressLine(context.errors);
  const { layer, groups } = options;
  const found = await askSenses(
    context.engine,
    { model, uses, layer, groups },
    { onProgress: (done, total) => progress.show(`${done} of ${formatCounted(total, "use")}`) },
  ).finally(() => progress.clear());
  if (output === "json") {
    await printJson(context.output, toJson(word.trim(), found));
    return;
  }
  await describe(context, found, read);
  const of = found.uses.length < found.found ? ` of ${found.found}` : "";
  await printLine(
    context.errors,
    `${formatCounted(found.uses.length, "use")}${of} compared, ${nameStage(found.layer).toLowerCase()}; ${count}, computed in ${namePrecision(found.precision)}`,
  );
}

function toJson(word: string, { uses, layer, groups, silhouette, share, alike, found, precision }: Senses): object {
  const listed = uses.map(({ place, word: span, group, fit, toStatic, point }) => ({
    group,
    fit,
    toStatic,
    point,
    word: span,
    ...flatPlace(place),
  }));
  return { word, layer, groups, silhouette, share, alike, uses: listed, found, precision };
}

async function describe({ output }: CliContext, found: Senses, { locate }: FileTexts): Promise<void> {
  await printLine(output, describeSenses(found));
  for (let group = 0; group < found.groups; group++) {
    const own = found.uses.filter((use) => use.group === group);
    await printLine(output, "");
    await printLine(output, `group ${group + 1}, ${formatCounted(own.length, "use")}`);
    for (const { place, fit } of own) {
      await printLine(output, `  ${locate(place)}  ${found.groups === 1 ? "" : `${fit.toFixed(2)}  `}${place.text}`);
    }
  }
}
