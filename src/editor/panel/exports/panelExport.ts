import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { EXPORT_FORMATS, type ExportFormat, FORMAT_NAMES } from "../../../exports/exportFormat";
import { type Exported, writeExport } from "../../../exports/writeExport";
import type { ToPage } from "../../../webview/messages";
import type { FromPage } from "../../../webview/messages/fromPage";
import { EditorError } from "../../editorError";
import type { Services } from "../../services";
import { notify, pickRow, showCancellable } from "../../surface";
import type { AskEngine } from "../questions/panelQuestions";
import type { Shown } from "../questions/shown";
import { collectAnswers, collectMaps } from "./collectAnswers";
import { saveFile } from "./saveFile";

type View = Extract<FromPage, { readonly kind: "exported" }>;

export interface PanelExportOptions {
  readonly services: Services;
  readonly findShown: () => Shown | undefined;
  readonly post: (message: ToPage) => void;
}

/** Makes what saves the view. */
export type CreateExport = (options: PanelExportOptions) => Pick<PanelExport, "begin" | "finish">;

/** Saves what the panel shows: asks as what and where, has the page draw it, and asks the engine for the numbers. */
export class PanelExport {
  readonly #options: PanelExportOptions;
  #begun: { readonly format: ExportFormat; readonly shown: Shown } | undefined;

  constructor(options: PanelExportOptions) {
    this.#options = options;
  }

  /** Asks as what. @throws {EditorError} `no-text` before there is a text. */
  async begin(): Promise<void> {
    this.#requireShown();
    const rows = EXPORT_FORMATS.map((format) => ({ format, ...FORMAT_NAMES[format] }));
    const chosen = await pickRow(rows, { title: l10n.t("Export"), placeHolder: l10n.t("Save what is on screen as…") });
    if (!chosen) return;
    const { format } = chosen;
    this.#begun = { format, shown: this.#requireShown() };
    const picture = format === "png" ? "png" : format === "svg" || format === "html" ? "svg" : undefined;
    this.#options.post({ kind: "export", picture });
  }

  /** The page has said what is on screen. */
  async finish(view: View): Promise<void> {
    const begun = this.#begun;
    this.#begun = undefined;
    if (!begun) return;
    const { format, shown } = begun;
    if (this.#requireShown().input.tokens !== shown.input.tokens) {
      throw new EditorError("stale", l10n.t("The text changed meanwhile. Export again."));
    }
    if (view.problem !== undefined)
      throw new EditorError("no-text", l10n.t("The picture could not be drawn: {0}", view.problem));
    const bytes = await this.#write(format, shown, view);
    if (!bytes) return;
    const { ending, label } = FORMAT_NAMES[format];
    const uri = await saveFile({ name: `cloze-${nameView(view.view)}`, ending, kind: label }, bytes);
    if (uri) tellSaved(uri);
  }

  #requireShown(): Shown {
    const shown = this.#options.findShown();
    if (!shown)
      throw new EditorError("no-text", l10n.t("The panel has nothing to export yet: wait until the model has read."));
    return shown;
  }

  /** @returns `undefined` if it was cancelled. */
  async #write(format: ExportFormat, shown: Shown, view: View): Promise<Uint8Array | undefined> {
    const { engine, extensionUri } = this.#options.services;
    const { model, info, input } = shown;
    return showCancellable(l10n.t("Cloze exports what is on screen"), async (report, token) => {
      const ended = new AbortController();
      token.onCancellationRequested(() => ended.abort());
      const ask: AskEngine = (method, params) => engine.request(method, params, { signal: ended.signal });
      try {
        const asked =
          format === "bertviz"
            ? await collectMaps(shown, ask, (layer) =>
                report(l10n.t("layer {0} of {1}", layer + 1, info.layers), layer === 0 ? 0 : 1 / info.layers),
              )
            : await collectAnswers(shown, view.questions, ask);
        const origin = await ask("identify", { model });
        const { name, weights, tokenizer, device, precision, statesPrecision, runtime } = origin;
        const record: Exported["record"] = {
          cloze: await readVersion(extensionUri),
          view: view.view,
          settings: view.settings,
          model: { name, weights, tokenizer },
          device,
          precision: { answers: precision, looking: statesPrecision },
          onnxruntime: runtime,
          // eslint-disable-next-line language/untranslated -- a command of the command line
          again: "cloze reproduce FILE",
        };
        const texts = [input.text, ...(input.pair === undefined ? [] : [input.pair])];
        const { picture } = view;
        const drawn = picture !== undefined && format === "png" ? Buffer.from(picture, "base64") : picture;
        return writeExport({ format, record, asked, texts, ...(drawn !== undefined && { picture: drawn }) });
      } catch (error) {
        // Who cancelled it knows that.
        if (ended.signal.aborted) return undefined;
        throw error;
      }
    });
  }
}

async function readVersion(extensionUri: vscode.Uri): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, "package.json"));
  return (JSON.parse(new TextDecoder().decode(bytes)) as { readonly version: string }).version;
}

/** "all-heads" */
function nameView(view: string): string {
  return view.toLowerCase().replaceAll(/[^\p{L}]+/gu, "-");
}

function tellSaved(uri: vscode.Uri): void {
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  // eslint-disable-next-line language/untranslated -- a command of the command line
  const command = `cloze reproduce ${JSON.stringify(name)}`;
  notify(
    "information",
    l10n.t("Saved {0}. “cloze reproduce” computes it again and says whether it is the same.", name),
    [
      { title: l10n.t("Open"), run: () => vscode.commands.executeCommand("vscode.open", uri) },
      { title: l10n.t("Copy the Command"), run: () => vscode.env.clipboard.writeText(command) },
    ],
  );
}
