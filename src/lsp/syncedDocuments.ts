import type { Connection } from "vscode-languageserver/node";
import type { Edit } from "../text/spans/moveSpan";
import { LspDocument } from "./lspDocument";
import type { PositionUnits } from "./positionUnits";

export interface DocumentListeners {
  readonly open: (document: LspDocument) => void;
  readonly change: (document: LspDocument, edits: readonly Edit[]) => void;
  readonly save: (document: LspDocument) => void;
  readonly close: (document: LspDocument) => void;
}

/**
 * The documents that the client holds open, followed change by change. Not by the library's `TextDocuments`, whose
 * positions are in UTF-16 units alone and which keeps no edits.
 */
export class SyncedDocuments {
  readonly #documents = new Map<string, LspDocument>();

  find(address: string): LspDocument | undefined {
    return this.#documents.get(address);
  }

  list(): readonly LspDocument[] {
    return [...this.#documents.values()];
  }

  /** @param readUnits - What positions of the client count. */
  listen(
    connection: Connection,
    readUnits: () => PositionUnits,
    { open, change, save, close }: DocumentListeners,
  ): void {
    const drop = (address: string) => {
      const document = this.#documents.get(address);
      this.#documents.delete(address);
      if (document) close(document);
    };
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      drop(uri);
      const document = new LspDocument(uri, languageId, { version, text, units: readUnits() });
      this.#documents.set(uri, document);
      open(document);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const document = this.#documents.get(uri);
      if (document === undefined || contentChanges.length === 0) return;
      // The protocol lets a client of old leave it out.
      const next = (version as number | null) ?? document.version + 1;
      change(document, document.update(contentChanges, next));
    });
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
      const document = this.#documents.get(uri);
      if (document) save(document);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => drop(uri));
  }
}
