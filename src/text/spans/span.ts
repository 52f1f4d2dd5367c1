/** A half-open range of UTF-16 units, `end` excluded: what VS Code's `positionAt` counts. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
