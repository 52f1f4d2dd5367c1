import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { TimeSlice } from "../../prose/timeSlice";
import { askSenses, type GroupedUse, type Senses } from "../../senses/askSenses";
import { findUses, type PlacedUse, placeUse } from "../../senses/findUses";
import type { PanelSenses } from "../../webview/messages/otherPages";
import { cutText } from "../../wording/cutText";
import { describeSenses } from "../../wording/describeSenses";
import { formatCounted, formatDone } from "../../wording/formatCounted";
import { formatCount } from "../../wording/numbers/formatCount";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import type { LintPolicy } from "../lint/lintPolicy";
import { PagePanel } from "../panel/pagePanel";
import { registerEditorCommand } from "../registerEditorCommand";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { nameFile } from "../similar/buildResults";
import { openPlace } from "../similar/openPlace";
import { type ReadTexts, WorkspaceTexts } from "../similar/workspaceTexts";
import { notify, showCancellable } from "../surface";

/** Show Uses of This Word, and its panel. */
export function registerSenses(services: Services, policy: LintPolicy): vscode.Disposable {
  const { log } = services;
  const workspace = new WorkspaceTexts(services, policy);
  let shown: readonly GroupedUse[] = [];
  const panel = new PagePanel({
    services,
    viewType: "cloze.senses",
    title: l10n.t("Uses of a Word"),
    onMessage: (message) => {
      const use = message.kind === "open" ? shown[message.index] : undefined;
      if (use === undefined) return;
      openPlace(services.prose, use.place, (sentence, document) => placeUse(sentence, document, use)).catch(
        (error: unknown) => reportError(log, l10n.t("Cloze could not show the use"), error),
      );
    },
  });
  const command = registerEditorCommand({
    id: COMMANDS.showSenses,
    what: l10n.t("Cloze could not group the uses of the word"),
    log,
    run: async (editor) => {
      const word = readWord(editor);
      const found = await compare(services, workspace, word);
      if (!found) return;
      shown = found.uses;
      const senses = toPanel(word, found, services.models.info("text")?.name ?? l10n.t("The model"));
      panel.show({ kind: "senses", senses });
    },
  });
  return vscode.Disposable.from(panel, command);
}

/** The word at the cursor, or what is selected. @throws {EditorError} `no-text` */
function readWord({ document, selection }: vscode.TextEditor): string {
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
  const word = range ? document.getText(range).trim() : "";
  if (word === "" || /[\r\n]/.test(word)) {
    throw new EditorError("no-text", l10n.t("Put the cursor in a word, or select one. There is none here."));
  }
  return word;
}

/** @returns `undefined` if it was cancelled, or there is nothing to compare, which the person was told. */
async function compare(
  { engine, models }: Services,
  workspace: WorkspaceTexts,
  word: string,
): Promise<(Senses & { readonly read: ReadTexts }) | undefined> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    return await showCancellable(l10n.t("Cloze reads the uses of “{0}”", cutText(word, 40)), async (report, token) => {
      token.onCancellationRequested(() => ended.abort());
      const read = await workspace.read({ token, signal, report });
      const uses = await collect(read, word);
      if (uses.length === 0) {
        const sentences = formatCounted(read.texts.length, "sentence");
        notify(
          "information",
          l10n.t("“{0}” stands in no sentence of the workspace, of {1}.", cutText(word, 40), sentences),
        );
        return undefined;
      }
      const model = await models.resolve("text");
      let told = 0;
      const onProgress = (done: number, total: number) => {
        report(formatDone(done, total, "use"), done / total - told);
        told = done / total;
      };
      return { ...(await askSenses(engine, { model, uses }, { signal, onProgress })), read };
    });
  } catch (error) {
    // Who cancelled it knows that.
    if (signal.aborted) return undefined;
    throw error;
  }
}

/** The host is never held for long. */
async function collect({ texts }: ReadTexts, word: string): Promise<readonly PlacedUse[]> {
  const slice = new TimeSlice();
  const uses: PlacedUse[] = [];
  for (const text of texts) {
    uses.push(...findUses([text], word));
    if (slice.isOver()) await slice.pause();
  }
  return uses;
}

function toPanel(word: string, found: Senses & { readonly read: ReadTexts }, model: string): PanelSenses {
  const { read, uses, precision, share, alike } = found;
  const summary = [
    describeSenses(found),
    ...(uses.length < found.found ? [l10n.t("Of {0} uses, these are spread evenly.", formatCount(found.found))] : []),
    l10n.t("Read: {0} in {1}.", formatCounted(read.texts.length, "sentence"), formatCounted(read.files, "file")),
    ...(read.unread === 0 ? [] : [l10n.t("{0} could not be read.", formatCounted(read.unread, "file"))]),
  ];
  return {
    word,
    summary: summary.join(" "),
    model,
    precision,
    share,
    alike,
    uses: uses.map(({ place, word: span, group, point }) => ({
      text: place.text,
      start: span.start,
      end: span.end,
      place: nameFile(place.file),
      group,
      point,
    })),
  };
}
