import type { Requests } from "../../engine/protocol/protocol";
import type { Format } from "../../text/formats/format";
import { showHidden } from "../../text/sentences/showHidden";
import { findDocumentSpan } from "../../text/spans/sentence";
import { formatCounted } from "../../wording/formatCounted";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatPercent } from "../../wording/numbers/formatPercent";
import type { CliContext } from "../cliContext";
import { findOutput, type OutputOptions } from "../outputOptions";
import { ProgressLine } from "../print/progressLine";
import { printJson, printLine } from "../print/terminal";
import { placeSpan, readShown, type ShownDocument, type ShownPlace } from "./readShown";

export interface TagOptions extends OutputOptions {
  readonly model: string;
  readonly format?: Format;
}

interface Found extends ShownPlace {
  readonly label: string;
  readonly text: string;
  readonly probability: number;
}

/** Runs `cloze tag`, and leaves its exit code in the context. */
export async function tagFiles(context: CliContext, patterns: readonly string[], options: TagOptions): Promise<void> {
  const output = findOutput(options) ?? "text";
  const model = await context.library.resolve(options.model, context.folder);
  const documents = await readShown(context, patterns, options.format);
  const progress = new ProgressLine(context.errors);
  const found: Found[] = [];
  let precision: Requests["tag"]["result"]["precision"] | undefined;
  try {
    for (const [index, document] of documents.entries()) {
      const show = (part: number) => progress.show(`${Math.floor((100 * (index + part)) / documents.length)} % done`);
      const result = await ask(context, document, { model, show });
      found.push(...result.found);
      precision = result.precision;
    }
  } finally {
    progress.clear();
  }
  if (output === "json") {
    await printJson(context.output, { tags: found, ...(precision && { precision }) });
    return;
  }
  for (const { file, line, column, label, probability, text } of found) {
    await printLine(context.output, `${file}:${line}:${column}  ${label}  ${formatPercent(probability)}  ${text}`);
  }
  if (precision === undefined) return;
  const count = `${formatCounted(found.length, "tag")} in ${formatCounted(documents.length, "file")}`;
  await printLine(context.errors, `${count}, computed in ${namePrecision(precision)}`);
}

async function ask(
  { engine }: CliContext,
  document: ShownDocument,
  { model, show }: { readonly model: string; readonly show: (part: number) => void },
) {
  const sentences = document.sentences.map((sentence) => showHidden(sentence, document.text));
  const params = { model, texts: sentences.map(({ text }) => text) };
  const result = await engine.request("tag", params, { onProgress: (done, total) => show(done / total) });
  const found = sentences.flatMap((sentence, index) =>
    (result.tags[index] ?? []).flatMap(({ span, label, probability }): readonly Found[] => {
      const place = findDocumentSpan(sentence, span);
      if (place === undefined) return [];
      const text = sentence.text.slice(span.start, span.end);
      return [{ ...placeSpan(document, place), label, text, probability }];
    }),
  );
  return { found, precision: result.precision };
}
