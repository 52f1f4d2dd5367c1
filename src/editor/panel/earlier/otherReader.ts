import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Library } from "../../../library/library";
import { selectFormat } from "../../../text/formats/format";
import type { Prose } from "../../../text/spans/sentence";
import type { Against } from "../../../webview/messages/compared";
import { EditorError, type EditorErrorCode } from "../../editorError";
import { readCommitted } from "../../git/readCommitted";
import type { Services } from "../../services";
import { askText, pickRow } from "../../surface";
import type { PanelSource } from "../panelSource";
import type { Other } from "../questions/panelCompare";
import { findEarlier } from "./findEarlier";
import { readSaved } from "./readSaved";

/** Where a text of the panel stands. */
export interface PlacedText {
  readonly source: PanelSource;
  readonly sides: readonly Prose[];
}

export interface OtherReaderOptions {
  readonly services: Pick<Services, "prose">;
  readonly library: Pick<Library, "list" | "listCached" | "resolveName">;
  /** `undefined` for a text of no document. */
  readonly findPlaced: () => PlacedText | undefined;
}

/** Says what the panel's text is compared with. Texts and models that a person chose are kept while the panel is open. */
export class OtherReader {
  readonly #options: OtherReaderOptions;
  #text: Other | undefined;
  #model: Other | undefined;

  constructor(options: OtherReaderOptions) {
    this.#options = options;
  }

  /** Compares with this text, until another one is chosen. */
  setText(text: string): void {
    this.#text = { name: l10n.t("the other text"), text };
  }

  /** Has the person choose a text or a model, if that is what is compared with. @returns False if they chose none. */
  async choose(against: Against): Promise<boolean> {
    if (against !== "text" && against !== "model") return true;
    const chosen = await (against === "text" ? askOther() : this.#pickModel());
    if (!chosen) return false;
    if (against === "text") this.#text = chosen;
    else this.#model = chosen;
    return true;
  }

  /**
   * @param again - Whether the person is to choose another text or model.
   * @returns `undefined` if they chose none: nothing is compared.
   * @throws {EditorError} `no-text`, `no-git`, `no-model` where there is nothing to compare with.
   */
  async read(against: Against, again: boolean): Promise<Other | undefined> {
    if (again && !(await this.choose(against))) return undefined;
    switch (against) {
      case "saved":
        return { name: l10n.t("as saved"), ...(await this.#readEarlier(readSaved)) };
      case "commit":
        return { name: l10n.t("at the last commit"), ...(await this.#readEarlier(({ uri }) => readCommitted(uri))) };
      case "text":
        return this.#text ?? refuse("no-text", l10n.t("Press “Another text…” and write the text to compare with."));
      case "model":
        return (
          this.#model ?? refuse("no-model", l10n.t("Press “Another model…” and choose the model to compare with."))
        );
    }
  }

  async #readEarlier(
    read: (document: vscode.TextDocument) => Promise<string>,
  ): Promise<{ readonly text: string; readonly pair?: string }> {
    const placed = this.#options.findPlaced();
    if (!placed)
      throw new EditorError("no-text", l10n.t("This text stands in no document, so it has no earlier version."));
    const { prose } = this.#options.services;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(placed.source.uri, true));
    const earlier = await prose.find(await read(document), selectFormat(document.languageId, document.uri.path));
    const now = await prose.read(document);
    const [text, pair] = placed.sides.map((side) => findEarlier({ now, earlier }, side));
    if (text === undefined) throw new EditorError("no-text", l10n.t("There is no text to compare."));
    return { text, ...(pair !== undefined && { pair }) };
  }

  async #pickModel(): Promise<Other | undefined> {
    const { library } = this.#options;
    const bundled = (await library.list()).map(({ name }) => ({
      label: name,
      description: l10n.t("comes with Cloze"),
    }));
    const cached = (await library.listCached()).flatMap(({ repo, lack }) =>
      lack === undefined ? [{ label: repo, description: l10n.t("in the cache of Hugging Face’s hub") }] : [],
    );
    const rows = [...bundled, ...cached].map((row) => ({ icon: "library", detail: "", ...row }));
    const chosen = await pickRow(rows, {
      title: l10n.t("Compare with Another Model"),
      placeHolder: l10n.t("A model on this machine"),
    });
    return chosen && { name: chosen.label, model: await library.resolveName(chosen.label) };
  }
}

function refuse(code: EditorErrorCode, message: string): never {
  throw new EditorError(code, message);
}

async function askOther(): Promise<Other | undefined> {
  const text = await askText({
    title: l10n.t("Compare Inside BERT"),
    prompt: l10n.t("The text to compare with. It is nowhere kept."),
    findLack: (written) =>
      written.trim() === "" ? l10n.t("Write the text to compare with, or press Escape.") : undefined,
  });
  return text === undefined ? undefined : { name: l10n.t("the other text"), text };
}
