import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Span } from "../../text/spans/span";
import { reportError } from "../reportError";
import type { LintState, Services } from "../services";
import { toRange } from "../toRange";
import { listReadSpans } from "./listReadSpans";
import { openReading } from "./openReading";
import { isView } from "./readAddress";

/** Lines above and below the screen that are marked too: scrolling shows them before the next marks come. */
const MARGIN_LINES = 60;

/** Marks what is on screen in each view: what is not read, where sentences begin, and which are never marked. */
export class ReadMarks implements vscode.Disposable {
  readonly #services: Services;
  readonly #lint: LintState;
  readonly #skipped = vscode.window.createTextEditorDecorationType({
    color: new vscode.ThemeColor("cloze.skippedText"),
    fontStyle: "italic",
  });
  /** The bar before a sentence: behind the character before it, or else over the edge of its first one. */
  readonly #starts = createBar("0 2px 0 0");
  readonly #lineStarts = createBar("0 0 0 2px");
  // eslint-disable-next-line language/untranslated -- CSS
  readonly #unmarked = vscode.window.createTextEditorDecorationType({ textDecoration: "underline dotted" });
  readonly #subscription: vscode.Disposable;

  constructor(services: Services, lint: LintState) {
    this.#services = services;
    this.#lint = lint;
    this.#subscription = vscode.Disposable.from(
      this.#skipped,
      this.#starts,
      this.#lineStarts,
      this.#unmarked,
      vscode.window.onDidChangeVisibleTextEditors(() => this.drawAll()),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#draw(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isView(document)) this.drawAll();
      }),
      lint.onDidChange(() => this.drawAll()),
      lint.onDidAccept(() => this.drawAll()),
    );
    this.drawAll();
  }

  drawAll(): void {
    for (const editor of vscode.window.visibleTextEditors) this.#draw(editor);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #draw(editor: vscode.TextEditor): void {
    if (!isView(editor.document)) return;
    this.#mark(editor).catch((error: unknown) =>
      reportError(this.#services.log, l10n.t("Cloze could not show what is read"), error),
    );
  }

  async #mark(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const reading = await openReading(this.#services.prose, document);
    if (reading === undefined) return;
    const { sentences, source } = reading;
    const { indices, skipped } = listReadSpans(sentences, findWindow(editor));
    const unmarked = indices.filter((index) => this.#lint.findUnmarked(source, sentences, index) !== undefined);
    const starts = indices.map((index) => document.positionAt(sentences.spanAt(index).start));
    editor.setDecorations(
      this.#skipped,
      skipped.map((span) => toRange(document, span)),
    );
    editor.setDecorations(
      this.#starts,
      starts.filter(({ character }) => character > 0).map((start) => new vscode.Range(start.translate(0, -1), start)),
    );
    editor.setDecorations(
      this.#lineStarts,
      starts.filter(({ character }) => character === 0).map((start) => new vscode.Range(start, start.translate(0, 1))),
    );
    editor.setDecorations(
      this.#unmarked,
      unmarked.map((index) => toRange(document, sentences.spanAt(index))),
    );
  }
}

function createBar(borderWidth: string): vscode.TextEditorDecorationType {
  const borderColor = new vscode.ThemeColor("cloze.sentenceBorder");
  return vscode.window.createTextEditorDecorationType({ borderColor, borderStyle: "solid", borderWidth });
}

function findWindow({ document, visibleRanges }: vscode.TextEditor): Span {
  const top = Math.max(0, (visibleRanges[0]?.start.line ?? 0) - MARGIN_LINES);
  const bottom = Math.min(document.lineCount - 1, (visibleRanges.at(-1)?.end.line ?? 0) + MARGIN_LINES);
  return {
    start: document.offsetAt(new vscode.Position(top, 0)),
    end: document.offsetAt(document.lineAt(bottom).range.end),
  };
}
