/** Every mark and widget receives the document in which it creates elements, so that a test can pass its own. */
export interface DrawOptions {
  readonly document: Document;
}
