/** What every mark and widget is given: the document in which to create elements, so that tests may pass their own. */
export interface DrawOptions {
  readonly document: Document;
}
