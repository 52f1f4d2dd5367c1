import { toErrorCode } from "../engine/client/toErrorCode";
import type { OpenDocument } from "../prose/openDocument";
import type { ProseReader } from "../prose/proseReader";
import { selectFormat } from "../text/formats/format";
import type { Span } from "../text/spans/span";
import { askFills, type Fills, type FillServices } from "./askFills";
import { findSentenceContext } from "./fillContext";
import { listBlanks } from "./listMasks";
import { listTogether } from "./listTogether";

export interface BlankServices extends FillServices {
  readonly prose: Pick<ProseReader, "read">;
  readonly log: { info(message: string): void };
}

/** What the model would write at a blank, and at the others of its sentence with it. */
export interface BlankAnswer {
  /** Ranges of the document, ascending: a word of each fill for each. */
  readonly places: readonly Span[];
  /** Which of them was asked about. */
  readonly at: number;
  readonly fills: Fills;
}

export interface BlankQuestion {
  /** In the document. */
  readonly blank: Span;
  /** Fills wanted. */
  readonly top: number;
}

/** More than the longest blank. */
const REACH = 1100;

/**
 * The blank near a place in a line for which `isMeant` holds. A line may be a whole file, so only what is near is searched.
 *
 * @param isMeant - Gets a blank, and the place in the same text.
 * @returns Its range in the line.
 */
export function findBlankIn(
  line: string,
  place: number,
  isMeant: (blank: Span, at: number) => boolean,
): Span | undefined {
  const from = Math.max(0, place - REACH);
  const found = listBlanks(line.slice(from, place + REACH)).find((blank) => isMeant(blank, place - from));
  return found && { start: from + found.start, end: from + found.end };
}

/**
 * Asks of a blank in prose what Fill Mask would list. Nobody waits for it by name, so failures are logged and answer
 * nothing.
 *
 * @returns `undefined` where the blank stands in code or markup, where the document changed meanwhile, or on failure.
 */
export async function askBlank(
  services: BlankServices,
  document: OpenDocument,
  { blank, top }: BlankQuestion,
  signal: AbortSignal,
): Promise<BlankAnswer | undefined> {
  const { version, languageId, uri } = document;
  // Neither prose nor a known program: it may be data.
  if (languageId !== "plaintext" && selectFormat(languageId, uri.path) === "plaintext") return undefined;
  try {
    const sentences = await services.prose.read(document);
    if (signal.aborted || document.version !== version) return undefined;
    const text = document.getText();
    const readText = ({ start, end }: Span) => text.slice(start, end);
    const places = listTogether(sentences, [blank], readText);
    const context = findSentenceContext(sentences, places, readText);
    if (context === undefined) return undefined;
    const fills = await askFills(services, context, { top, signal });
    if (document.version !== version) return undefined;
    return { places, at: places.findIndex(({ start }) => start === blank.start), fills };
  } catch (error) {
    if (!signal.aborted) services.log.info(`fill: no words for a blank (${toErrorCode(error)})`);
    return undefined;
  }
}
