/** A document that an editor holds open, whichever editor it is. VS Code's own is one. */
export interface OpenDocument {
  /** Its language, as the editor names it. */
  readonly languageId: string;
  /** Rises with every change of the text. */
  readonly version: number;
  readonly isClosed: boolean;
  readonly uri: { readonly path: string };
  getText(): string;
}
