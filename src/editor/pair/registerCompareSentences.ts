import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { SentenceList } from "../../prose/packedSentences";
import { TimeSlice } from "../../prose/timeSlice";
import { cutText } from "../../wording/cutText";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { registerEditorCommand } from "../registerEditorCommand";
import { resolveHead } from "../resolveHead";
import type { Services } from "../services";
import { type PickRow, pickRow, showProgress } from "../surface";
import { toRange } from "../toRange";
import { toSpan } from "../toSpan";
import { buildJudgementRows } from "./judgementRows";
import type { PairSide } from "./readPairSide";
import { selectTwo } from "./selectTwo";

/** Characters of each text in the title of the answer. */
const SHOWN = 60;

/**
 * Compare Two Sentences: what a model that judges two texts together says of them, all its labels, both ways round. The
 * two are marked in the text while the answer is shown.
 */
export function registerCompareSentences(services: Services): vscode.Disposable {
  const mark = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.findMatchHighlightBackground"),
    borderRadius: "2px",
  });
  const command = registerEditorCommand({
    id: COMMANDS.compareSentences,
    what: l10n.t("Cloze could not compare two sentences"),
    log: services.log,
    run: (editor) => compare(services, editor, mark),
  });
  return vscode.Disposable.from(command, mark);
}

async function compare(
  services: Services,
  editor: vscode.TextEditor,
  mark: vscode.TextEditorDecorationType,
): Promise<void> {
  const model = await resolveHead(services, "judgements");
  if (model === undefined) return;
  const { document } = editor;
  const { version } = document;
  const spans = editor.selections.map((selection) => toSpan(document, selection)).sort((a, b) => a.start - b.start);
  const filled = spans.filter(({ start, end }) => end > start);
  const sentences = await services.prose.read(document);
  const { first, second: selected } = selectTwo(sentences, filled.length > 0 ? filled : spans.slice(0, 1));
  const show = (sides: readonly PairSide[]) =>
    editor.setDecorations(
      mark,
      sides.map(({ span }) => toRange(document, span)),
    );
  try {
    show([first]);
    const second = selected ?? (await pickOther(document, sentences, first));
    if (second === undefined) return;
    const pairs = [
      { text: first.text, pair: second.text },
      { text: second.text, pair: first.text },
    ];
    const found = await showProgress(l10n.t("Cloze compares the two"), () =>
      services.engine.request("judge", { model, pairs }),
    );
    if (document.version !== version) {
      throw new EditorError("stale", l10n.t("The text changed meanwhile. Run Compare Two Sentences again."));
    }
    show([first, second]);
    const name = services.models.info("judgements")?.name ?? "";
    await pickRow(buildJudgementRows(found), {
      title: l10n.t("“{0}” and “{1}”", cutText(first.text, SHOWN), cutText(second.text, SHOWN)),
      placeHolder: l10n.t("What {0} says of the two; Escape closes this", name),
    });
  } finally {
    show([]);
  }
}

/** Lets the person pick the other sentence of the document. */
async function pickOther(
  document: vscode.TextDocument,
  sentences: SentenceList,
  first: PairSide,
): Promise<PairSide | undefined> {
  const slice = new TimeSlice();
  const rows: (PickRow & { readonly side: PairSide })[] = [];
  for (let index = 0; index < sentences.count; index++) {
    if (slice.isOver()) await slice.pause();
    const { text, span, kind } = sentences.at(index);
    if (kind === "heading" || (span.start < first.span.end && first.span.start < span.end)) continue;
    const description = l10n.t("line {0}", document.positionAt(span.start).line + 1);
    rows.push({ label: text.trim(), description, side: { text: text.trim(), span } });
  }
  if (rows.length === 0)
    throw new EditorError("no-text", l10n.t("There is no other sentence in this document to compare this one with."));
  const title = l10n.t("Compare “{0}” with", cutText(first.text, SHOWN));
  const chosen = await pickRow(rows, {
    title,
    placeHolder: l10n.t("Another sentence of this document; type to find it"),
  });
  return chosen?.side;
}
