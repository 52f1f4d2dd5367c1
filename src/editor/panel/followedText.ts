import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toErrorCode } from "../../engine/client/toErrorCode";
import type { Edit } from "../../text/spans/moveSpan";
import type { Prose } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import { EditorError } from "../editorError";
import { listEdits } from "../listEdits";
import { listAround } from "../pair/listAround";
import type { Services } from "../services";
import type { AttentionSession } from "./attentionSession";
import { findRewritten, isDeletion, isSameSpan, movePlace, type PanelPlace } from "./panelPlace";
import { type PanelSource, writeSource } from "./panelSource";
import { readSides } from "./readSides";
import type { TokenLink } from "./tokenLink";
import { watchLoss } from "./watchLoss";

/** The text is read again after this pause in the edits. */
const EDIT_PAUSE_MS = 350;

export interface FollowedTextOptions {
  readonly services: Services;
  readonly session: Pick<AttentionSession, "findToken" | "setGone" | "move">;
  readonly link: TokenLink;
  /** Another text stands at the places now. */
  readonly onOther: (source: PanelSource, sides: readonly Prose[]) => void;
  /** The same text stands there, perhaps elsewhere in the document than before. */
  readonly onSame: () => void;
}

/** The text of a document that the panel shows: where it stands, through every edit, and whether it is still there. */
export class FollowedText implements vscode.Disposable {
  readonly #options: FollowedTextOptions;
  readonly #subscriptions: readonly vscode.Disposable[];
  #source: PanelSource | undefined;
  /** Where the texts shown stand now; they grow and shrink with edits inside them. */
  #spans: readonly PanelPlace[] = [];
  /** A text shown was deleted, and nothing has been written in its place. */
  #isGone = false;
  #sides: readonly Prose[] = [];
  #pause: NodeJS.Timeout | undefined;

  constructor(options: FollowedTextOptions) {
    this.#options = options;
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
      watchLoss({ isOwn: (uri) => uri === this.#source?.uri, onLoss: () => this.#lose() }),
    ];
  }

  /** The document and the places that were asked for; `undefined` for a text of no document. */
  get source(): PanelSource | undefined {
    return this.#source;
  }

  /** The document, and the texts where they stand now; `undefined` for a text of no document. */
  get placed(): { readonly source: PanelSource; readonly sides: readonly Prose[] } | undefined {
    return this.#source && !this.#isGone ? { source: this.#source, sides: this.#sides } : undefined;
  }

  /** @param sides - The texts at the places of the source now. */
  place(source: PanelSource, sides: readonly Prose[]): void {
    clearTimeout(this.#pause);
    this.#source = source;
    this.#settle(sides);
  }

  /** A text of no document is shown instead. */
  leave(): void {
    clearTimeout(this.#pause);
    this.#source = undefined;
    this.#settle([]);
    this.#options.link.clear();
  }

  /** Whether an offset of the document is in the texts. */
  covers(offset: number): boolean {
    return !this.#isGone && this.#spans.some(({ start, end }) => start <= offset && offset <= end);
  }

  /** Whether one text is shown, and it stands exactly here. */
  isAt(span: Span): boolean {
    return !this.#isGone && isSameSpan(this.#spans, span);
  }

  /** A token, and its text where it stands in its document now; `undefined` if another text stands there. */
  async findCharacters(position: number) {
    const token = this.#options.session.findToken(position);
    const source = this.#source;
    if (!token || !source) return undefined;
    if (this.#isGone) throw new EditorError("no-text", l10n.t("This text is no longer in its document."));
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri, true));
    await this.#refresh(document);
    const side = this.#sides[token.segment];
    // A refresh that finds another text drops the token.
    return side && this.#options.session.findToken(position) === token ? { document, side, token } : undefined;
  }

  /** Other sentences of the document, with which a pair is compared; none for a text of no document. */
  async listAround(): Promise<readonly string[]> {
    const [first] = this.#spans;
    if (!this.#source || !first || this.#isGone) return [];
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(this.#source.uri, true));
    return listAround(await this.#options.services.prose.read(document), first.start);
  }

  /** The sentence after the text; `undefined` at the end of the document, and before a heading, which is no sentence of a pair. */
  async findNext(): Promise<string | undefined> {
    const last = this.#spans.at(-1);
    if (!this.#source || !last || this.#isGone) return undefined;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(this.#source.uri, true));
    const sentences = await this.#options.services.prose.read(document);
    const index = sentences.selectFirst(last.end);
    if (index >= sentences.count || sentences.kindAt(index) === "heading") return undefined;
    return sentences.at(index).text;
  }

  dispose(): void {
    clearTimeout(this.#pause);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const source = this.#source;
    if (source?.uri !== document.uri.toString() || contentChanges.length === 0) return;
    this.#source = { uri: source.uri, places: listEdits(contentChanges).reduce(this.#movePlaces, source.places) };
    clearTimeout(this.#pause);
    if (this.#isGone) return;
    this.#options.link.loosen();
    this.#pause = setTimeout(() => {
      this.#refresh(document).catch((error: unknown) => {
        // During typing there may be no sentence for a moment; the panel keeps the last one.
        if (toErrorCode(error) === "no-text") this.#options.session.setGone(true);
        this.#options.services.log.debug(`panel not refreshed: ${toErrorCode(error)}`);
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
    this.#options.session.setGone(true);
    this.#options.link.clear();
  }

  /** The texts stand in the document, at these places. */
  #settle(sides: readonly Prose[]): void {
    this.#isGone = false;
    this.#sides = sides;
    this.#spans = sides.map(({ span }) => ({ ...span, kind: "selection" }));
    if (this.#source) this.#options.link.place(this.#source.uri, sides);
  }

  /** Reads the places again, and shows them if their text has changed. */
  async #refresh(document: vscode.TextDocument): Promise<void> {
    const source = this.#source;
    if (!source) return;
    const sides = await readSides(this.#options.services, document, source.places);
    if (this.#source !== source) return;
    if (sides.some(({ text }, i) => text !== this.#sides[i]?.text)) {
      this.#options.onOther(source, sides);
      return;
    }
    this.#settle(sides);
    this.#options.session.setGone(false);
    this.#options.session.move(writeSource(source));
    this.#options.onSame();
  }
}
