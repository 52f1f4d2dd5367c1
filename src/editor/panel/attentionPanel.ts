import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toErrorCode } from "../../engine/client/toErrorCode";
import { findMismatch } from "../../schema/findMismatch";
import type { Prose } from "../../text/spans/sentence";
import type { ToPage } from "../../webview/messages";
import type { Against } from "../../webview/messages/compared";
import { type FromPage, fromPageSchema } from "../../webview/messages/fromPage";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { AttentionSession } from "./attentionSession";
import { changeText } from "./changeText";
import { CursorWatch } from "./cursorWatch";
import { OtherReader } from "./earlier/otherReader";
import { FollowedText } from "./followedText";
import { loadAttentionPage } from "./loadAttentionPage";
import type { PanelMachine } from "./panelMachine";
import type { PanelPlace } from "./panelPlace";
import { describeSource, type PanelSource } from "./panelSource";
import type { PanelText } from "./panelText";
import { readSides } from "./readSides";
import { replaceToken } from "./replaceToken";
import { selectToken } from "./selectToken";
import { selectVisibleEditor } from "./selectVisibleEditor";
import { TokenLink } from "./tokenLink";

export interface AttentionPanelOptions extends PanelMachine {
  /** Called when the panel is to be kept, or no longer. */
  readonly onKeep: (isKept: boolean) => void;
}

/** What the page begins when it is told to. */
type Begun = Extract<ToPage, { readonly kind: "write" | "tour" | "against" }>;

/** One webview panel: its page, and the text that it shows. */
export class AttentionPanel implements vscode.Disposable {
  readonly #services: Services;
  readonly #panel: vscode.WebviewPanel;
  readonly #session: AttentionSession;
  readonly #subscriptions: vscode.Disposable[];
  readonly #link: TokenLink;
  readonly #cursor: CursorWatch;
  readonly #export: ReturnType<PanelMachine["createExport"]>;
  readonly #text: FollowedText;
  readonly #other: OtherReader;
  readonly #onKeep: (isKept: boolean) => void;
  #isKept = false;
  /** The panel shows the sentence at the cursor, wherever it goes. */
  #isFollowing = false;
  /** What was written into the field, while it is shown. */
  #written: PanelText | undefined;
  #isListening = false;
  /** What to begin as soon as the page listens. */
  #awaited: Begun | undefined;

  constructor(services: Services, panel: vscode.WebviewPanel, options: AttentionPanelOptions) {
    this.#services = services;
    this.#panel = panel;
    this.#onKeep = options.onKeep;
    const { engine, models, log, extensionUri } = services;
    const post = (message: ToPage) => this.#post(message);
    this.#session = new AttentionSession({
      engine,
      resolveModel: () => models.resolve("text"),
      post,
      listAround: () => this.#text.listAround(),
      findNext: () => this.#text.findNext(),
      readOther: (against, again) => this.#other.read(against, again),
      onFailure: (work, error) => log.error(`panel: ${work} failed: ${toErrorCode(error)}`),
    });
    this.#other = new OtherReader({ services, library: options.library, findPlaced: () => this.#text.placed });
    this.#link = new TokenLink(() => this.#session.tokens);
    this.#text = new FollowedText({
      services,
      session: this.#session,
      link: this.#link,
      onOther: (source, sides) => this.show(source, sides),
      onSame: () => this.#tellCursor(),
    });
    this.#export = options.createExport({ services, findShown: () => this.#session.shown, post });
    this.#cursor = new CursorWatch((editor) => this.#meetCursor(editor));
    this.#subscriptions = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
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
    if (this.#panel.visible) this.#try(l10n.t("Cloze could not export the view"), this.#export.begin());
    return this.#panel.visible;
  }

  /** Opens the field for a text, or begins the tour, as soon as the page listens, and gives it the focus. */
  begin(kind: "write" | "tour"): void {
    this.#panel.reveal(undefined, false);
    this.#begin({ kind });
  }

  /** Whether it shows a text, or will do so. */
  get hasText(): boolean {
    return this.#session.hasText;
  }

  /**
   * Compares the text shown, in the view that shows it, as soon as the page listens.
   *
   * @param isAsked - Whether the person is first to choose a text or a model; if they choose none, nothing is compared.
   */
  async compare(against: Against, isAsked: boolean): Promise<void> {
    if (isAsked && !(await this.#other.choose(against))) return;
    this.#begin({ kind: "against", against });
  }

  /** Compares the text shown with this one. */
  compareWith(text: string): Promise<void> {
    this.#other.setText(text);
    return this.compare("text", false);
  }

  /** Shows the chosen token's links in the document, or no longer. */
  link(): void {
    this.#post({ kind: "link" });
  }

  /** Whether the next text is to open a panel of its own. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** @param isKept - As it was before VS Code restarted. */
  keep(isKept: boolean): void {
    this.#isKept = isKept;
    this.#onKeep(isKept);
  }

  close(): void {
    this.#panel.dispose();
  }

  /** @param sides - The texts at the places of the source now. */
  show(source: PanelSource, sides: readonly Prose[]): void {
    this.#written = undefined;
    this.#link.point(undefined);
    this.#text.place(source, sides);
    const [first, second] = sides.map(({ text }) => text);
    if (first === undefined) return;
    this.#session.show({ text: first, ...(second !== undefined && { pair: second }), ...describeSource(source) });
  }

  dispose(): void {
    this.#text.dispose();
    this.#cursor.dispose();
    this.#link.dispose();
    this.#session.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #receive(value: unknown): void {
    // eslint-disable-next-line language/untranslated -- goes to the log
    const mismatch = findMismatch("message of the page", fromPageSchema, value);
    if (mismatch !== undefined) {
      this.#services.log.error(`panel: ${mismatch}`);
      return;
    }
    const message = value as FromPage;
    if (isElsewhere(message)) return;
    switch (message.kind) {
      case "reveal":
        this.#try(l10n.t("Cloze could not show the token"), this.#revealToken(message.position));
        return;
      case "use":
        this.#try(l10n.t("Cloze could not write the word"), this.#use(message));
        return;
      case "text":
        this.showWritten(message);
        return;
      case "point":
        this.#link.point(message.position);
        return;
      case "follow": {
        this.#isFollowing = message.isOn;
        // As long as the panel has the focus, no editor is active.
        const editor = selectVisibleEditor(this.#text.source?.uri);
        if (editor) this.#meetCursor(editor);
        return;
      }
      case "links":
      case "keep":
      case "export":
      case "exported":
        this.#useTool(message);
        return;
      default:
        this.#session.receive(message);
        if (message.kind !== "ready") return;
        this.#isListening = true;
        if (this.#awaited) this.#begin(this.#awaited);
    }
  }

  #useTool(message: Extract<FromPage, { readonly kind: "links" | "keep" | "export" | "exported" }>): void {
    switch (message.kind) {
      case "links":
        this.#link.showLinks(message.shown);
        return;
      case "keep":
        this.keep(message.isOn);
        return;
      case "export":
        this.export();
        return;
      case "exported":
        this.#try(l10n.t("Cloze could not export the view"), this.#export.finish(message));
    }
  }

  #begin(what: Begun): void {
    this.#awaited = this.#isListening ? undefined : what;
    if (this.#isListening) this.#post(what);
  }

  #try(what: string, work: Promise<void>): void {
    work.catch((error: unknown) => reportError(this.#services.log, what, error));
  }

  /** Shows a text of no document. It is nowhere kept: with the panel it is gone. */
  showWritten({ text, pair }: { readonly text: string; readonly pair?: string | undefined }): void {
    if (text.trim() === "") return;
    this.#text.leave();
    this.#written = { text, ...(pair !== undefined && pair.trim() !== "" && { pair }) };
    this.#session.show(this.#written);
  }

  /** A word chosen among the fills takes the place of its token. */
  async #use({ position, text }: { readonly position: number; readonly text: string }): Promise<void> {
    const token = this.#session.findToken(position);
    if (!token || token.start === token.end) return;
    if (this.#written) this.showWritten(changeText(this.#written, { token, text }));
    const found = await this.#text.findCharacters(position);
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
    const isSource = editor.document.uri.toString() === this.#text.source?.uri;
    if ((isSource && this.#text.covers(offset)) || !this.#isFollowing) {
      if (isSource) this.#tellCursor();
      return;
    }
    this.#showSentence(editor.document, offset).catch((error: unknown) => {
      // Between sentences, and in code, there is none: the panel keeps the last one.
      this.#services.log.debug(`panel did not follow: ${toErrorCode(error)}`);
    });
  }

  async #showSentence(document: vscode.TextDocument, offset: number): Promise<void> {
    const before = this.#text.source;
    const places: readonly PanelPlace[] = [{ kind: "sentence", start: offset, end: offset }];
    const sides = await readSides(this.#services, document, places);
    if (this.#text.source !== before || !this.#isFollowing) return;
    const [span] = sides.map((side) => side.span);
    if (before?.uri === document.uri.toString() && span && this.#text.isAt(span)) this.#tellCursor();
    else this.show({ uri: document.uri.toString(), places }, sides);
  }

  async #revealToken(position: number): Promise<void> {
    const found = await this.#text.findCharacters(position);
    if (found) await selectToken(found.document, found.side, found.token);
  }
}

/** Of other pages, which show tables, lists and games. */
function isElsewhere(message: FromPage): message is Extract<FromPage, { readonly kind: "copy" | "open" | "deal" }> {
  return ["copy", "open", "deal"].includes(message.kind);
}
