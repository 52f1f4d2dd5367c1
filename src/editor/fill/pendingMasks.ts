import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { SentenceList } from "../../prose/packedSentences";
import { selectFormat } from "../../text/formats/format";
import { moveSpan } from "../../text/spans/moveSpan";
import type { Span } from "../../text/spans/span";
import { EditorError } from "../editorError";
import { listEdits } from "../listEdits";
import type { Services } from "../services";
import { showProgress } from "../surface";
import { toRange } from "../toRange";
import { groupMasks } from "./groupMasks";

/** Masks that can be filled together, in the document as it is now. */
export interface MaskGroup {
  readonly group: readonly Span[];
  /** `undefined` where the document is not prose. */
  readonly sentences: SentenceList | undefined;
}

/** The masks that were asked for and are not filled yet; they move along with edits. */
export class PendingMasks implements vscode.Disposable {
  readonly #document: vscode.TextDocument;
  readonly #subscription: vscode.Disposable;
  #masks: readonly Span[];

  /** @param masks - Ranges of the document, ascending; at least one. */
  constructor(document: vscode.TextDocument, masks: readonly Span[]) {
    this.#document = document;
    this.#masks = masks;
    this.#subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document) return;
      for (const edit of listEdits(event.contentChanges)) {
        this.#masks = this.#masks.map((mask) => moveSpan(mask, edit)).filter((mask) => mask !== undefined);
      }
    });
  }

  /**
   * Takes the next masks to fill; `undefined` when all were taken.
   *
   * @throws {EditorError} `stale` when the document changed while it was read.
   */
  async takeNext({ prose }: Pick<Services, "prose">): Promise<MaskGroup | undefined> {
    if (this.#masks.length === 0) return undefined;
    const document = this.#document;
    const { version, languageId, uri } = document;
    // Neither prose nor a known program: it may be data, so only the lines are read.
    const isProse = languageId === "plaintext" || selectFormat(languageId, uri.path) !== "plaintext";
    // Reading a long document takes a second or two.
    const sentences = isProse
      ? await showProgress(l10n.t("Cloze reads the document"), () => prose.read(document))
      : undefined;
    if (document.version !== version) {
      throw new EditorError("stale", l10n.t("The text changed meanwhile. Run Fill Mask again."));
    }
    const [group = []] = groupMasks(this.#masks, sentences, {
      readText: (span) => document.getText(toRange(document, span)),
      lineAt: (offset) => document.positionAt(offset).line,
    });
    this.#masks = this.#masks.slice(group.length);
    return { group, sentences };
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
