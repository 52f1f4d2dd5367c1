import { askSenses, type Senses } from "../../senses/askSenses";
import { findUses, type PlacedUse, placeUse } from "../../senses/findUses";
import type { Format } from "../../text/formats/format";
import type { Span } from "../../text/spans/span";
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
    await printJson(context.output, toJson(word.trim(), found, read));
    return;
  }
  await describe(context, found, read);
  const of = found.uses.length < found.found ? ` of ${found.found}` : "";
  await printLine(
    context.errors,
    `${formatCounted(found.uses.length, "use")}${of} compared, ${nameStage(found.layer).toLowerCase()}; ${count}, computed in ${namePrecision(found.precision)}`,
  );
}

function toJson(
  word: string,
  { uses, layer, groups, silhouette, share, alike, found, precision }: Senses,
  read: FileTexts,
): object {
  const listed = uses.map((use) => {
    const { place, word: span, group, fit, toStatic, point } = use;
    return { group, fit, toStatic, point, word: span, inFile: placeIn(read, use), ...flatPlace(place) };
  });
  return { word, layer, groups, silhouette, share, alike, uses: listed, found, precision };
}

/** Where the word stands in its file. */
function placeIn({ findSentence }: FileTexts, use: PlacedUse): Span {
  const read = findSentence(use.place);
  return read ? placeUse(read.sentence, read.document, use) : use.place.span;
}

async function describe({ output }: CliContext, found: Senses, read: FileTexts): Promise<void> {
  await printLine(output, describeSenses(found));
  for (let group = 0; group < found.groups; group++) {
    const own = found.uses.filter((use) => use.group === group);
    await printLine(output, "");
    await printLine(output, `group ${group + 1}, ${formatCounted(own.length, "use")}`);
    for (const use of own) {
      const { place, fit } = use;
      await printLine(
        output,
        `  ${read.locate(place, placeIn(read, use))}  ${found.groups === 1 ? "" : `${fit.toFixed(2)}  `}${place.text}`,
      );
    }
  }
}
