/** A sentence in which something was found, as the link of its hover names it. */
export interface FindingPlace {
  /** Address of the document. */
  readonly file: string;
  /** As the model read it. */
  readonly sentence: string;
  /** Where its first character stands in the document, in UTF-16 units. */
  readonly start: number;
}

/** Reads what a command was called with; `undefined` for what is no such link: menus and keys pass other things. */
export function readFindingPlace(argument: unknown): FindingPlace | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const { file, sentence, start } = argument as Readonly<Record<string, unknown>>;
  if (typeof file !== "string" || typeof sentence !== "string" || !isOffset(start)) return undefined;
  return { file, sentence, start };
}

function isOffset(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
