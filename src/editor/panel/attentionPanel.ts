import * as vscode from "vscode";
import { toErrorCode } from "../../engine/client/toErrorCode";
import { findMismatch } from "../../schema/findMismatch";
import type { Edit } from "../../text/spans/moveSpan";
import type { Prose } from "../../text/spans/sentence";
import { type FromPage, fromPageSchema, type ToPage } from "../../webview/messages";
import { EditorError } from "../editorError";
import { listEdits } from "../listEdits";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { AttentionSession } from "./attentionSession";
import { changeText } from "./changeText";
import { CursorWatch } from "./cursorWatch";
import { PanelExport } from "./exports/panelExport";
import { loadAttentionPage } from "./loadAttentionPage";
import { findRewritten, isDeletion, isSameSpan, movePlace, type PanelPlace } from "./panelPlace";
import { type PanelSource, writeSource } from "./panelSource";
import type { PanelText } from "./panelText";
import { readSides } from "./readSides";
import { replaceToken } from "./replaceToken";
import { selectToken } from "./selectToken";
import { selectVisibleEditor } from "./selectVisibleEditor";
import { TokenLink } from "./tokenLink";
import { watchLoss } from "./watchLoss";

/** The text is read again after this pause in the edits. */
const EDIT_PAUSE_MS = 350;

/** One webview panel: its page, the text that it shows, and the edits of that text. */
export class AttentionPanel implements vscode.Disposable {
  readonly #services: Services;
  readonly #panel: vscode.WebviewPanel;
  readonly #session: AttentionSession;
  readonly #subscriptions: vscode.Disposable[];
  readonly #link: TokenLink;
  readonly #cursor: CursorWatch;
  readonly #export: PanelExport;
  #source: PanelSource | undefined;
  /** Where the texts shown stand now; they grow and shrink with edits inside them. */
  #spans: readonly PanelPlace[] = [];
  /** A text shown was deleted, and nothing has been written in its place. */
  #isGone = false;
  #sides: readonly Prose[] = [];
  /** The panel shows the sentence at the cursor, wherever it goes. */
  #isFollowing = false;
  #pause: NodeJS.Timeout | undefined;
  /** What was written into the field, while it is shown. */
  #written: PanelText | undefined;
  #isListening = false;
  #isFieldAwaited = false;

  constructor(services: Services, panel: vscode.WebviewPanel) {
    this.#services = services;
    this.#panel = panel;
    const { engine, models, log, extensionUri } = services;
    const post = (message: ToPage) => this.#post(message);
    this.#session = new AttentionSession({
      engine,
      resolveModel: () => models.resolve("text"),
      post,
      onFailure: (what, error) => log.error(`panel could not ${what}: ${toErrorCode(error)}`),
    });
    this.#link = new TokenLink(() => this.#session.tokens);
    this.#export = new PanelExport({ services, findShown: () => this.#session.shown, post });
    this.#cursor = new CursorWatch((editor) => this.#meetCursor(editor));
    this.#subscriptions = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
      watchLoss({ isOwn: (uri) => uri === this.#source?.uri, onLoss: () => this.#lose() }),
      models.onDidChange(() => this.#session.reload()),
    ];
    loadAttentionPage(panel.webview, extensionUri);
  }

  /** Brings the panel forward, and out of the column of an editor that it would cover. */
  revealBeside({ viewColumn }: vscode.TextEditor): void {
    this.#panel.reveal(this.#panel.viewColumn === viewColumn ? vscode.ViewColumn.Beside : undefined, true);
  }

  /** Keeps the text on screen beside the panel. */
  revealText(): void {
    this.#link.reveal();
  }

  /** Offers to save what is on screen. @returns False if the panel is not. */
  export(): boolean {
    if (this.#panel.visible) this.#try("export the view", this.#export.begin());
    return this.#panel.visible;
  }

  /** Opens the field for a text, as soon as the page listens, and gives it the focus. */
  write(): void {
    this.#isFieldAwaited = !this.#isListening;
    this.#panel.reveal(undefined, false);
    if (this.#isListening) this.#post({ kind: "write" });
  }

  close(): void {
    this.#panel.dispose();
  }

  /** @param sides - The texts at the places of the source now. */
  show(source: PanelSource, sides: readonly Prose[]): void {
    clearTimeout(this.#pause);
    this.#source = source;
    this.#written = undefined;
    this.#link.point(undefined);
    this.#place(sides);
    const [first, second] = sides.map(({ text }) => text);
    if (first === undefined) return;
    this.#session.show({ text: first, ...(second !== undefined && { pair: second }), place: writeSource(source) });
  }

  dispose(): void {
    clearTimeout(this.#pause);
    this.#cursor.dispose();
    this.#link.dispose();
    this.#session.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #receive(value: unknown): void {
    const mismatch = findMismatch("message of the page", fromPageSchema, value);
    if (mismatch !== undefined) {
      this.#services.log.error(`panel: ${mismatch}`);
      return;
    }
    const message = value as FromPage;
    switch (message.kind) {
      case "reveal":
        this.#try("show the token", this.#revealToken(message.position));
        return;
      case "use":
        this.#try("write the word", this.#use(message));
        return;
      case "text":
        this.#showWritten(message);
        return;
      case "point":
        this.#link.point(message.position);
        return;
      case "follow": {
        this.#isFollowing = message.isOn;
        // As long as the panel has the focus, no editor is active.
        const editor = selectVisibleEditor(this.#source?.uri);
        if (editor) this.#meetCursor(editor);
        return;
      }
      case "export":
        this.export();
        return;
      case "exported":
        this.#try("export the view", this.#export.finish(message));
        return;
      case "copy":
      case "open":
        // Of other pages, which show tables and lists.
        return;
      default:
        this.#session.receive(message);
        if (message.kind !== "ready") return;
        this.#isListening = true;
        if (this.#isFieldAwaited) this.write();
    }
  }

  #try(what: string, work: Promise<void>): void {
    work.catch((error: unknown) => reportError(this.#services.log, what, error));
  }

  /** Shows a text of no document. It is nowhere kept: with the panel it is gone. */
  #showWritten({ text, pair }: { readonly text: string; readonly pair?: string | undefined }): void {
    if (text.trim() === "") return;
    clearTimeout(this.#pause);
    this.#source = undefined;
    this.#place([]);
    this.#link.clear();
    this.#written = { text, ...(pair !== undefined && pair.trim() !== "" && { pair }) };
    this.#session.show(this.#written);
  }

  /** A word chosen among the fills takes the place of its token. */
  async #use({ position, text }: { readonly position: number; readonly text: string }): Promise<void> {
    const token = this.#session.findToken(position);
    if (!token || token.start === token.end) return;
    if (this.#written) this.#showWritten(changeText(this.#written, { token, text }));
    const found = await this.#findCharacters(position);
    if (found) await replaceToken(found.document, found.side, { token, text });
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
    if (message.kind === "show") this.#tellCursor();
  }

  /** Tells the page which token the cursor is in. */
  #tellCursor(): void {
    this.#post({ kind: "cursor", position: this.#link.findAtCursor() });
  }

  /** The cursor has come to rest: it lights its token or, if the panel follows it, brings its sentence. */
  #meetCursor(editor: vscode.TextEditor): void {
    const offset = editor.document.offsetAt(editor.selection.active);
    const isSource = editor.document.uri.toString() === this.#source?.uri;
    const isInside =
      isSource && !this.#isGone && this.#spans.some(({ start, end }) => start <= offset && offset <= end);
    if (isInside || !this.#isFollowing) {
      if (isSource) this.#tellCursor();
      return;
    }
    this.#showSentence(editor.document, offset).catch((error: unknown) => {
      // Between sentences, and in code, there is none: the panel keeps the last one.
      this.#services.log.debug(`panel did not follow: ${toErrorCode(error)}`);
    });
  }

  async #showSentence(document: vscode.TextDocument, offset: number): Promise<void> {
    const before = this.#source;
    const places: readonly PanelPlace[] = [{ kind: "sentence", start: offset, end: offset }];
    const sides = await readSides(this.#services, document, places);
    if (this.#source !== before || !this.#isFollowing) return;
    const [span] = sides.map((side) => side.span);
    const isShown = before?.uri === document.uri.toString() && span && isSameSpan(this.#spans, span);
    if (isShown && !this.#isGone) this.#tellCursor();
    else this.show({ uri: document.uri.toString(), places }, sides);
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const source = this.#source;
    if (source?.uri !== document.uri.toString() || contentChanges.length === 0) return;
    this.#source = { uri: source.uri, places: listEdits(contentChanges).reduce(this.#movePlaces, source.places) };
    clearTimeout(this.#pause);
    if (this.#isGone) return;
    this.#link.loosen();
    this.#pause = setTimeout(() => {
      this.#refresh(document).catch((error: unknown) => {
        // During typing there may be no sentence for a moment; the panel keeps the last one.
        if (toErrorCode(error) === "no-text") this.#session.setGone(true);
        this.#services.log.debug(`panel not refreshed: ${toErrorCode(error)}`);
      });
    }, EDIT_PAUSE_MS);
  }

  readonly #movePlaces = (places: readonly PanelPlace[], edit: Edit): readonly PanelPlace[] => {
    if (this.#spans.some((span) => isDeletion(span, edit))) this.#lose();
    this.#spans = this.#spans.map((span) => movePlace(span, edit));
    const rewritten = places.map((place) => (this.#isGone ? findRewritten(place, edit) : undefined));
    if (rewritten.some((place) => place !== undefined)) this.#isGone = false;
    return places.map((place, i) => rewritten[i] ?? movePlace(place, edit));
  };

  #lose(): void {
    clearTimeout(this.#pause);
    this.#isGone = true;
    this.#session.setGone(true);
    this.#link.clear();
  }

  /** The texts stand in the document, at these places. */
  #place(sides: readonly Prose[]): void {
    this.#isGone = false;
    this.#sides = sides;
    this.#spans = sides.map(({ span }) => ({ ...span, kind: "selection" }));
    if (this.#source) this.#link.place(this.#source.uri, sides);
  }

  /** Reads the places again, and shows them if their text has changed. */
  async #refresh(document: vscode.TextDocument): Promise<void> {
    const source = this.#source;
    if (!source) return;
    const sides = await readSides(this.#services, document, source.places);
    if (this.#source !== source) return;
    if (sides.some(({ text }, i) => text !== this.#sides[i]?.text)) {
      this.show(source, sides);
      return;
    }
    this.#place(sides);
    this.#session.setGone(false);
    this.#session.move(writeSource(source));
    this.#tellCursor();
  }

  async #revealToken(position: number): Promise<void> {
    const found = await this.#findCharacters(position);
    if (found) await selectToken(found.document, found.side, found.token);
  }

  /** A token, and its text where it stands in its document now; `undefined` if another text stands there. */
  async #findCharacters(position: number) {
    const token = this.#session.findToken(position);
    const source = this.#source;
    if (!token || !source) return undefined;
    if (this.#isGone) throw new EditorError("no-text", "This text is no longer in its document.");
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri, true));
    await this.#refresh(document);
    const side = this.#sides[token.segment];
    // A refresh that finds another text drops the token.
    return side && this.#session.findToken(position) === token ? { document, side, token } : undefined;
  }
}
