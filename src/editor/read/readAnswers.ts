import * as vscode from "vscode";
import { selectFormat } from "../../text/formats/format";
import { nameSkipped } from "../../text/formats/nameSkipped";
import { writeMarkdown } from "../inertMarkdown";
import type { LintState, Services } from "../services";
import { buildHover } from "../surface";
import { toRange } from "../toRange";
import {
  describeLegend,
  describePlace,
  describePlaceShortly,
  describeUnchecked,
  type PlaceFacts,
} from "./describeReading";
import { findReadPlace } from "./findReadPlace";
import { openReading, type Reading } from "./openReading";
import { isView, READ_SCHEME, toSourceAddress } from "./readAddress";

/**
 * Says in words what the marks of a view show: a legend above its first line, a note behind the line of the cursor, a
 * hover for any place, the sentences as a list of symbols, and the way to the same place in the document.
 */
export class ReadAnswers implements vscode.CodeLensProvider, vscode.InlayHintsProvider, vscode.Disposable {
  readonly #services: Services;
  readonly #lint: LintState;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChangeCodeLenses = this.#changes.event;
  readonly onDidChangeInlayHints = this.#changes.event;

  constructor(services: Services, lint: LintState) {
    this.#services = services;
    this.#lint = lint;
    const selector = { scheme: READ_SCHEME };
    const change = () => {
      if (vscode.window.visibleTextEditors.some(({ document }) => isView(document))) this.#changes.fire();
    };
    this.#subscription = vscode.Disposable.from(
      this.#changes,
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.languages.registerInlayHintsProvider(selector, this),
      vscode.languages.registerHoverProvider(selector, {
        provideHover: (view, position) => this.#hover(view, position),
      }),
      vscode.languages.registerDocumentSymbolProvider(selector, {
        provideDocumentSymbols: (view) => this.#listSymbols(view),
      }),
      vscode.languages.registerDefinitionProvider(selector, {
        provideDefinition: ({ uri }, position) => new vscode.Location(toSourceAddress(uri), position),
      }),
      vscode.window.onDidChangeTextEditorSelection(change),
      vscode.window.onDidChangeActiveTextEditor(change),
      lint.onDidChange(change),
      lint.onDidAccept(change),
    );
  }

  async provideCodeLenses(view: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const reading = await openReading(this.#services.prose, view);
    if (reading === undefined) return [];
    const { source, sentences } = reading;
    const unchecked = this.#lint.findUnchecked(source);
    const titles = [
      ...(unchecked === undefined ? [] : [describeUnchecked(unchecked, source.languageId)]),
      describeLegend(selectFormat(source.languageId, source.uri.path), sentences.count),
    ];
    return titles.map((title) => new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command: "" }));
  }

  async provideInlayHints(view: vscode.TextDocument, range: vscode.Range): Promise<vscode.InlayHint[]> {
    const reading = await openReading(this.#services.prose, view);
    if (reading === undefined) return [];
    const cursor = findCursor(view, reading.source);
    if (cursor === undefined || !range.contains(cursor)) return [];
    const label = `← ${describePlaceShortly(this.#readPlace(reading, cursor))}`;
    const hint = new vscode.InlayHint(view.lineAt(cursor.line).range.end, label);
    hint.paddingLeft = true;
    return [hint];
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #hover(view: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const reading = await openReading(this.#services.prose, view);
    if (reading === undefined) return undefined;
    const facts = this.#readPlace(reading, position);
    const { place } = facts;
    const range = toRange(view, place.span);
    const read = place.kind === "sentence" ? reading.sentences.at(place.index).text : undefined;
    const isAsItStands = read === undefined || read === view.getText(range);
    const lines = describePlace(facts, reading.sentences.count, isAsItStands ? undefined : read);
    return buildHover(
      lines.map((line) => writeMarkdown`${line}`),
      range,
    );
  }

  async #listSymbols(view: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    const reading = await openReading(this.#services.prose, view);
    if (reading === undefined) return [];
    const { sentences, source } = reading;
    return Array.from({ length: sentences.count }, (_, index) => {
      const { text, span } = sentences.at(index);
      const unmarked = this.#lint.findUnmarked(source, sentences, index);
      const facts: PlaceFacts = { place: { kind: "sentence", span, index }, skipped: undefined, unmarked };
      const detail = unmarked === undefined ? "" : describePlaceShortly(facts);
      const range = toRange(view, span);
      return new vscode.DocumentSymbol(text, detail, vscode.SymbolKind.String, range, range);
    });
  }

  #readPlace({ source, sentences }: Reading, position: vscode.Position): PlaceFacts {
    const text = source.getText();
    const offset = source.offsetAt(position);
    const place = findReadPlace(sentences, offset, text.length);
    const format = selectFormat(source.languageId, source.uri.path);
    return {
      place,
      skipped: place.kind === "skipped" ? nameSkipped(text, format, place.span, offset) : undefined,
      unmarked: place.kind === "sentence" ? this.#lint.findUnmarked(source, sentences, place.index) : undefined,
    };
  }
}

/** Where the person is: in the view while it is active, or else in its document. */
function findCursor(view: vscode.TextDocument, source: vscode.TextDocument): vscode.Position | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = activeTextEditor === undefined ? visibleTextEditors : [activeTextEditor, ...visibleTextEditors];
  const editor =
    activeTextEditor?.document === view ? activeTextEditor : editors.find(({ document }) => document === source);
  return editor?.selection.active;
}
