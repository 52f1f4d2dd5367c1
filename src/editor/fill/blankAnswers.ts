import type * as vscode from "vscode";
import { selectFormat } from "../../text/formats/format";
import type { Span } from "../../text/spans/span";
import type { Services } from "../services";
import { toErrorCode } from "../toErrorCode";
import { toRange } from "../toRange";
import { askFills, type Fills } from "./askFills";
import { findSentenceContext } from "./fillContext";
import { listBlanks } from "./listMasks";
import { listTogether } from "./listTogether";

export type BlankServices = Pick<Services, "engine" | "models" | "prose" | "log">;

/** What the model would write at a blank, and at the others of its sentence with it. */
export interface BlankAnswer {
  /** Ranges of the document, ascending: a word of each fill for each. */
  readonly places: readonly Span[];
  /** Which of them was asked about. */
  readonly at: number;
  readonly fills: Fills;
}

interface BlankQuestion {
  /** In the document. */
  readonly blank: Span;
  /** Fills wanted. */
  readonly top: number;
}

/** More than the longest blank. */
const REACH = 1100;

/** The blank near `position` for which `isMeant` holds. A line may be a whole file, so only what is near is searched. */
export function findBlankAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  isMeant: (blank: Span, at: number) => boolean,
): Span | undefined {
  const { text } = document.lineAt(position.line);
  const from = Math.max(0, position.character - REACH);
  const near = text.slice(from, position.character + REACH);
  const found = listBlanks(near).find((blank) => isMeant(blank, position.character - from));
  const start = document.offsetAt(position.with({ character: from }));
  return found && { start: start + found.start, end: start + found.end };
}

/**
 * Asks of a blank in prose what Fill Mask would list. Nobody waits for it by name, so failures are logged and answer
 * nothing.
 *
 * @returns `undefined` where the blank stands in code or markup, where the document changed meanwhile, or on failure.
 */
export async function answerBlank(
  services: BlankServices,
  document: vscode.TextDocument,
  { blank, top }: BlankQuestion,
  token: vscode.CancellationToken,
): Promise<BlankAnswer | undefined> {
  const { version, languageId, uri } = document;
  // Neither prose nor a known program: it may be data.
  if (languageId !== "plaintext" && selectFormat(languageId, uri.path) === "plaintext") return undefined;
  const ended = new AbortController();
  const listener = token.onCancellationRequested(() => ended.abort());
  try {
    const sentences = await services.prose.read(document);
    if (token.isCancellationRequested || document.version !== version) return undefined;
    const readText = (span: Span) => document.getText(toRange(document, span));
    const places = listTogether(sentences, [blank], readText);
    const context = findSentenceContext(sentences, places, readText);
    if (context === undefined) return undefined;
    const fills = await askFills(services, context, { top, signal: ended.signal });
    if (document.version !== version) return undefined;
    return { places, at: places.findIndex(({ start }) => start === blank.start), fills };
  } catch (error) {
    if (!token.isCancellationRequested) services.log.info(`fill: no words for a blank (${toErrorCode(error)})`);
    return undefined;
  } finally {
    listener.dispose();
  }
}
