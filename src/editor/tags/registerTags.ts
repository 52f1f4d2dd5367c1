import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { TimeSlice } from "../../prose/timeSlice";
import { showHidden } from "../../text/sentences/showHidden";
import { findDocumentSpan, type Sentence } from "../../text/spans/sentence";
import { formatDone } from "../../wording/formatCounted";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { registerEditorCommand } from "../registerEditorCommand";
import { resolveHead } from "../resolveHead";
import type { Services } from "../services";
import { notify, showCancellable } from "../surface";
import { toRange } from "../toRange";
import { type PlacedTag, TagMarks } from "./tagMarks";

/** Labels the words of the document, such as names of people and places, and shows the labels in the text. */
export function registerTags(services: Services): vscode.Disposable {
  const marks = new TagMarks();
  return vscode.Disposable.from(
    registerEditorCommand({
      id: COMMANDS.showTags,
      what: l10n.t("Cloze could not show tags"),
      log: services.log,
      run: async ({ document }) => {
        const model = await resolveHead(services, "tags");
        if (model === undefined) return;
        const tags = await readTags(services, document, model);
        if (tags.length === 0) notify("information", l10n.t("The model finds nothing to label in this document."));
        marks.show(document, tags);
      },
    }),
    vscode.commands.registerCommand(COMMANDS.hideTags, () => marks.clear()),
    marks,
  );
}

async function readTags(
  { engine, prose, log }: Services,
  document: vscode.TextDocument,
  model: string,
): Promise<readonly PlacedTag[]> {
  const { version } = document;
  const started = performance.now();
  const sentences = await readSentences({ prose }, document);
  const { tags } = await showCancellable(l10n.t("Labelling words"), (report, token) => {
    const ended = new AbortController();
    token.onCancellationRequested(() => ended.abort());
    let shown = 0;
    const texts = sentences.map(({ text }) => text);
    const onProgress = (done: number, total: number) => {
      report(formatDone(done, total, "sentence"), done / total - shown);
      shown = done / total;
    };
    return engine.request("tag", { model, texts }, { signal: ended.signal, onProgress });
  });
  if (document.version !== version) {
    throw new EditorError("stale", l10n.t("The text changed meanwhile. Run Show Tags again."));
  }
  const slice = new TimeSlice();
  const placed: PlacedTag[] = [];
  for (const [index, sentence] of sentences.entries()) {
    if (slice.isOver()) await slice.pause();
    for (const { span, label, probability } of tags[index] ?? []) {
      const place = findDocumentSpan(sentence, span);
      if (place) placed.push({ range: toRange(document, place), label, probability });
    }
  }
  log.info(`tag: ${placed.length} in ${sentences.length} sentences, ${Math.round(performance.now() - started)} ms`);
  return placed;
}

/** The sentences of a document as a reader sees them, code included. */
async function readSentences(
  { prose }: Pick<Services, "prose">,
  document: vscode.TextDocument,
): Promise<readonly Sentence[]> {
  const content = document.getText();
  const list = await prose.read(document);
  const slice = new TimeSlice();
  const sentences: Sentence[] = [];
  for (let index = 0; index < list.count; index++) {
    if (slice.isOver()) await slice.pause();
    sentences.push(showHidden(list.at(index), content));
  }
  return sentences;
}
